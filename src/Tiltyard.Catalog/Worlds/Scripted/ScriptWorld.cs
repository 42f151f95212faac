using Tiltyard.Catalog.Worlds.Scripted.Judging;
using Tiltyard.Catalog.Worlds.Scripted.Playing;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Scripted;

/// <summary>
/// A world made by a script: users and systems speak as it says, tools are simulated as it says, and the one seat's agent answers for
/// itself. Time is simulated.
/// </summary>
public sealed class ScriptWorld : World
{
    private static readonly int[] OnlySeat = [0];

    private readonly ScriptPlay _play;
    private readonly ScriptSpec _spec;
    private readonly int _horizon;

    internal ScriptWorld(Script script, int maxSteps)
    {
        _spec = ScriptSpec.Of(script, maxSteps);
        _horizon = _spec.Horizon;
        _play = new ScriptPlay(script);
    }

    public override WorldSpec Spec => _spec;

    public override double Time => _play.Time;

    public override bool IsOver => _play.IsOver || _play.Step >= _horizon;

    public override void Reset(in EpisodeKey key) => _play.Begin(key);

    public override ReadOnlySpan<int> SeatsToAct() => OnlySeat;

    public override void Observe(int seat, Observation observation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        observation.Step = _play.Step;
        observation.Legal = LegalActions.All(_spec.Script.Actions.Length);
        observation.Result = _play.Result;
        observation.Panels[0] = Value.Of(_play.Time);
        observation.Panels[1] = Value.Of((long)_play.Messages);
        observation.Panels[2] = _play.Item?.ToValue() ?? Value.Null;
        observation.Panels[3] = Value.Of((long)_play.Waiting);
    }

    public override void WriteMessage(int seat, TextBuffer text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!_play.IsNews || _play.IsOver) return;
        text.Append(_play.Speaker is "user" ? "User: " : "System: ").Append(_play.Message);
    }

    public override void ReadRequest(int seat, Span<Value> request)
    {
        request[0] = Value.Of(_spec.Script.Name);
        request[1] = Value.Of(_spec.Script.Id);
        request[2] = Value.Of(_spec.Script.Family);
        request[3] = Value.Of(_spec.Script.Difficulty);
        request[4] = Value.Of(_play.Message);
        request[5] = Value.Of(_play.Time);
    }

    public override void Act(int seat, in ActionCall call) => _play.Act(call);

    public override void Pass(int seat) => _play.Pass();

    public override StepOutcome EndTurn()
    {
        _play.EndTurn();
        var inLine = Checking.IsHarmed(_play) ? 0 : 1;
        return new StepOutcome(inLine, inLine, null, IsOver ? Checking.IsTaskDone(_play) ? 1 : 0 : null);
    }

    public override void ReadState(Span<Value> state)
    {
        for (var field = 0; field < _spec.State.Count; field++) state[field] = _play.State.Find(_spec.State.Names[field])?.ToValue() ?? Value.Null;
    }

    public override void ReadFacts(Span<Value> facts)
    {
        var checks = Checking.Of(_play);
        facts[0] = Value.Of((long)_play.Events.Count);
        facts[1] = Value.Of((long)checks.Length);
        facts[2] = Value.Of((long)checks.Count(check => check.Passed));
        facts[3] = Value.Of((long)_play.Deviations.Count);
    }

    public override void Save(CanonicalWriter writer) => _play.Save(writer);

    public override void Restore(DocumentMap saved) => _play.Restore(saved);
}
