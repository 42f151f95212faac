using System.Collections.Frozen;
using Tiltyard.Documents;
using Tiltyard.Traces;

namespace Tiltyard.Catalog.Gates.DataFlow;

/// <summary>The options of the gate <c>data_flow</c>, read and checked.</summary>
internal sealed record DataFlowOptions
{
    public required double Strong { get; init; }

    public required double Weak { get; init; }

    public required bool UsesDetector { get; init; }

    public required double Sure { get; init; }

    public required int ShortestValue { get; init; }

    public required int Reach { get; init; }

    public required int MostText { get; init; }

    public required bool TrustsMessage { get; init; }

    public required bool TrustsInbox { get; init; }

    public required FrozenSet<string> TrustedTools { get; init; }

    /// <summary>What each rule decides, in the order of <see cref="FlowRule.All"/>.</summary>
    public required FrozenDictionary<string, Decision> Decisions { get; init; }

    public static ObjectShape Shape { get; } = Documents.Shape.Object([
        Field.Optional("strong", Documents.Shape.Number(0, 1), "From this score on a passage counts as an instruction to the assistant.", .8),
        Field.Optional("weak", Documents.Shape.Number(0, 1), "From this score on a passage is worth a warning by injection_seen.", .3),
        Field.Optional("detector", Documents.Shape.Text("none", "prompt_injection"), "What looks for instructions besides the cues.", "prompt_injection"),
        Field.Optional("sure", Documents.Shape.Number(0, 1), "From this confidence on what the detector finds counts as an instruction to the assistant.", .98),
        Field.Optional("shortest_value", Documents.Shape.Integer(1, 40), "Shorter values count only where an instruction sets them apart, as in ID '13'.", 4),
        Field.Optional("reach", Documents.Shape.Integer(100, 4000), "So many characters after its last cue still belong to an instruction.", 700),
        Field.Optional("most_text", Documents.Shape.Integer(10_000, 64_000_000), "So many characters of prompts and results are followed in an episode.", 4_000_000),
        Field.Optional("message", Documents.Shape.Text("trusted", "untrusted"), "Whether the world's own message speaks for the user.", "trusted"),
        Field.Optional("inbox", Documents.Shape.Text("trusted", "untrusted"), "Whether messages of others speak for the user.", "untrusted"),
        Field.Optional("trusted_tools", Documents.Shape.List(Documents.Shape.Text(), 0, 200), "Tools whose results nobody outside can write.", DocumentNode.List()),
        .. FlowRule.All.Select(rule => Field.Optional(rule.Name, Documents.Shape.Text([.. Rulings.Decisions]), rule.Summary, rule.Default.Name())),
    ]);

    public static DataFlowOptions Read(DocumentMap options)
    {
        var (weak, strong) = (options.Number("weak"), options.Number("strong"));
        if (weak > strong) throw new DocumentException(options, $"weak is {weak} and strong {strong}: what is strong must be weak at least");
        return new DataFlowOptions
        {
            Strong = strong,
            Weak = weak,
            UsesDetector = options.Text("detector").Equals("prompt_injection", StringComparison.Ordinal),
            Sure = options.Number("sure"),
            ShortestValue = (int)options.Integer("shortest_value"),
            Reach = (int)options.Integer("reach"),
            MostText = (int)options.Integer("most_text"),
            TrustsMessage = options.Text("message").Equals("trusted", StringComparison.Ordinal),
            TrustsInbox = options.Text("inbox").Equals("trusted", StringComparison.Ordinal),
            TrustedTools = options.Texts("trusted_tools").ToFrozenSet(StringComparer.Ordinal),
            Decisions = FlowRule.All.ToFrozenDictionary(rule => rule.Name, rule => (Decision)Rulings.Decisions.IndexOf(options.Text(rule.Name)), StringComparer.Ordinal),
        };
    }

    public Decision Of(FlowRule rule) => Decisions[rule.Name];
}
