using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Scripted;

/// <summary>The fixed facts of a script's world, with the script itself for the agents and attacks that were written with it.</summary>
internal sealed record ScriptSpec : WorldSpec
{
    public required Script Script { get; init; }

    public static ScriptSpec Of(Script script, int maxSteps) => new()
    {
        Script = script,
        Name = "script",
        Seats = [new SeatSpec("agent", script.Config.Role, new FieldNames("time", "message", "item", "waiting"), script.Actions) { SpeechAction = "reply" }],
        State = StateNames(script),
        Facts = new FieldNames("events", "checks", "checks_passed", "deviations"),
        Request = new FieldNames("task", "scenario.id", "scenario.type", "scenario.difficulty", "user.message", "time"),
        Horizon = Math.Min(maxSteps, script.Config.MaxSteps),
        DefaultThreshold = 1,
        UtilityMeaning = "1 when every expected outcome of the script came about, else 0",
        GivesResults = true,
    };

    /// <summary>The first names of everything that stands in the state or is ever written there.</summary>
    private static FieldNames StateNames(Script script) => new(
        script.InitialState.Node.AsMap().Entries.Select(entry => entry.Key)
            .Concat(script.AllEffects.SelectMany(effect => effect.Changes).Select(change => change.Path.Parts[0].Literal).OfType<string>())
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
