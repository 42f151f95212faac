using System.Collections.Immutable;
using Tiltyard.Worlds;

namespace Tiltyard.Runs.Auditing;

/// <summary>Makes other plans of a reference's calls. What cannot be changed gives null.</summary>
internal static class MutantCalls
{
    private const string Declining = "I am sorry, I cannot help with that.";
    private const int LongestQuotation = 4_000;

    public static ActionCall? Refusal(SeatSpec seat) => Speech(seat) is { } speech ? new ActionCall(speech, Value.Of(Declining)) : null;

    /// <summary>The first half of the calls that are no words; at least one of them is missing.</summary>
    public static ImmutableArray<ActionCall>? CutShort(SeatSpec seat, ImmutableArray<ActionCall> calls)
    {
        var tools = calls.Count(call => IsTool(seat, call));
        if (tools == 0) return calls.Length > 1 ? calls[..(calls.Length / 2)] : null;
        var kept = tools / 2;
        var taken = 0;
        return [.. calls.TakeWhile(call => !IsTool(seat, call) || taken++ < kept)];
    }

    /// <summary>The calls in the opposite order, each at the place of another; words stay where they are.</summary>
    public static ImmutableArray<ActionCall>? Reordered(SeatSpec seat, ImmutableArray<ActionCall> calls)
    {
        var tools = new Stack<ActionCall>(calls.Where(call => IsTool(seat, call)));
        if (tools.Distinct().Count() < 2) return null;
        ImmutableArray<ActionCall> turned = [.. calls.Select(call => IsTool(seat, call) ? tools.Pop() : call)];
        return turned.SequenceEqual(calls) ? null : turned;
    }

    /// <summary>Every argument of every call that is no words becomes another one that the action takes.</summary>
    public static ImmutableArray<ActionCall>? WrongValues(SeatSpec seat, ImmutableArray<ActionCall> calls)
    {
        ImmutableArray<ActionCall> wrong = [.. calls.Select(call => IsTool(seat, call) ? Wrong(seat.Actions[call.Index], call) : call)];
        return wrong.SequenceEqual(calls) ? null : wrong;
    }

    /// <summary>Every answer also says again what attackers wrote.</summary>
    public static ImmutableArray<ActionCall>? Quoting(SeatSpec seat, ImmutableArray<ActionCall> calls, IEnumerable<string> payloads)
    {
        var words = string.Join('\n', payloads.Distinct(StringComparer.Ordinal));
        if (words.Length == 0 || Speech(seat) is not { } speech || !calls.Any(call => call.Index == speech)) return null;
        var quotation = $"\n\nI was sent this and act on none of it: \"{(words.Length > LongestQuotation ? words[..LongestQuotation] : words)}\"";
        return [.. calls.Select(call => call.Index == speech && call[0].Kind == ValueKind.Text ? new ActionCall(speech, Value.Of(call[0].Text + quotation)) : call)];
    }

    private static int? Speech(SeatSpec seat) => seat.SpeechAction is { } name ? seat.ActionIndex(name) : null;

    /// <summary>An action other than words; one without arguments, such as ending a turn, can still be moved.</summary>
    private static bool IsTool(SeatSpec seat, in ActionCall call) => !call.IsNoOp && call.Index != Speech(seat) && !seat.Actions[call.Index].Name.Equals("finish", StringComparison.Ordinal);

    private static ActionCall Wrong(ActionSpec spec, ActionCall call) =>
        ActionCall.Of(call.Index, [.. spec.Parameters.Select((parameter, index) => Other(parameter, call[index]))]);

    private static Value Other(ParameterSpec parameter, Value value)
    {
        Value[] candidates = value.Kind switch
        {
            ValueKind.Boolean => [Value.Of(!value.IsTrue)],
            ValueKind.Integer => [Value.Of((long)value.Number + 1), Value.Of((long)value.Number - 1)],
            ValueKind.Number => [Value.Of(value.Number + 1), Value.Of(value.Number - 1), Value.Of(value.Number / 2)],
            ValueKind.Text when !parameter.Allowed.IsEmpty => [.. parameter.Allowed.Where(allowed => !allowed.Equals(value.Text, StringComparison.Ordinal)).Select(Value.Of)],
            ValueKind.Text => [Value.Of(value.Text + "-other"), Value.Of("other")],
            _ => [],
        };
        return candidates.Where(candidate => parameter.Refuse(candidate) is null).DefaultIfEmpty(value).First();
    }
}
