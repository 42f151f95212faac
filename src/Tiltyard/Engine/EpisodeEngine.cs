using Tiltyard.Agents;
using Tiltyard.Attacks;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Engine;

/// <summary>
/// Plays one episode after another with the same setup. It is a machine with two drives, <see cref="Play"/> for agents that compute
/// and <see cref="PlayAsync"/> for agents that wait; both do the same in the same order, so the same decisions give the same trace.
/// A host that wants to hold the reins itself calls <see cref="Begin"/>, <see cref="Next"/> and <see cref="Submit"/>.
/// </summary>
public sealed partial class EpisodeEngine
{
    private readonly EpisodeSetup _setup;
    private readonly World _world;
    private readonly ActionHistory _history = new();
    private readonly Emitter _emitter;
    private readonly Observation[] _observations;
    private readonly Proposal[] _proposals;
    private readonly int[] _acting;
    private readonly Value[] _state;
    private readonly Value[] _worldFacts;
    private readonly int[] _strikes;

    /// <summary>Why the last action of a seat was not done, until it is shown.</summary>
    private readonly string?[] _feedback;

    private readonly Boundary _boundary;
    private readonly bool _isRead;

    /// <summary>The oracles of the attacks, then those of the world.</summary>
    private readonly IOracle[] _oracles;

    private int _actingCount;
    private int _asked;
    private int _steps;
    private int _applied;
    private int _denied;
    private int _calls;
    private ReasonCode? _stoppedBy;
    private EpisodeResult? _result;

    public EpisodeEngine(EpisodeSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _setup = setup;
        _world = setup.World;
        var seats = _world.Spec.Seats.Length;
        if (setup.Agents.Length != seats) throw new ArgumentException($"The world has {seats} seats and {setup.Agents.Length} agents were given.", nameof(setup));
        _oracles = [.. setup.Attacks.Select(attack => attack.Oracle), .. setup.Oracles];
        _emitter = new Emitter(_world, _history, [.. setup.Sinks, .. _oracles]);
        _observations = [.. Enumerable.Range(0, seats).Select(seat => new Observation(_world, seat))];
        _proposals = [.. Enumerable.Range(0, seats).Select(_ => new Proposal())];
        _acting = new int[seats];
        _state = new Value[_world.Spec.State.Count];
        _worldFacts = new Value[_world.Spec.Facts.Count];
        _facts = new Gates.RequestFacts(_world.Spec.Request);
        _gatesAt = GatesAt(setup);
        _strikes = new int[setup.Attacks.Length];
        _feedback = new string?[seats];
        Computes = setup.Agents.All(agent => agent is IComputingAgent);
        _isRead = IsRead(setup, _oracles);
        _boundary = new Boundary(setup.Cell, setup.Budget, setup.Tape, setup.Redactor, _emitter);
    }

    /// <summary>The episode's steps so far.</summary>
    public int Steps => _steps;

    /// <summary>Starts an episode and records its first event.</summary>
    public void Begin(in EpisodeKey key)
    {
        _history.Clear();
        _emitter.Seq = 0;
        _steps = _applied = _denied = _calls = _actingCount = _asked = 0;
        _result = null;
        _stoppedBy = null;
        _strikes.AsSpan().Clear();
        _feedback.AsSpan().Clear();
        _world.IsRead = _isRead;
        _world.Reset(key);
        foreach (var oracle in _oracles) oracle.Begin();
        _emitter.Emit(new EpisodeStarted(_setup.WorldName, _setup.Cell, _setup.Arm.Name(), key, Holders, _setup.PlanHash));
        foreach (var attack in _setup.Attacks) attack.Begin(key);
        BeginGates(key);
        SeatAgents(key);
    }

    /// <summary>The next seat to decide, with its observation and an empty proposal to fill in; false when the episode is over.</summary>
    public bool Next(out int seat)
    {
        seat = -1;
        if (_result is null && _stoppedBy is { } before) EndStopped(before);
        if (_result is not null) return false;
        if (_asked == _actingCount && !Turn()) return false;
        seat = _acting[_asked];
        return true;
    }

    public Observation Observation(int seat) => _observations[seat];

    public Proposal Proposal(int seat) => _proposals[seat];

    /// <summary>Takes the proposal of the seat that <see cref="Next"/> named.</summary>
    public void Submit()
    {
        _asked++;
        if (_asked < _actingCount) Show(_acting[_asked]);
    }

    /// <summary>How the episode came out, once <see cref="Next"/> said that it is over.</summary>
    public EpisodeResult Result => _result ?? throw new InvalidOperationException("The episode is not over.");

    /// <summary>Applies the turn that was decided, if any, and opens the next.</summary>
    private bool Turn()
    {
        if (_actingCount > 0) Apply();
        if (_result is not null) return false;
        if (_world.IsOver || _steps >= _setup.MaxSteps)
        {
            End(_applied == 0 && _denied > 0 ? Terminal.Denied : Terminal.Completed, null, null);
            return false;
        }

        if (!_setup.Budget.IsUnlimited && _setup.Budget.Reserve(BudgetAmount.OneStep) is { } refusal)
        {
            Stop(refusal);
            return false;
        }

        var seats = _world.SeatsToAct();
        seats.CopyTo(_acting);
        _actingCount = seats.Length;
        _asked = 0;
        Show(_acting[0]);
        if (_stoppedBy is { } reason) EndStopped(reason);
        else if (_setup.DryRun) End(Terminal.DryRun, ReasonCodes.DryRun, null);
        return _result is null;
    }

    private void Show(int seat)
    {
        var observation = _observations[seat];
        observation.Refresh();
        if (_feedback[seat] is { } feedback) observation.Result = feedback;
        StrikeAll(seat, observation);
        GuardReading(seat, observation);
        _emitter.Emit(new Observed(observation));
        _proposals[seat].Clear();
    }

    private void StrikeAll(int seat, Observation observation)
    {
        if (_setup.Attacks.IsEmpty) return;
        var moment = new AttackMoment(seat, observation, _history) { Time = _world.Time, OwnResult = observation.Result, OwnMessages = observation.Inbox.Count };
        for (var index = 0; index < _setup.Attacks.Length; index++) Strike(index, moment);
    }

    private void Strike(int index, in AttackMoment moment)
    {
        var attack = _setup.Attacks[index];
        Injection? strike;
        try
        {
            strike = attack.Strike(moment);
        }
        catch (Exception e)
        {
            throw new EpisodeStopException(ReasonCodes.AttackFailed, $"{attack.Name}: {e.Message}", inner: e);
        }

        if (strike is not { } injection) return;
        var observation = moment.Observation;
        if (Delivery.Refuse(moment, _world.Spec.Seats[moment.Seat], injection) is { } reason) throw new EpisodeStopException(ReasonCodes.AttackFailed, $"{attack.Name}: {reason}");
        var tag = $"{attack.Name}#{_strikes[index]++}";
        var withheld = !_setup.Arm.Attacks();
        if (!withheld) Delivery.Deliver(observation, injection);
        _emitter.Emit(new Injected(attack.Name, tag, injection.Surface.Name(), observation.SeatName, observation.Step, injection.Payload, withheld));
    }

    private void Apply()
    {
        string? forced = null;
        for (var turn = 0; turn < _actingCount && _result is null; turn++)
        {
            var seat = _acting[turn];
            ApplySeat(seat);
            forced ??= _world.ForcedAction(seat);
        }

        if (_result is not null) return;
        var outcome = _world.EndTurn();
        _world.ReadState(_state);
        var step = _observations[_acting[0]].Step;
        _emitter.Emit(new Stepped(step, outcome, forced, _world.Spec.State, _state));
        _steps = step + 1;
    }

    private void ApplySeat(int seat)
    {
        var observation = _observations[seat];
        var spec = _world.Spec.Seats[seat];
        var proposal = _proposals[seat];
        var optimal = _setup.RecordsOptimal ? _world.OptimalAction(seat) : null;
        var read = ProposalReading.Read(proposal, spec, observation.Legal, _setup.AllowNoOp);
        var status = read.Refusal is null ? ActStatus.Applied : ActStatus.Invalid;
        var reason = read.Refusal;
        if (status == ActStatus.Applied && read.Spec is not null && _calls >= _setup.MaxToolCalls) (status, reason) = (ActStatus.Invalid, ReasonCodes.TooManyCalls);
        if (status == ActStatus.Applied)
        {
            if (read.Spec is not null && !_setup.Budget.IsUnlimited && _setup.Budget.Reserve(BudgetAmount.OneToolCall) is { } refusal)
            {
                Stop(refusal);
                return;
            }

            reason = GuardActing(observation, spec, read, Said(spec, read, proposal.Thought));
            if (reason is not null) status = IsSpeech(spec, read) ? ActStatus.Replaced : ActStatus.Denied;
        }

        var delivered = status == ActStatus.Replaced ? $"This answer was withheld by policy ({reason!.Code})." : null;
        if (delivered is not null) _world.Act(seat, new ActionCall(read.Call.Index, Value.Of(delivered)));
        else if (status == ActStatus.Applied) _world.Act(seat, read.Call);
        else _world.Pass(seat);
        if (_world.Spec.GivesResults) _feedback[seat] = Feedback(status, reason, read.Detail);
        _applied += status is ActStatus.Applied or ActStatus.Replaced ? 1 : 0;
        _calls += status is ActStatus.Applied && read.Spec is not null ? 1 : 0;
        _denied += status is ActStatus.Denied or ActStatus.Replaced ? 1 : 0;
        _emitter.Emit(new Acted(
            observation.Step, observation.SeatName, read.Action, read.Spec, read.Call, read.RawArguments, status, reason, read.Detail, optimal, proposal.Thought, delivered));
    }

    private static string? Feedback(ActStatus status, ReasonCode? reason, string? detail) => status switch
    {
        ActStatus.Applied => null,
        ActStatus.Invalid => $"Not done ({reason!.Code}): {FirstLine(detail ?? reason.Meaning)}",
        _ => $"Not done: denied by policy ({reason!.Code}).",
    };

    private static bool IsSpeech(SeatSpec spec, in ReadProposal read) => read.Spec is not null && read.Spec.Name.Equals(spec.SpeechAction, StringComparison.Ordinal);

    /// <summary>A gate stopped the call of the agent itself: what was done before stands and is judged.</summary>
    private void EndStopped(ReasonCode reason) => End(_applied == 0 ? Terminal.Denied : Terminal.Completed, reason, null);

    private void Stop(in BudgetRefusal refusal)
    {
        _emitter.Emit(new BudgetStopped(refusal.Ceiling, refusal.Limit, refusal.Used, refusal.Asked));
        End(Terminal.SkippedBudget, ReasonCodes.BudgetExhausted, refusal.Ceiling);
    }

    private void Fail(EpisodeStopException stop, string source)
    {
        if (stop.Refusal is { } refusal)
        {
            Stop(refusal);
            return;
        }

        _emitter.Emit(new Errored(stop.Reason, source, FirstLine(stop.Message)));
        End(Terminal.Errored, stop.Reason, FirstLine(stop.Message));
    }

    private void End(Terminal terminal, ReasonCode? reason, string? message)
    {
        if (terminal is Terminal.Completed or Terminal.Denied)
        {
            foreach (var seat in _acting.AsSpan(0, 1)) ShowLast(seat);
            foreach (var oracle in _oracles) _emitter.Emit(Judge(oracle));
        }

        _worldFacts.AsSpan().Clear();
        if (terminal is Terminal.Completed or Terminal.Denied) _world.ReadFacts(_worldFacts);
        _emitter.Emit(new EpisodeEnded(terminal, _steps, _world.Spec.Facts, _worldFacts));
        _result = new EpisodeResult(terminal, _steps, reason, message);
    }

    /// <summary>Gates and attacks may read anything, and so may whoever waits for somebody outside.</summary>
    private static bool IsRead(EpisodeSetup setup, IOracle[] oracles) =>
        !setup.Gates.IsEmpty || !setup.Attacks.IsEmpty || setup.Sinks.Any(sink => sink.ReadsTexts) || oracles.Any(oracle => oracle.ReadsTexts)
        || setup.Agents.Any(agent => agent is not IComputingAgent { ReadsTexts: false });

    private static Judged Judge(IOracle oracle)
    {
        try
        {
            return oracle.Judge();
        }
        catch (Exception e)
        {
            throw new EpisodeStopException(ReasonCodes.AttackFailed, $"{oracle.Name}: {e.Message}", inner: e);
        }
    }

    /// <summary>The view after the last step is shown to nobody, but it closes the record.</summary>
    private void ShowLast(int seat)
    {
        _observations[seat].Refresh();
        _emitter.Emit(new Observed(_observations[seat]));
    }

    private static string FirstLine(string text)
    {
        var line = text.AsSpan();
        if (line.IndexOfAny('\r', '\n') is var end and >= 0) line = line[..end];
        return line.Length > 500 ? string.Concat(line[..500], "…") : line.ToString();
    }
}
