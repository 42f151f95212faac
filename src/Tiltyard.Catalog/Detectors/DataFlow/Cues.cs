using System.Collections.Immutable;

namespace Tiltyard.Catalog.Detectors.DataFlow;

/// <summary>
/// The cues of an order to an assistant: it is told to drop what it was told, addressed as a machine, given something to do before its
/// task, pointed at its tools, sworn to silence. Weights are set by hand so that no single polite turn of phrase makes a text suspect.
/// </summary>
internal static class Cues
{
    public static ImmutableArray<Cue> All { get; } =
    [
        Of("override", "says to ignore what came before", .9, Any(Marks.Ignore), Any(Marks.Earlier, 3)),
        Of("override", "says to ignore instructions", .8, Any(Marks.Ignore), Any(Marks.Order, 3)),
        Of("addressee", "speaks to an assistant", .5, Any(Marks.AssistantName)),
        Of("addressee", "speaks to an assistant", .5, Any(Marks.Machine), Any(Marks.Assistant, 1)),
        Of("addressee", "speaks to an assistant", .5, Any(Marks.Greeting), Any(Marks.Assistant)),
        Of("addressee", "speaks to an assistant", .5, Any(Marks.To), Both(Marks.You, Marks.BeforeComma)),
        Of("before_task", "wants something done before the task", .6, Any(Marks.Before), Any(Marks.You | Marks.Solve), Any(Marks.Task | Marks.Solve, 14)),
        Of("do_this", "orders to do the following", .4, Any(Marks.Perform), Any(Marks.These, 2), Any(Marks.Now | Marks.Order, 7)),
        Of("afterwards", "says when to return to the task", .6, Any(Marks.After), Any(Marks.You | Marks.Solve | Marks.These), Any(Marks.Continue | Marks.May, 8), Any(Marks.Task, 10)),
        Of("given_task", "speaks of the assistant's task", .5, Any(Marks.Task), Any(Marks.Giver, 1), Any(Marks.Gave, 1)),
        Of("given_task", "speaks of the assistant's task", .5, Any(Marks.Ongoing), Any(Marks.Task)),
        Of("tool", "names the assistant's tools", .6, Any(Marks.Use), Any(Marks.Tool, 3)),
        Of("tool", "names the assistant's tools", .6, Any(Marks.With), Any(Marks.These, 1), Any(Marks.Arguments)),
        Of("tag", "imitates a system message", .5, Both(Marks.Tag, Marks.Bracketed)),
        Of("tag", "imitates a system message", .5, new CueStep(Marks.System, Marks.SentenceStart | Marks.BeforeColon, 0)),
        Of("tag", "imitates a system message", .5, Any(Marks.System), Any(Marks.Notice)),
        Of("tag", "imitates a system message", .5, Any(Marks.New), Both(Marks.Order, Marks.BeforeColon)),
        Of("urgency", "presses", .3, Both(Marks.Important, Marks.BeforeColon)),
        Of("urgency", "presses", .3, Both(Marks.Important, Marks.BeforeShout)),
        Of("urgency", "presses", .3, Any(Marks.Important), Any(Marks.Notice)),
        Of("obedience", "demands obedience", .5, Any(Marks.Strictly), Any(Marks.Obey)),
        Of("secrecy", "demands silence", .6, Any(Marks.Not), Any(Marks.Tell, 1), Any(Marks.Person, 5)),
        Of("master", "claims to come from the user", .5, Any(Marks.From), Any(Marks.Me), Any(Marks.You | Marks.Role, 8)),
        Of("master", "claims to come from the user", .5, Any(Marks.Am), Any(Marks.Your), Any(Marks.Role)),
        Of("instead", "wants something else instead", .2, Both(Marks.Instead, Marks.BeforeStop)),
        Of("must", "tells the reader what to do", .2, Any(Marks.You), Any(Marks.Must, 1)),
    ];

    /// <summary>The marks that can begin a cue.</summary>
    public static Marks Beginnings { get; } = All.Aggregate(Marks.None, (marks, cue) => marks | cue.Steps[0].Any);

    private static Cue Of(string name, string meaning, double weight, params ImmutableArray<CueStep> steps) => new(name, meaning, weight, steps);

    private static CueStep Any(Marks marks, int gap = 0) => new(marks, Marks.None, gap);

    private static CueStep Both(Marks word, Marks place) => new(word, place, 0);
}
