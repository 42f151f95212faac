using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Lab.Model;
using Tiltyard.Lab.Processes;
using Tiltyard.Lab.Rules;
using Tiltyard.Lab.Tasks;
using Tiltyard.Worlds;

namespace Tiltyard.Lab.Episodes;

/// <summary>
/// A shift in the hospital laboratory. All seats act at once, every ten simulated seconds; each act becomes events of the seat's agent, which the
/// engine accepts or blocks. What nobody sees (drifts, wrong labels, who took a call) is in the <see cref="Truths"/> and decides what was useful and what did harm.
/// </summary>
public sealed partial class LabWorld : World, IDisposable
{
    public const int StepSeconds = 10;

    private readonly LabOptions _options;
    private readonly RunKeys _keys;
    private readonly TaskStart _start;
    private readonly ImmutableArray<LabSeat> _seats;
    private readonly LegalActions[] _legal;
    private readonly int[] _everySeat;
    private readonly int[] _walkingUntil;
    private readonly int[] _agents;
    private readonly string[] _eventWords;
    private readonly LabEvent _event = new();
    private readonly BoardNames _names;
    private readonly SignatureLines _signatures = new();
    private readonly List<ActionCall> _calls = [];
    private readonly bool _mayBeSigned;
    private EpisodeKey _key;
    private int _step;
    private int _actsOfTurn;

    public LabWorld(LabOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        var names = options.IsFullRoster ? options.Task.Seats : options.Task.DocumentedSeats;
        _seats = [.. names.Select(LabSeats.Find)];
        _mayBeSigned = MayBeSigned(options);
        _everySeat = [.. Enumerable.Range(0, _seats.Length)];
        _walkingUntil = new int[_seats.Length];
        _agents = new int[_seats.Length];
        _eventWords = [.. _seats.Select(seat => $"pz_{seat.Agent}")];
        _legal = [.. _seats.Select(Legal)];
        _panelOrder = [.. Enumerable.Range(0, options.Policy.Catalogue.Panels.Count).OrderBy(panel => options.Policy.Catalogue.Panels[panel], StringComparer.Ordinal)];
        var profile = options.ChecksAccess ? RuleProfile.Strict : RuleProfile.Unguarded;
        Engine = new LabEngine(options.Policy, profile, new LateKeys(() => _keys!));
        _keys = new RunKeys(options.Policy, Engine.State);
        Lab = new LabProcesses(Engine) { Signer = _keys };
        _start = new TaskStart(options.Task, options.Policy, options.Load);
        _names = new BoardNames(options.Policy, _shown);
        Ledger = new EpisodeLedger(options.Task, Lab);
        Lab.OnStep = Ledger.Note;
        Spec = new WorldSpec
        {
            Name = "lab",
            Seats = [.. _seats.Select(LabSeats.Spec)],
            State = new FieldNames("t_s", "specimens", "arrived", "waiting", "queued", "running", "resulted", "released", "on_time", "rejected", "held", "blocked", "breaches", "harms", "last_harm", "log_frozen", "chain_length", "chain_last"),
            Facts = new FieldNames("shift_merit", "results_released", "specimens_released", "specimens_on_time", "harms_done", "events_blocked", "invariant_breaches", "documented_reward"),
            Horizon = options.Task.Steps,
            DefaultThreshold = 0.9,
            UtilityMeaning = "reports out in time: 1 at once falling to 1/2 at the horizon, double for STAT, less 3 for every harm",
        };
    }

    public override WorldSpec Spec { get; }

    public LabEngine Engine { get; }

    public LabProcesses Lab { get; }

    /// <summary>What the episode has come to so far.</summary>
    public EpisodeLedger Ledger { get; }

    /// <summary>Told that an episode begins, when its laboratory is set up and nothing has happened yet.</summary>
    public Action<EpisodeKey>? OnBegin { get; set; }

    internal LabOptions Options => _options;

    internal ImmutableArray<LabSeat> Seats => _seats;

    /// <summary>Whether the audit chain is kept also where nobody reads what the world says; without it such an episode only counts its records.</summary>
    public bool KeepsChain { get; set; }

    public override double Time => Engine.State.Now;

    public override bool IsOver => _step >= _options.Task.Steps;

    private int Now => (_step + 1) * StepSeconds;

    public override void Reset(in EpisodeKey key)
    {
        _key = key;
        _keys.Begin(key.RunSeed);
        Engine.KeepsAudit = IsRead || KeepsChain || _mayBeSigned || Engine.OnRecord is not null;
        _signatures.Clear();
        Engine.OnSignature = IsRead ? _signatures.Add : null;
        Lab.Begin(key, _options.IsSimulated);
        var state = Engine.State;
        state.StrictSignatures = _options.StrictSignatures;
        state.EnforcementEnabled = _options.Enforces;
        for (var seat = 0; seat < _seats.Length; seat++) state.Put(_agents[seat] = state.Agent(_seats[seat].Agent), _options.Policy.Floor.Zones.Find(_seats[seat].Zone));
        Ledger.Begin();
        _start.Fill(Lab, key);
        Ledger.Total = _start.Total;
        _calls.Clear();
        _step = _actsOfTurn = 0;
        Array.Clear(_walkingUntil);
        OnBegin?.Invoke(key);
        Lab.AdvanceTo(Now);
        _isBoardOld = true;
    }

    /// <summary>What was signed in the episode, where anybody reads it.</summary>
    public override ReadOnlyMemory<byte> Signatures => _signatures.Written;

    /// <summary>The keys of the episode's run.</summary>
    public RunKeys Keys => _keys;

    /// <summary>A signature is over the chain so far, and attackers sign where nobody asks for it.</summary>
    public static bool MayBeSigned(LabOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.StrictSignatures || (options.IsFullRoster ? options.Task.Seats : options.Task.DocumentedSeats).Any(seat => LabSeats.Find(seat).IsHostile);
    }

    public override ReadOnlySpan<int> SeatsToAct() => _everySeat;

    public override void Act(int seat, in ActionCall call)
    {
        _calls.Add(call);
        _actsOfTurn++;
        if (!call.IsNoOp) Do(seat, call);
    }

    /// <summary>The seat does nothing; the record says the same as for doing nothing on purpose.</summary>
    public override void Pass(int seat) => Act(seat, ActionCall.NoOp);

    public override StepOutcome EndTurn()
    {
        _step++;
        _actsOfTurn = 0;
        _isBoardOld = true;
        if (IsOver) Ledger.NoteEnd(Engine.Close(Now - StepSeconds));
        else Lab.AdvanceTo(Now);
        var (earned, conduct) = Ledger.EndTurn();
        return new StepOutcome(conduct, conduct, null, earned);
    }

    public override void ReadState(Span<Value> state) => Ledger.ReadState(state, IsRead);

    public override void ReadFacts(Span<Value> facts) => Ledger.ReadFacts(facts);

    public void Dispose() => _keys.Dispose();

    private LegalActions Legal(LabSeat seat)
    {
        if (seat.IsHostile) return LegalActions.All(LabCalls.Specs.Length);
        var agent = _options.Policy.Access.Agents.Find(seat.Agent);
        return agent < 0 ? LegalActions.None : LabCalls.Legal(_options.Policy.Access.RoleInfo[_options.Policy.Access.RoleOf[agent]]);
    }

    /// <summary>The engine is made before its keys, which need its state.</summary>
    private sealed class LateKeys(Func<RunKeys> keys) : ISignatureVerifier
    {
        public bool IsGood(int key, LabEvent signed, string lastHash) => keys().IsGood(key, signed, lastHash);

        public ReadOnlyMemory<byte> PayloadOf(LabEvent signed, string lastHash) => keys().PayloadOf(signed, lastHash);
    }
}
