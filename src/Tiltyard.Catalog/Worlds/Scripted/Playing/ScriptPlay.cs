using Tiltyard.Catalog.Worlds.Scripted.Judging;
using Tiltyard.Catalog.Worlds.Scripted.Templates;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Scripted.Playing;

/// <summary>
/// One episode of a script: a function of its key and of what the agent did, turn by turn, and of nothing else. The world keeps one to
/// answer from, every oracle one of its own to judge by, so that a stored trace can be judged again without playing.
/// </summary>
internal sealed partial class ScriptPlay
{
    private readonly PlayScope _scope;
    private readonly ToolDesk _tools;
    private readonly DeedWatch _watch;
    private readonly List<ActionCall> _acts = [];
    private readonly List<ScriptEvent> _events = [];
    private readonly List<Deviation> _deviations = [];
    private readonly List<(OutcomeCheck Check, bool Passed, string? Expected, string? Actual)> _assertions = [];
    private EpisodeKey _key;
    private bool _hasActed;

    public ScriptPlay(Script script)
    {
        Script = script;
        _scope = new PlayScope(this);
        _tools = new ToolDesk(this, _scope);
        _watch = new DeedWatch(script.Deeds, _scope);
    }

    public Script Script { get; }

    public Opening Opening { get; private set; } = new(DocumentNode.Map(), DocumentNode.Map(), DocumentNode.Map());

    public DocumentMap State { get; set; } = DocumentNode.Map();

    /// <summary>Simulated seconds.</summary>
    public double Time { get; set; }

    public int Step { get; private set; }

    public bool IsOver { get; private set; }

    /// <summary>What the last call gave back, or null.</summary>
    public string? Result { get; private set; }

    public IReadOnlyList<ScriptEvent> Events => _events;

    public IReadOnlyList<Deviation> Deviations => _deviations;

    /// <summary>The assertions that were made, in their order.</summary>
    public IReadOnlyList<(OutcomeCheck Check, bool Passed, string? Expected, string? Actual)> Assertions => _assertions;

    public DeedWatch Deeds => _watch;

    public PlayScope Scope => _scope;

    /// <summary>Tool, status and code of the last call.</summary>
    public DocumentMap Last { get; private set; } = DocumentNode.Map();

    public DocumentMap User => DocumentNode.Map(("turn", (long)_messages), ("message", Message ?? ""), ("replies", (long)_replies));

    public void Begin(in EpisodeKey key)
    {
        _key = key;
        Opening = Opening.Of(Script, key);
        State = Opening.State;
        Time = Step = 0;
        IsOver = _hasActed = false;
        Result = null;
        Last = DocumentNode.Map();
        _acts.Clear();
        _events.Clear();
        _deviations.Clear();
        _assertions.Clear();
        _tools.Begin(key);
        BeginScript();
        _watch.Begin();
        Advance();
    }

    /// <summary>The agent acts. Every turn is acted in or passed once, then ended.</summary>
    public void Act(in ActionCall call)
    {
        _acts.Add(call);
        _hasActed = true;
        Result = null;
        if (call.IsNoOp) return;
        if (call.Index == Script.ReplyIndex) Reply(call[0].Kind == ValueKind.Text ? call[0].Text : "");
        else if (call.Index == Script.FinishIndex) Finish();
        else Result = _tools.Call(call);
    }

    /// <summary>The turn goes by.</summary>
    public void Pass() => Act(ActionCall.NoOp);

    public void EndTurn()
    {
        if (!_hasActed) Pass();
        _hasActed = false;
        Step++;
        Time += Script.Config.SecondsPerTurn;
        _watch.LookAtState(_events.Count - 1);
        GoOn();
        if (!IsOver && Time >= Script.Config.TimeoutSeconds) End("timeout", $"{Script.Config.TimeoutSeconds:0.###} simulated seconds are over and the script is not", fails: true);
        if (!IsOver && Step >= Script.Config.MaxSteps) End("max_steps", $"{Script.Config.MaxSteps} turns are over and the script is not", fails: true);
    }

    /// <summary>How often each tool was called, or called and answered.</summary>
    public DocumentMap Counts(bool answered) => _tools.Counts(answered);

    public void Record(ScriptEvent happened)
    {
        _events.Add(happened);
        _watch.LookAt(happened, _events.Count - 1, UserWords);
    }

    public void Called(string tool, string status, string? code) => Last = DocumentNode.Map(("tool", tool), ("status", status), ("code", code is null ? DocumentNode.Null : code));

    public void Apply(System.Collections.Immutable.ImmutableArray<Effect> effects)
    {
        foreach (var effect in effects)
        {
            if (effect.When is not null && !effect.When.Holds(_scope)) continue;
            var before = effect.Changes.Select(change => (change.Kind, Path: change.Path.Fill(_scope), Value: change.Value.Fill(_scope))).ToArray();
            foreach (var (kind, path, value) in before)
            {
                State = kind switch
                {
                    EffectKind.Set => Tree.Set(State, path, value),
                    EffectKind.Add => Tree.Add(State, path, value),
                    EffectKind.Append => Tree.Append(State, path, value),
                    _ => Tree.Remove(State, path),
                };
            }
        }
    }

    /// <summary>The key and what the agent did: the rest follows.</summary>
    public void Save(CanonicalWriter writer)
    {
        writer.BeginObject();
        writer.BeginArray("acts"u8);
        foreach (var act in _acts) ScriptCalls.Write(writer, Script, act);
        writer.EndArray();
        writer.Text("case"u8, _key.Case);
        writer.Integer("episode"u8, _key.Episode);
        writer.Integer("run_seed"u8, _key.RunSeed);
        writer.Text("scenario"u8, _key.Scenario);
        writer.Integer("seed"u8, _key.Seed);
        writer.EndObject();
    }

    public void Restore(DocumentMap saved)
    {
        Begin(new EpisodeKey(saved.Integer("run_seed"), saved.Text("scenario"), saved.Text("case"), saved.Integer("episode"), saved.Integer("seed")));
        foreach (var act in saved.Maps("acts"))
        {
            Act(ScriptCalls.Read(act));
            EndTurn();
        }
    }

    private void End(string type, string message, bool fails)
    {
        IsOver = true;
        _deviations.Add(new Deviation(type, Step, message, null, null, fails));
    }
}
