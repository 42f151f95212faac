using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.HelpDesk;

/// <summary>The world's entry in the catalogue.</summary>
public static class HelpDeskKind
{
    public static WorldKind Kind { get; } = new()
    {
        Name = "helpdesk",
        Aliases = ["help_desk"],
        Summary = "Settle customers' requests by the company's rules while some of what you read is written by an attacker.",
        Parameters = HelpDeskOptions.Shape,
        Create = (parameters, _) => new HelpDeskWorld(HelpDeskOptions.From(parameters)),
        Cases = HelpDeskOptions.Cases,
        Content = () => CaseLibrary.Content,
        HasPressure = false,
    };
}
