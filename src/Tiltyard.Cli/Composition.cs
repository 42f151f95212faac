using Tiltyard.Adapters.Consoles;
using Tiltyard.Adapters.Http;
using Tiltyard.Adapters.Mcp;
using Tiltyard.Adapters.Processes;
using Tiltyard.Catalog;
using Tiltyard.Runs;

namespace Tiltyard.Cli;

/// <summary>What this host can play: the catalogue, and the agents that live at its edge.</summary>
internal static class Composition
{
    private static readonly Lazy<Conversation> Person = new(() =>
        new Conversation(Console.In, Console.Error, isInteractive: !Console.IsInputRedirected && !Console.IsErrorRedirected));

    /// <summary>Where the MCP client of this process acts; null where it serves none.</summary>
    public static McpDesk? Desk { get; set; }

    public static Registry Registry { get; } = new(
        StandardCatalog.Registry.Worlds,
        [.. StandardCatalog.Registry.Agents, HumanAgent.Kind(() => Person.Value), HttpAgent.Kind(_ => false), ProcessAgent.Kind(new ChildProcesses()), McpAgent.Kind(() => Desk)],
        StandardCatalog.Registry.Attacks,
        StandardCatalog.Registry.Gates,
        StandardCatalog.Registry.Validators)
    {
        BuiltIn = StandardCatalog.Registry.BuiltIn,
    };
}
