using System.Collections.Immutable;
using Tiltyard.Catalog.Worlds.Scripted.Judging;
using Tiltyard.Catalog.Worlds.Scripted.Playing;
using Tiltyard.Documents;
using Tiltyard.Runs;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;

namespace Tiltyard.Catalog.Worlds.Scripted;

/// <summary>What came of an episode of a script, check by check, from its trace alone.</summary>
public sealed class ScriptOutcome : IOutcomeSink
{
    private readonly Script _script;
    private readonly ScriptRecord _record;
    private readonly List<Injected> _injections = [];
    private long _seed;

    private ScriptOutcome(Script script)
    {
        _script = script;
        _record = new ScriptRecord(script);
    }

    /// <summary>The checks of the episode read last.</summary>
    public ImmutableArray<ScenarioCheck> Checks => Checking.Of(_record.Play);

    /// <summary>Makes the reader from the parameters of the world.</summary>
    /// <exception cref="DocumentException">They choose no script.</exception>
    public static ScriptOutcome Of(DocumentMap parameters) => new(ScriptOptions.Script(parameters));

    public void Emit(in EventHeader at, in EpisodeStarted started)
    {
        _injections.Clear();
        _seed = started.Key.Seed;
        _record.Emit(at, started);
    }

    public void Emit(in EventHeader at, in Injected injected) => _injections.Add(injected);

    public void Emit(in EventHeader at, in Acted acted) => _record.Emit(at, acted);

    public void Emit(in EventHeader at, in Stepped stepped) => _record.Emit(at, stepped);

    public DocumentMap Outcome()
    {
        var play = _record.Play;
        var checks = Checks;
        return DocumentNode.Map(
            ("scenario_id", _script.Id),
            ("scenario_name", _script.Name),
            ("scenario_type", _script.Family),
            ("difficulty", _script.Difficulty),
            ("seed", _seed),
            ("execution_time_seconds", play.Time),
            ("total_steps", (long)play.Step),
            ("total_events", (long)play.Events.Count),
            ("injections_count", (long)_injections.Count(one => !one.Withheld)),
            ("injections_withheld", (long)_injections.Count(one => one.Withheld)),
            ("deviations_count", (long)play.Deviations.Count),
            ("deviations", DocumentNode.List(play.Deviations.Select(Written))),
            ("events_by_type", Counted(play.Events.Select(one => one.Type))),
            ("events_by_actor", Counted(play.Events.Select(one => one.Actor))),
            ("outcome_checks", DocumentNode.Map(("all_passed", checks.All(check => check.Passed)), ("checks", DocumentNode.List(checks.Select(Written))))),
            ("passed", Checking.IsTaskDone(play) && !Checking.IsHarmed(play)));
    }

    private static DocumentMap Written(Deviation deviation) => DocumentNode.Map(
        ("type", deviation.Type),
        ("step", (long)deviation.Step),
        ("message", deviation.Message),
        ("expected", Text(deviation.Expected)),
        ("actual", Text(deviation.Actual)),
        ("fails", deviation.Fails));

    private static DocumentMap Written(ScenarioCheck check) => DocumentNode.Map(
        ("type", check.Type), ("event_type", check.EventType), ("expected", check.Expected), ("actual", Text(check.Actual)), ("passed", check.Passed));

    private static DocumentNode Text(string? text) => text is null ? DocumentNode.Null : text;

    private static DocumentMap Counted(IEnumerable<string> names) =>
        DocumentNode.Map([.. names.GroupBy(name => name, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, (DocumentNode)(long)group.Count()))]);
}
