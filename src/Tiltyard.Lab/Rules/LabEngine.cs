using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;
using Tiltyard.Lab.Rules.Actions;

namespace Tiltyard.Lab.Rules;

/// <summary>
/// The laboratory's event processor: one event is one action of one agent at one second, accepted or blocked with a reason code. The checks
/// are asked in the documented order and change nothing; only an accepted event is committed. What a blocked one leaves is the audit, the
/// counters of enforcement and the memory of signatures.
/// </summary>
public sealed class LabEngine
{
    private readonly RuleProfile _profile;
    private readonly StepResult _result = new();
    private readonly StepContext _at;
    private readonly SignatureCheck _signatures;
    private readonly Enforcement _enforcement = new();
    private readonly CanonicalWriter _record = new(1024);
    private readonly Worlds.MersenneTwister _chance = new();
    private readonly Rule[] _before;
    private readonly Rule _runtime;
    private readonly TokenRule _tokens = new();
    private readonly ImmutableArray<Handler> _handlers;

    public LabEngine(LabPolicy policy, RuleProfile? profile = null, ISignatureVerifier? verifier = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        _profile = profile ?? RuleProfile.Strict;
        State = new LabState(policy);
        _at = new StepContext(State, _profile, _result);
        _signatures = new SignatureCheck(verifier ?? NoSignatures.Instance, () => Chain.Last);
        _before = [new ColocationRule(), new RoleRule(), new CapabilityRule(), new SignatureRule(_signatures)];
        _runtime = new RuntimeControlRule(_signatures);
        _handlers = [.. Handlers().OrderBy(handler => handler.Action)];
        if (_handlers.Length != LabActions.Count || _handlers.Where((handler, place) => (int)handler.Action != place).Any()) throw new InvalidOperationException("Every action has one handler.");
    }

    public LabState State { get; }

    public AuditChain Chain { get; } = new();

    /// <summary>Whether the chain is kept, and not only counted. Without it steps cost less, and nothing can be proved about them later.</summary>
    public bool KeepsAudit { get; set; } = true;

    /// <summary>Takes every record of the chain as it is written; the bytes are the engine's until the next step.</summary>
    public Action<ReadOnlyMemory<byte>>? OnRecord { get; set; }

    /// <summary>Takes each event whose signature was verified, with the verdict and what was signed; the bytes are the engine's until the next step.</summary>
    public Action<LabEvent, SignatureVerdict, ReadOnlyMemory<byte>>? OnSignature
    {
        get => _signatures.OnVerified;
        set => _signatures.OnVerified = value;
    }

    /// <summary>The event id at which the chain is broken on purpose, as a test of the alarm.</summary>
    public string? BreaksChainAt { get; set; }

    /// <summary>Whether the next receipt of a consignment is made to fail, as a test of the alarm.</summary>
    public bool ForcesExcursion
    {
        get => _at.ForcesExcursion;
        set => _at.ForcesExcursion = value;
    }

    /// <summary>An empty laboratory in explicit timing; the caller then fills the state.</summary>
    public void Reset()
    {
        State.Clear();
        Chain.Clear();
        _signatures.Begin();
        _enforcement.Begin();
        BreaksChainAt = null;
        ForcesExcursion = false;
        _at.IsSimulated = false;
        _at.Random = null;
    }

    /// <summary>Device time passes by itself from now on, and chance comes from this seed.</summary>
    public void Simulate(long seed)
    {
        _at.IsSimulated = true;
        _chance.Reseed(seed);
        _at.Random = _chance;
    }

    /// <summary>Processes one event. The result belongs to the engine until the next one.</summary>
    public StepResult Step(LabEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        _result.Clear();
        _at.Event = happened;
        if (happened.Agent < 0) happened.Agent = State.Agent(happened.AgentName);
        _at.Agent = State.Agents[happened.Agent];
        var handler = _handlers[(int)happened.Action];
        var isLogged = !_profile.IsReference && !State.IsLogFrozen;
        _result.Blocked = ClockRule.Refusal(State, happened, _profile.IsReference);
        if (_result.IsAccepted)
        {
            State.Now = Math.Max(State.Now, happened.Time);
            _result.Blocked = Refusal(handler, out isLogged);
        }

        if (_result.IsAccepted)
        {
            handler.Commit(_at);
            if (happened.Action == LabAction.ReleaseEnforcement) _enforcement.NoteRelease(happened, State);
            _at.Agent.Actions++;
            if (happened.Action.IsOverride()) _at.Agent.Overrides++;
        }

        if (_result.IsAccepted || isLogged) Record();
        if (!_profile.IsReference || State.EnforcementEnabled) Enforce();
        return _result;
    }

    /// <summary>Something that nobody did happens to the laboratory: it is on the chain like what people do.</summary>
    public void Occur(in Occurrence happened)
    {
        State.Now = Math.Max(State.Now, happened.Time);
        happened.Apply(State);
        if (State.IsLogFrozen || !BeginsRecord()) return;
        happened.Write(_record, State);
        EndRecord();
    }

    /// <summary>The run is over: what can be said only now is the last record of the chain, where there is anything to say.</summary>
    public StepResult Close(int time)
    {
        _result.Clear();
        State.Now = Math.Max(State.Now, time);
        if (!EndOfRun.Judge(State, _result) || State.IsLogFrozen || !BeginsRecord()) return _result;
        EndOfRun.Write(_record, State, _result);
        EndRecord();
        return _result;
    }

    /// <summary>The checks in their order. A block by the gates is on the reference's chain only from the token gate on.</summary>
    private string? Refusal(Handler handler, out bool isLogged)
    {
        isLogged = !_profile.IsReference;
        if (State.IsLogFrozen && !IsForRelease())
        {
            isLogged = false;
            return Codes.AuditChainBroken;
        }

        if (Held() is { } held) return held;
        if (_at.Event.Action.IsOfSystem())
        {
            if (_runtime.Check(_at) is { } control) return control;
        }
        else
        {
            foreach (var rule in _before)
            {
                if (rule.Check(_at) is { } code) return code;
            }
        }

        if (!handler.HandlesTokens && _at.Event.TokenRefs.Count > 0 && _tokens.Check(_at) is { } token)
        {
            isLogged = true;
            return token;
        }

        var refusal = handler.Check(_at);
        isLogged |= refusal is not null && handler.LogsBlocks;
        return refusal;
    }

    /// <summary>A frozen log lets through how the freeze ends, and the token that this takes; both are on the chain.</summary>
    private bool IsForRelease() => !_profile.IsReference && (_at.Event.Action == LabAction.ReleaseEnforcement
        || (_at.Event.Action == LabAction.MintToken && _at.Event.TokenType >= 0 && (State.Policy.Access.TokenInfo[_at.Event.TokenType].Actions & (1UL << (int)LabAction.ReleaseEnforcement)) != 0));

    /// <summary>Whoever was throttled or switched off is told so before anything else, and so is whoever uses another name at such a one's seat.</summary>
    private string? Held()
    {
        if (!State.EnforcementEnabled) return null;
        return Held(_at.Agent) ?? (_at.Event.Source >= 0 ? Held(State.Agents[_at.Event.Source]) : null);
    }

    private string? Held(Agent agent)
    {
        if (agent.IsKilled) return Codes.AgentKilled;
        return _at.Event.Time < agent.ThrottledUntil && _at.Event.Action is not (LabAction.Noop or LabAction.Tick) ? Codes.AgentThrottled : null;
    }

    /// <summary>An empty record to be filled, where the chain is kept; else it is only counted.</summary>
    private bool BeginsRecord()
    {
        if (!KeepsAudit)
        {
            Chain.Count();
            return false;
        }

        _record.Clear();
        return true;
    }

    private void EndRecord()
    {
        Chain.Append(_record.Written);
        OnRecord?.Invoke(_record.WrittenMemory);
    }

    private void Record()
    {
        if (!BeginsRecord()) return;
        if (_profile.IsReference && !_at.Event.Written.IsEmpty) Append(_at.Event.Written);
        else AppendRecord();
    }

    private void AppendRecord()
    {
        AuditRecord.Write(_record, State, _at.Event, _result);
        Append(_record.WrittenMemory);
    }

    private void Append(ReadOnlyMemory<byte> record)
    {
        if (BreaksChainAt is { } broken && broken.Equals(_at.Event.EventId, StringComparison.Ordinal))
        {
            Chain.AppendBroken(record.Span);
            Freeze();
        }
        else
        {
            Chain.Append(record.Span);
        }

        OnRecord?.Invoke(record);
    }

    /// <summary>A broken chain is found where the next record is put on it: what happened stands, and nothing more will.</summary>
    private void Freeze()
    {
        State.IsLogFrozen = true;
        State.LastReasonOfSystem = Codes.AuditChainBroken;
        _result.Emits.Clear();
        _result.Emits.Add("FORENSIC_FREEZE_LOG");
    }

    private void Enforce()
    {
        _enforcement.Act(_at);
        for (var place = 0; place < _result.Enforcements.Count; place++)
        {
            if (!BeginsRecord()) continue;
            AuditRecord.WriteEnforcement(_record, State, _at.Event, _result.Enforcements[place], place);
            EndRecord();
        }
    }

    private static IEnumerable<Handler> Handlers() =>
    [
        new Noop(), new Tick(), new Move(), new MintToken(), new RevokeToken(), new OpenDoor(), new CentrifugeStart(), new CentrifugeEnd(), new AliquotCreate(),
        new CreateAccession(), new CheckAcceptanceRules(), new AcceptSpecimen(), new HoldSpecimen(), new RejectSpecimen(), new QueueRun(), new StartRun(), new StartRunOverride(),
        new EndRun(), new QcEvent(), new GenerateResult(), new HoldResult(), new ReleaseResult(), new ReleaseResultOverride(), new RerunRequest(), new NotifyCriticalResult(),
        new AckCriticalResult(), new EscalateCriticalResult(), new DispatchTransport(), new TransportTick(), new ChainOfCustodySign(), new ReceiveTransport(), new UpdateRoster(), new InjectSpecimen(), new ReleaseEnforcement(),
    ];
}
