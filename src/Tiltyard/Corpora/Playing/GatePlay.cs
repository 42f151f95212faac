using System.Collections.Immutable;
using Tiltyard.Gates;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Corpora.Playing;

/// <summary>
/// Plays configurations of gates over recorded runs: each is asked what the engine would have asked it, before every call of the model,
/// after its words, before every call of a tool and after it. What was recorded goes on whatever they say, because nobody knows what
/// the agent would have done instead. One thread uses one play.
/// </summary>
public sealed class GatePlay
{
    private readonly ConfigurationPlay[] _configurations;
    private readonly CallSeats _seats = new();
    private readonly ActionHistory _history = new();
    private readonly RequestFacts _facts = new(FieldNames.None);
    private readonly RunEvents? _events;
    private readonly bool[] _asked;

    public GatePlay(IEnumerable<CorpusConfiguration> configurations)
    {
        _configurations = [.. configurations.Select(configuration => new ConfigurationPlay(configuration))];
        _asked = [.. Enum.GetValues<GateStage>().Select(stage => Array.Exists(_configurations, configuration => configuration.Asks(stage)))];
        if (Array.Exists(_configurations, configuration => !configuration.Validators.IsEmpty)) _events = new RunEvents(_configurations);
    }

    public JudgedRun Judge(RecordedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        // the key says where the run stands and nothing of its labels
        var key = new EpisodeKey(0, CorpusWorld.Name, run.Id, run.Line, 0);
        _history.Clear();
        foreach (var configuration in _configurations) configuration.Begin(key, run);
        _events?.Begin(run, key);
        var calls = Play(run);
        _events?.End(calls);
        return new JudgedRun(run.LabelsOnly(), [.. _configurations.Select(configuration => configuration.End(calls))]);
    }

    private int Play(RecordedRun run)
    {
        var role = run.System ?? "";
        var observation = Seen("");
        var (calls, said) = (0, "");
        for (var index = 0; index < run.Steps.Length; index++)
        {
            var step = run.Steps[index];
            switch (step.Kind)
            {
                case RecordedKind.Prompt:
                    observation = Seen(step.Text);
                    observation.Step = calls;
                    _events?.Prompt(observation);
                    Ask(GateStage.PreCall, run, calls, role, null, null, observation, step.Text);
                    said = "";
                    break;
                case RecordedKind.Said:
                    said = step.Text;
                    var next = index + 1 < run.Steps.Length ? run.Steps[index + 1].Call : null;
                    Ask(GateStage.PostCall, run, calls, role, next, next, observation, said);
                    break;
                case RecordedKind.Call:
                    observation.Step = calls++;
                    Call(run, calls, role, step.Call!, observation, said);
                    break;
                default:
                    observation.Result = step.Text;
                    var call = step.Answers < 0 ? null : run.Steps[step.Answers].Call;
                    Ask(GateStage.PostTool, run, calls, role, call, null, observation, step.Text);
                    _events?.Result(step.Text, calls);
                    said = "";
                    break;
            }
        }

        return calls;
    }

    private void Call(RecordedRun run, int number, string role, RecordedCall call, Observation observation, string said)
    {
        Ask(GateStage.PreTool, run, number, role, call, call, observation, said);
        var spec = _seats.Of(call, role).Actions[0];
        var acted = new Acted(number - 1, CorpusWorld.Seat, call.Tool, spec, _seats.Typed(call), null, ActStatus.Applied, null, null, null, said.Length == 0 ? null : said);
        _history.Emit(default, acted);
        _events?.Acted(acted);
    }

    /// <param name="action">The call in question, or null.</param>
    /// <param name="given">The call whose arguments are shown: after a tool none are.</param>
    private void Ask(
        GateStage stage, RecordedRun run, int number, string role, RecordedCall? action, RecordedCall? given, Observation observation, string text)
    {
        if (!_asked[(int)stage]) return;
        var seat = action is null ? _seats.Idle(role) : _seats.Of(action, role);
        var call = given is null ? ActionCall.NoOp : _seats.Typed(given);
        var request = new GateRequest(stage, observation.Step, seat, action is null ? null : seat.Actions[0], call, observation, _history, text, _facts);
        foreach (var configuration in _configurations) configuration.Ask(request, run, number, action);
    }

    private static Observation Seen(string prompt) => new(CorpusWorld.Seat, FieldNames.None, [], prompt, []);
}
