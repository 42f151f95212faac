using System.Collections.Immutable;
using Tiltyard.Catalog.Detectors.Sequences;
using Tiltyard.Documents;
using Tiltyard.Gates;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Gates.Sequence;

/// <summary>
/// Forbids an action after another without a third, by rules from its options. It looks at names alone and at what the world applied;
/// where the values of a call matter there is the gate <c>data_flow</c>. The history of the episode is its memory.
/// </summary>
public sealed class SequenceGate : IGate
{
    private static readonly Ruling Allow = new(Decision.Allow, "sequence.default", ReasonCodes.DefaultAllow);

    private readonly ImmutableArray<SequenceRule> _rules;
    private readonly List<string> _done = [];

    private SequenceGate(ImmutableArray<SequenceRule> rules) => _rules = rules;

    public static GateKind Kind { get; } = new()
    {
        Name = "sequence",
        Summary = "Forbids an action after another without a third, by name or by class of verb.",
        Options = Shape.Object(Field.Required("rules", Shape.List(SequenceRule.Form, 1, 200), "The rules; the gravest that is broken decides, then the first.")),
        Create = static (options, _) => new SequenceGate(SequenceRule.ReadAll(options)),
    };

    public string Name => "sequence";

    public Ruling Rule(in GateRequest request)
    {
        var ruling = Allow;
        Collect(request.History, request.Seat.Name);
        foreach (var rule in _rules)
        {
            if (rule.Decision > ruling.Decision && rule.Breach(request.Action!.Name, _done, request.Seat.SpeechAction) is { } breach)
                ruling = new Ruling(rule.Decision, rule.Id, ReasonCodes.ForbiddenSequence, breach);
        }

        return ruling;
    }

    private void Collect(ActionHistory history, string seat)
    {
        _done.Clear();
        foreach (var past in history.Actions)
        {
            if (past.Action is { } action && past.Status is ActStatus.Applied or ActStatus.Replaced && past.Seat.Equals(seat, StringComparison.Ordinal)) _done.Add(action);
        }
    }
}
