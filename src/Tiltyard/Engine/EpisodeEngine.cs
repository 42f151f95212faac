using Tiltyard.Agents;
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
    private readonly EpisodeSetup setup;
    private readonly World world;
    private readonly ActionHistory history = new();
    private readonly Emitter emitter;
    private readonly Observation[] observations;
    private readonly Proposal[] proposals;
    private readonly int[] acting;
    private readonly Value[] state;
    private readonly Value[] facts;
    private readonly int[] strikes;
    private readonly Boundary boundary;
    private int actingCount;
    private int asked;
    private int steps;
    private int applied;
    private int denied;
    private EpisodeResult? result;

    public EpisodeEngine(EpisodeSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        this.setup = setup;
        world = setup.World;
        var seats = world.Spec.Seats.Length;
        if (setup.Agents.Length != seats) throw new ArgumentException($"The world has {seats} seats and {setup.Agents.Length} agents were given.", nameof(setup));
        emitter = new Emitter(world, history, [.. setup.Sinks, .. setup.Attacks.Select(attack => attack.Oracle)]);
        observations = [.. Enumerable.Range(0, seats).Select(seat => new Observation(world, seat))];
        proposals = [.. Enumerable.Range(0, seats).Select(_ => new Proposal())];
        acting = new int[seats];
        state = new Value[world.Spec.State.Count];
        facts = new Value[world.Spec.Facts.Count];
        strikes = new int[setup.Attacks.Length];
        boundary = new Boundary(setup.Budget, setup.Tape, emitter);
    }

    /// <summary>The episode's steps so far.</summary>
    public int Steps => steps;

    /// <summary>Starts an episode and records its first event.</summary>
    public void Begin(in EpisodeKey key)
    {
        history.Clear();
        emitter.Seq = 0;
        steps = applied = denied = actingCount = asked = 0;
        result = null;
        strikes.AsSpan().Clear();
        world.Reset(key);
        foreach (var attack in setup.Attacks)
        {
            attack.Begin(key);
            attack.Oracle.Begin();
        }

        foreach (var gate in setup.Gates) gate.Begin(key);
        SeatAgents(key);
        emitter.Emit(new EpisodeStarted(setup.WorldName, setup.Cell, setup.Arm.Name(), key, Holders, setup.PlanHash));
    }

    /// <summary>The next seat to decide, with its observation and an empty proposal to fill in; false when the episode is over.</summary>
    public bool Next(out int seat)
    {
        seat = -1;
        if (result is not null) return false;
        if (asked == actingCount && !Turn()) return false;
        seat = acting[asked];
        return true;
    }

    public Observation Observation(int seat) => observations[seat];

    public Proposal Proposal(int seat) => proposals[seat];

    /// <summary>Takes the proposal of the seat that <see cref="Next"/> named.</summary>
    public void Submit()
    {
        asked++;
        if (asked < actingCount) Show(acting[asked]);
    }

    /// <summary>How the episode came out, once <see cref="Next"/> said that it is over.</summary>
    public EpisodeResult Result => result ?? throw new InvalidOperationException("The episode is not over.");

    /// <summary>Applies the turn that was decided, if any, and opens the next.</summary>
    private bool Turn()
    {
        if (actingCount > 0) Apply();
        if (result is not null) return false;
        if (world.IsOver)
        {
            End(applied == 0 && denied > 0 ? Terminal.Denied : Terminal.Completed, null, null);
            return false;
        }

        if (!setup.Budget.IsUnlimited && setup.Budget.Reserve(BudgetAmount.OneStep) is { } refusal)
        {
            Stop(refusal);
            return false;
        }

        var seats = world.SeatsToAct();
        seats.CopyTo(acting);
        actingCount = seats.Length;
        asked = 0;
        Show(acting[0]);
        if (setup.DryRun) End(Terminal.DryRun, ReasonCodes.DryRun, null);
        return result is null;
    }

    private void Show(int seat)
    {
        var observation = observations[seat];
        observation.Refresh();
        for (var index = 0; index < setup.Attacks.Length; index++) Strike(index, seat, observation);
        emitter.Emit(new Observed(observation));
        proposals[seat].Clear();
    }

    private void Strike(int index, int seat, Observation observation)
    {
        var attack = setup.Attacks[index];
        if (attack.Strike(new Attacks.AttackMoment(seat, observation, history)) is not { } injection) return;
        var tag = $"{attack.Name}#{strikes[index]++}";
        var withheld = !setup.Arm.Attacks();
        if (!withheld) observation.Deliver(new InboxMessage(injection.From, injection.Text));
        emitter.Emit(new Injected(attack.Name, tag, "message", observation.SeatName, observation.Step, injection.Text, withheld));
    }

    private void Apply()
    {
        string? forced = null;
        for (var turn = 0; turn < actingCount && result is null; turn++)
        {
            var seat = acting[turn];
            ApplySeat(seat);
            forced ??= world.ForcedAction(seat);
        }

        if (result is not null) return;
        var outcome = world.EndTurn();
        world.ReadState(state);
        var step = observations[acting[0]].Step;
        emitter.Emit(new Stepped(step, outcome, forced, world.Spec.State, state));
        steps = step + 1;
    }

    private void ApplySeat(int seat)
    {
        var observation = observations[seat];
        var spec = world.Spec.Seats[seat];
        var proposal = proposals[seat];
        var optimal = setup.RecordsOptimal ? world.OptimalAction(seat) : null;
        var read = ProposalReading.Read(proposal, spec, observation.Legal, setup.AllowNoOp);
        var status = read.Refusal is null ? ActStatus.Applied : ActStatus.Invalid;
        var reason = read.Refusal;
        if (status == ActStatus.Applied && read.Spec is not null)
        {
            if (!setup.Budget.IsUnlimited && setup.Budget.Reserve(BudgetAmount.OneToolCall) is { } refusal)
            {
                Stop(refusal);
                return;
            }

            reason = AskGates(observation, spec, read);
            if (reason is not null) status = ActStatus.Denied;
        }

        if (status == ActStatus.Applied) world.Act(seat, read.Call);
        else world.Pass(seat);
        applied += status == ActStatus.Applied ? 1 : 0;
        denied += status == ActStatus.Denied ? 1 : 0;
        emitter.Emit(new Acted(
            observation.Step, observation.SeatName, read.Action, read.Spec, read.Call, read.RawArguments, status, reason, read.Detail, optimal, proposal.Thought));
    }

    /// <summary>Asks every gate, records what it says, and returns the reason of the first deny that takes effect.</summary>
    private ReasonCode? AskGates(Observation observation, SeatSpec spec, in ReadProposal read)
    {
        ReasonCode? reason = null;
        if (!setup.AsksGates) return null;
        foreach (var gate in setup.Gates)
        {
            Ruling ruling;
            try
            {
                ruling = gate.Rule(new Gates.GateRequest(GateStage.PreTool, observation.Step, spec, read.Spec!, read.Call, observation, history));
            }
            catch (Exception e) when (e is not EpisodeStopException)
            {
                throw new EpisodeStopException(ReasonCodes.GateFailed, $"{gate.Name}: {e.Message}", inner: e);
            }

            var enforced = setup.EnforcesGates && ruling.Decision == Decision.Deny;
            emitter.Emit(new Ruled(gate.Name, GateStage.PreTool, ruling, enforced, observation.SeatName, observation.Step));
            if (enforced) reason ??= ruling.Reason;
        }

        return reason;
    }

    private void Stop(in BudgetRefusal refusal)
    {
        emitter.Emit(new BudgetStopped(refusal.Ceiling, refusal.Limit, refusal.Used, refusal.Asked));
        End(Terminal.SkippedBudget, ReasonCodes.BudgetExhausted, refusal.Ceiling);
    }

    private void Fail(EpisodeStopException stop, string source)
    {
        if (stop.Refusal is { } refusal)
        {
            Stop(refusal);
            return;
        }

        emitter.Emit(new Errored(stop.Reason, source, FirstLine(stop.Message)));
        End(Terminal.Errored, stop.Reason, FirstLine(stop.Message));
    }

    private void End(Terminal terminal, ReasonCode? reason, string? message)
    {
        if (terminal is Terminal.Completed or Terminal.Denied)
        {
            foreach (var seat in acting.AsSpan(0, 1)) ShowLast(seat);
            foreach (var attack in setup.Attacks) emitter.Emit(attack.Oracle.Judge());
        }

        facts.AsSpan().Clear();
        if (terminal is Terminal.Completed or Terminal.Denied) world.ReadFacts(facts);
        emitter.Emit(new EpisodeEnded(terminal, steps, world.Spec.Facts, facts));
        result = new EpisodeResult(terminal, steps, reason, message);
    }

    /// <summary>The view after the last step is shown to nobody, but it closes the record.</summary>
    private void ShowLast(int seat)
    {
        observations[seat].Refresh();
        emitter.Emit(new Observed(observations[seat]));
    }

    private static string FirstLine(string text)
    {
        var line = text.AsSpan();
        if (line.IndexOfAny('\r', '\n') is var end and >= 0) line = line[..end];
        return line.Length > 500 ? string.Concat(line[..500], "…") : line.ToString();
    }
}
