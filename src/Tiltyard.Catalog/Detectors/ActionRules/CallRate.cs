using Tiltyard.Catalog.Detectors.Sequences;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Detectors.ActionRules;

/// <summary>How often a seat may do something within a number of steps or of simulated seconds, the action in hand counted.</summary>
internal sealed record CallRate(string Id, ActionPattern Action, int Most, int? Steps, double? Seconds)
{
    public static ObjectShape Form { get; } = Shape.Object(
        Field.Optional("id", Patterns.Name, "What breaches call the rule; rate_1, rate_2 and so on by default."),
        Field.Required("action", Patterns.Action, "The action: a name, a name with a star at an end, or a class such as @change."),
        Field.Required("most", Shape.Integer(1, PastCalls.Most), "How often at most."),
        Field.Optional("steps", Shape.Integer(1, 1_000_000), "Within so many steps, this one included."),
        Field.Optional("seconds", Shape.Number(0.001, 1e9), "Within so many simulated seconds."));

    public static CallRate Read(DocumentMap rate, int number)
    {
        if (rate.Has("steps") == rate.Has("seconds")) throw new DocumentException(rate, "a rate needs either steps or seconds");
        return new CallRate(rate.Text("id", $"rate_{number}"), Patterns.Read(rate, "action"), (int)rate.Integer("most"), (int?)rate.IntegerOrNull("steps"), rate.NumberOrNull("seconds"));
    }

    /// <summary>How the call breaks the rate after those before it, or null.</summary>
    public string? Refuse(in PastCall call, PastCalls past)
    {
        if (!Action.Matches(call.Action, past.Speech)) return null;
        var count = 1;
        for (var at = past.Calls.Count - 1; at >= 0 && IsWithin(past.Calls[at], call); at--)
        {
            if (Action.Matches(past.Calls[at].Action, past.Speech)) count++;
        }

        return count <= Most ? null : $"{Excerpt.Of(call.Action)} is number {count} of {Action} within {(Steps is { } steps ? $"{steps} steps" : $"{Seconds:0.###} seconds")}, where {Most} may be";
    }

    private bool IsWithin(in PastCall before, in PastCall call) => Steps is { } steps ? before.Step > call.Step - steps : before.Time > call.Time - Seconds!.Value;
}
