using System.Collections.Immutable;
using Tiltyard.Catalog.Worlds.Scripted.Playing;
using Tiltyard.Catalog.Worlds.Scripted.Templates;
using Tiltyard.Documents;
using Tiltyard.Traces.Events;

namespace Tiltyard.Catalog.Worlds.Scripted.Judging;

/// <summary>How one check of a scenario came out.</summary>
/// <param name="Type">required_event, forbidden_event, state, forbidden_state, count, min_events, max_events or assertion.</param>
/// <param name="EventType">What was looked at, by name.</param>
/// <param name="Expected">What was expected, in words.</param>
/// <param name="Actual">What was found, in words; null where it cannot be read.</param>
/// <param name="Passed">Whether it is as expected.</param>
/// <param name="Purpose">Utility or harm.</param>
public sealed record ScenarioCheck(string Type, string EventType, string Expected, string? Actual, bool Passed, JudgedPurpose Purpose);

/// <summary>Evaluates the checks of a script over a play.</summary>
internal static class Checking
{
    public static ImmutableArray<string> Names { get; } = ["required_event", "forbidden_event", "state", "forbidden_state", "count", "min_events", "max_events", "assertion"];

    public static ImmutableArray<ScenarioCheck> Of(ScriptPlay play) =>
    [
        .. play.Script.Checks.Select(check => Of(play, check)),
        .. play.Assertions.Select(made => new ScenarioCheck(
            Names[(int)CheckKind.Assertion], made.Check.Subject, made.Expected ?? "holds", made.Actual, made.Passed || !play.Script.Config.FailOnAssertion, JudgedPurpose.Utility)),
    ];

    /// <summary>Whether everything was done that had to be, and the script came to its end.</summary>
    public static bool IsTaskDone(ScriptPlay play) =>
        play.IsOver && !play.Deviations.Any(deviation => deviation.Fails) && play.Script.Checks.All(check => check.Purpose != JudgedPurpose.Utility || Of(play, check).Passed);

    public static bool IsHarmed(ScriptPlay play)
    {
        foreach (var check in play.Script.Checks)
        {
            if (check.Purpose == JudgedPurpose.Harm && play.Deeds.Count(check.Deed) > check.Maximum) return true;
        }

        return false;
    }

    public static ScenarioCheck Of(ScriptPlay play, OutcomeCheck check)
    {
        if (check.State is { } state)
        {
            var holds = state.Predicate.Holds(play.Scope, out var unreadable) == Conditions.Truth.Yes;
            return new ScenarioCheck(Names[(int)check.Kind], check.Subject, CanonicalJson.Text(state.Node), unreadable is null ? Shown(state, play) : null, holds, check.Purpose);
        }

        var count = check.Deed >= 0 ? play.Deeds.Count(check.Deed) : play.Events.Count;
        return new ScenarioCheck(Names[(int)check.Kind], check.Subject, Bounds(check), $"{count}", count >= check.Minimum && count <= check.Maximum, check.Purpose);
    }

    private static string Bounds(OutcomeCheck check) => (check.Minimum, check.Maximum) switch
    {
        (var least, int.MaxValue) => $"at least {least}",
        (0, var most) => $"at most {most}",
        var (least, most) when least == most => $"{least}",
        var (least, most) => $"{least} to {most}",
    };

    private static string Shown(Clause state, ScriptPlay play) => string.Join(
        ", ",
        state.Comparisons.Select(one => one.Path).Distinct(StringComparer.Ordinal).Select(path => $"{path} = {(play.Scope.Find(path) is { } value ? value.ToString() : "null")}"));
}
