using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;

namespace Tiltyard.Corpora.Reading;

/// <summary>
/// A trace of this system as a recorded run. What the world says to a seat is a prompt, and again where it changes; what an action gave
/// back and what came into the inbox are results. Invalid actions are left out: no gate was ever asked about them.
/// </summary>
internal sealed class TraceRuns(string file, StepCollector steps) : ITraceSink
{
    private EpisodeStarted? _started;
    private bool _hasEnded;
    private string? _prompt;
    private bool? _utility;
    private bool? _security;
    private bool _isJudged;
    private readonly List<string> _attacks = [];
    private readonly List<string> _injected = [];
    private readonly TextPool _pool = new();

    public static RecordedRun Read(string file, ReadOnlySpan<byte> trace, StepCollector steps)
    {
        var run = new TraceRuns(file, steps);
        steps.Begin(file, 1);
        var verifier = new TraceVerifier();
        for (var number = 1; trace.IndexOf((byte)'\n') is var feed and >= 0; number++)
        {
            var line = trace[..feed];
            if (verifier.Check(line) is { } damage) throw new DocumentException(new SourcePlace(file, number, 1), null, $"event {damage.Event}: {damage.Reason}");
            TraceReader.ReadLine(file, number, line, run);
            trace = trace[(feed + 1)..];
        }

        return run.Made();
    }

    public void Emit(in EventHeader at, in EpisodeStarted started) => _started = started;

    public void Emit(in EventHeader at, in Observed observed)
    {
        var seen = observed.Observation;
        if (seen.Result is { } result) steps.Result(result, null, null);
        var prompt = seen.Message.ToString();
        if (prompt.Length > 0 && !prompt.Equals(_prompt, StringComparison.Ordinal)) steps.Prompt(_prompt = prompt);
        foreach (var message in seen.Inbox) steps.Heard($"{message.From}: {message.Text}");
    }

    public void Emit(in EventHeader at, in Injected injected)
    {
        if (injected.Withheld) return;
        if (!_attacks.Contains(injected.Attack, StringComparer.Ordinal)) _attacks.Add(injected.Attack);
        _injected.Add(injected.Payload);
    }

    public void Emit(in EventHeader at, in Acted acted)
    {
        if (acted.Action is not { } action || acted.Status == ActStatus.Invalid) return;
        steps.Said(acted.Thought);
        var arguments = acted.RawArguments is { } raw ? ValueReading.OfText(raw, file, 1, _pool) : [];
        steps.Call(new RecordedCall(action, arguments), null);
    }

    public void Emit(in EventHeader at, in Judged judged)
    {
        bool? broken = judged.Outcome switch { OracleOutcome.Broken => true, OracleOutcome.Held => false, _ => null };
        if (judged.Purpose == JudgedPurpose.Utility) _utility = !broken;
        if (judged.Purpose != JudgedPurpose.Attack) return;
        _isJudged = true;
        _security = _security == true || broken == true ? true : broken ?? _security;
    }

    public void Emit(in EventHeader at, in EpisodeEnded ended) => _hasEnded = true;

    private RecordedRun Made()
    {
        if (_started is not { } started) throw new DocumentException(file, "the trace does not begin with episode_started");
        if (!_hasEnded) throw new DocumentException(file, "the file ends before the episode does; the rest is lost");
        return new RecordedRun
        {
            File = file,
            Line = 1,
            Pipeline = string.Join('+', started.Seats.Select(seat => seat.Agent)),
            Suite = started.Key.Scenario,
            UserTask = started.Key.Case.Length == 0 ? started.Key.Scenario : started.Key.Case,
            Attack = _attacks.Count > 0 ? string.Join('+', _attacks) : started.Arm is "benign" || !_isJudged ? RecordedRun.NoAttack : null,
            InjectionTask = _attacks.Count > 0 ? string.Join('+', _attacks) : null,
            Utility = _utility,
            Security = _security,
            Injected = [.. _injected],
            Steps = steps.Taken(),
        };
    }
}
