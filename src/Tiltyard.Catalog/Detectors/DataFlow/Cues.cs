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
        Of("override", CueKind.Override, "says to ignore earlier instructions", .9, Any(Marks.Ignore), Any(Marks.Earlier, 3), Any(Marks.Order | Marks.Task, 3)),
        Of("override", CueKind.Override, "says to ignore instructions", .8, Any(Marks.Ignore), Any(Marks.Your, 1), Any(Marks.Order, 2)),
        Of("drop", CueKind.Hijack, "says to ignore what came before", .5, Any(Marks.Ignore), Any(Marks.Earlier | Marks.Order, 3)),
        Of("before_task", CueKind.Hijack, "wants something done before the task", .6, Any(Marks.Before), Any(Marks.You | Marks.Solve), Any(Marks.Task, 12)),
        Of("before", CueKind.Hijack, "wants something done first", .3, Any(Marks.Before), Any(Marks.You | Marks.Solve), Any(Marks.Solve, 12)),
        Of("do_this", CueKind.Hijack, "orders to do the following", .4, Any(Marks.Perform), Any(Marks.These, 2), Any(Marks.Now | Marks.Order, 7)),
        Of("afterwards", CueKind.Hijack, "says when to return to the task", .6, Any(Marks.After), Any(Marks.You | Marks.Solve | Marks.These), Any(Marks.Continue | Marks.May, 8), Any(Marks.Task, 10)),
        Of("given_task", CueKind.Hijack, "speaks of the assistant's task", .5, Any(Marks.Task), Any(Marks.Giver, 1), Any(Marks.Gave, 1)),
        Of("ongoing_task", CueKind.Hijack, "speaks of the task in hand", .4, Any(Marks.Ongoing), Any(Marks.Task)),
        Of("addressee", CueKind.Address, "speaks to an assistant", .5, Any(Marks.AssistantName)),
        Of("addressee", CueKind.Address, "speaks to an assistant", .5, Any(Marks.Machine), Any(Marks.Assistant, 1)),
        Of("addressee", CueKind.Address, "speaks to an assistant", .5, Any(Marks.Greeting), Any(Marks.Assistant)),
        Of("addressee", CueKind.Address, "speaks to an assistant", .5, Any(Marks.To), Both(Marks.You, Marks.BeforeComma)),
        Of("addressee", CueKind.Address, "speaks to an assistant", .5, Any(Marks.Order | Marks.Notice), Any(Marks.To), Any(Marks.Assistant, 2)),
        Of("addressee", CueKind.Address, "speaks to an assistant", .5, Both(Marks.To, Marks.SentenceStart), Both(Marks.Assistant, Marks.BeforeColon, 2)),
        Of("tool", CueKind.Address, "names the assistant's tools", .4, Any(Marks.Use), Any(Marks.Tool, 3)),
        Of("arguments", CueKind.Address, "says how to call a tool", .5, Any(Marks.With), Any(Marks.These, 1), Any(Marks.Arguments)),
        Of("tag", CueKind.Authority, "imitates a system message", .5, Both(Marks.Tag, Marks.Bracketed)),
        Of("tag", CueKind.Authority, "imitates a system message", .5, Both(Marks.System, Marks.SentenceStart | Marks.BeforeColon)),
        Of("tag", CueKind.Authority, "imitates a system message", .5, Any(Marks.System), Any(Marks.Notice)),
        Of("new_orders", CueKind.Authority, "gives new instructions", .6, Any(Marks.New), Any(Marks.Order)),
        Of("secrecy", CueKind.Authority, "demands silence", .6, Any(Marks.Not), Any(Marks.Tell, 2), Any(Marks.Person | Marks.These, 5)),
        Of("master", CueKind.Authority, "claims to come from the user", .5, Any(Marks.From), Any(Marks.Me), Any(Marks.You | Marks.Role, 8)),
        Of("master", CueKind.Authority, "claims to come from the user", .5, Any(Marks.Am), Any(Marks.Your), Any(Marks.Role)),
        Of("urgency", CueKind.Pressure, "presses", .3, Both(Marks.Important, Marks.BeforeColon)),
        Of("urgency", CueKind.Pressure, "presses", .3, Both(Marks.Important, Marks.BeforeShout)),
        Of("urgency", CueKind.Pressure, "presses", .3, Any(Marks.Important), Any(Marks.Notice)),
        Of("obedience", CueKind.Pressure, "demands obedience", .4, Any(Marks.Strictly), Any(Marks.Obey)),
        Of("instead", CueKind.Pressure, "wants something else instead", .2, Both(Marks.Instead, Marks.BeforeStop)),
        Of("must", CueKind.Pressure, "tells the reader what to do", .2, Any(Marks.You), Any(Marks.Must, 1)),
    ];

    /// <summary>The marks that can begin a cue.</summary>
    public static Marks Beginnings { get; } = All.Aggregate(Marks.None, (marks, cue) => marks | cue.Steps[0].Any);

    private static Cue Of(string name, CueKind kind, string meaning, double weight, params ImmutableArray<CueStep> steps) => new(name, kind, meaning, weight, steps);

    private static CueStep Any(Marks marks, int gap = 0) => new(marks, Marks.None, gap);

    private static CueStep Both(Marks word, Marks place, int gap = 0) => new(word, place, gap);
}
