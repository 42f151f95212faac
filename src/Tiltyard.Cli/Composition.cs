using System.Collections.Immutable;
using Tiltyard.Adapters.ChatModels;
using Tiltyard.Adapters.Consoles;
using Tiltyard.Adapters.Http;
using Tiltyard.Adapters.Mcp;
using Tiltyard.Adapters.Processes;
using Tiltyard.Agents;
using Tiltyard.Catalog;
using Tiltyard.Catalog.Suites;
using Tiltyard.Documents;
using Tiltyard.Lab.Benchmarks;
using Tiltyard.Lab.Episodes;
using Tiltyard.Lab.Evidence;
using Tiltyard.Lab.Pages;
using Tiltyard.Lab.Staff;
using Tiltyard.Runs;

namespace Tiltyard.Cli;

/// <summary>What this host can play: the catalogue, and the agents that live at its edge.</summary>
internal static class Composition
{
    private static readonly Lazy<Conversation> Person = new(() =>
        new Conversation(Console.In, Console.Error, isInteractive: !Console.IsInputRedirected && !Console.IsErrorRedirected));

    /// <summary>Where the MCP client of this process acts; null where it serves none.</summary>
    public static McpDesk? Desk { get; set; }

    /// <summary>The scenarios and suites that ship, and the plain scenario of every world that is played here.</summary>
    public static DocumentNode? BuiltInOf(string name) =>
        BuiltIn.Find(name) ?? (LabKind.Kind.Aliases.Prepend(LabKind.Kind.Name).Contains(name, StringComparer.OrdinalIgnoreCase) ? BuiltIn.Plain(LabKind.Kind) : null);

    /// <summary>For planning and reading: its chat models have their names and parameters and reach nobody.</summary>
    public static Registry Registry { get; } = With(new ChatConnections(new ChatHost()).Kinds, _ => true);

    /// <summary>The same with agents that may reach somebody.</summary>
    public static Registry With(ImmutableArray<AgentKind> chatModels, Func<Uri, bool> mayConnect) => new(
        [
            .. StandardCatalog.Registry.Worlds,
            new WorldEntry(LabKind.Kind, StaffPolicies.All) { Oracles = LabKind.Oracles, Files = RunResultsFiles.Make, Signatures = SignatureFile.Check, Fragments = ShiftFragment.Draw },
        ],
        [
            .. StandardCatalog.Registry.Agents, HumanAgent.Kind(() => Person.Value), HttpAgent.Kind(mayConnect), ProcessAgent.Kind(new ChildProcesses()),
            McpAgent.Kind(() => Desk), .. chatModels,
        ],
        StandardCatalog.Registry.Attacks,
        StandardCatalog.Registry.Gates,
        StandardCatalog.Registry.Validators)
    {
        BuiltIn = BuiltInOf,
        RedTeam = StandardCatalog.Registry.RedTeam,
        BuiltInNames = StandardCatalog.Registry.BuiltInNames,
        Policy = StandardCatalog.Registry.Policy,
    };
}
