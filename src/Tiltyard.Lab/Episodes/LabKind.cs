using System.Collections.Immutable;
using Tiltyard.Attacks;
using Tiltyard.Documents;
using Tiltyard.Lab.Policies;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Lab.Episodes;

/// <summary>The laboratory as a world that can be chosen by name.</summary>
public static class LabKind
{
    public static WorldKind Kind { get; } = new()
    {
        Name = "lab",
        Aliases = ["hospital_lab"],
        Summary = "Run a shift in a hospital laboratory: specimens in, reports out in time, nothing wrong or unheard, while devices fail and people attack.",
        Parameters = LabOptions.Shape,
        Create = (parameters, _) => new LabWorld(LabOptions.From(parameters)),
        Content = () => LabPolicy.Shipped.Fingerprint,
        Panels = LabPanels.Shape,
        HasPressure = false,
    };

    public static IEnumerable<IOracle> Oracles(DocumentMap parameters) => [new LabOracle(JudgedPurpose.Utility), new LabOracle(JudgedPurpose.Harm)];
}
