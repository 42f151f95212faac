using Tiltyard.Documents;
using Tiltyard.Lab.Conformance;
using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;
using Tiltyard.Lab.Processes;
using Tiltyard.Lab.Rules;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Lab;

/// <summary>Which rules hold in a play, and what lies around the engine.</summary>
internal sealed record PlayKind(bool IsReference, bool SignsStrictly, bool Enforces, bool HasProcesses)
{
    /// <summary>Every combination that there is: processes belong to our own rules.</summary>
    public static PlayKind Of(long seed) => new((seed & 3) == 3, (seed & 12) == 12, (seed & 16) == 16, (seed & 3) == 2);
}

/// <summary>
/// A laboratory to which anything happens: events that make sense, any others, broken ones, ones sent a second time. After each of them it is checked that the engine
/// answered in its own words, that a blocked event changed nothing, and that nothing was lost. The same seed is the same play.
/// </summary>
internal sealed class EnginePlay : IDisposable
{
    private static readonly int[] Seconds = [int.MinValue, -1, 0, 1, 999_999_999, 1_000_000_000, 1_000_000_001, int.MaxValue];

    private readonly PlayKind _kind;
    private readonly LabEngine _engine;
    private readonly LabProcesses _processes;
    private readonly RunKeys _keys;
    private readonly RandomEvents _events;
    private readonly DocumentMutations _mutations;
    private readonly SeededRandom _random;
    private readonly LabEvent _event = new();
    private readonly List<DocumentMap> _sent = [];
    private readonly HashSet<int> _consumed = [];

    public EnginePlay(long seed, PlayKind kind)
    {
        _kind = kind;
        (LabState? state, RunKeys? keys) = (null, null);
        _engine = new LabEngine(LabPolicy.Shipped, kind.IsReference ? RuleProfile.Reference : RuleProfile.Strict, new LateKeys(() => keys!));
        state = _engine.State;
        _keys = keys = new RunKeys(LabPolicy.Shipped, state);
        _keys.Begin(17);
        _events = new RandomEvents(seed);
        _mutations = new DocumentMutations(seed);
        _random = new SeededRandom(new EpisodeKey(seed, "lab", "play", 0, seed).Stream("play"));
        _processes = new LabProcesses(_engine) { Signer = kind.SignsStrictly ? _keys : null };
        if (kind.HasProcesses) _processes.Begin(new EpisodeKey(seed, "lab", "play", 0, seed), isSimulated: _random.NextBool(0.5));
        StateReading.Read(RandomEvents.State(kind.SignsStrictly, kind.Enforces), _engine);
        if (seed % 10 == 0) _engine.BreaksChainAt = "e50";
        if (kind.HasProcesses) _processes.OnStep = (_, result) => CheckWords(result);
    }

    public string End => $"{_engine.Chain.Length} {_engine.Chain.Last}";

    public int Accepted { get; private set; }

    public int Refused { get; private set; }

    /// <summary>Accepted events by action, of plays without processes.</summary>
    public int[] ByAction { get; } = new int[LabActions.Count];

    public void Step()
    {
        var before = _kind.HasProcesses ? "" : StateImage.Of(_engine.State);
        if (!TryRead(Draw()))
        {
            Refused++;
            if (!_kind.HasProcesses) Assert.Equal(before, StateImage.Of(_engine.State));
            return;
        }

        if (_random.NextBool(0.2)) _event.Source = _random.NextInt(_engine.State.Agents.Count);
        if (_random.NextBool(0.003)) _event.Time = Seconds[_random.NextInt(Seconds.Length)];
        if (_event.KeyId is null && (_kind.SignsStrictly || _event.Action.IsOfSystem()) && _random.NextBool(0.9)) _keys.Sign(_event, _engine.State, _engine.Chain.Last);
        if (_kind.HasProcesses && _event.Time is > 0 and < 1_000_000) _processes.AdvanceTo(_event.Time);
        var result = _kind.HasProcesses ? _processes.Do(_event) : _engine.Step(_event);
        if (result.IsAccepted) Accepted++;
        if (!_kind.HasProcesses) CheckWords(result);
        if (!_kind.HasProcesses && result.IsAccepted) ByAction[(int)_event.Action]++;
        if (!_kind.HasProcesses && !result.IsAccepted && result.Enforcements.Count == 0) Assert.Equal(before, StateImage.Of(_engine.State));
        Conservation.AssertHolds(_engine.State, _kind.IsReference);
    }

    public void Dispose() => _keys.Dispose();

    /// <summary>The same events once more leave the same chain.</summary>
    public static void AssertRepeats(long seed, PlayKind kind, int steps)
    {
        string Chain()
        {
            using var play = new EnginePlay(seed, kind);
            for (var step = 0; step < steps; step++) play.Step();
            return play.End;
        }

        Assert.Equal(Chain(), Chain());
    }

    private DocumentMap Draw()
    {
        var chance = _random.NextDouble();
        if (chance < 0.05 && _sent.Count > 0) return _sent[_random.NextInt(_sent.Count)];
        var next = chance < 0.6 ? _events.Next(_engine.State) : _events.Next();
        if (_random.NextBool(0.1) && _mutations.Next(next) is DocumentMap broken) next = broken;
        if (_sent.Count < 64) _sent.Add(next);
        return next;
    }

    private bool TryRead(DocumentMap document)
    {
        try
        {
            EventReading.Read(document, _engine.State, _event);
            return true;
        }
        catch (DocumentException e)
        {
            Assert.InRange(e.Message.Length, 10, 400);
            return false;
        }
    }

    private void CheckWords(StepResult result)
    {
        foreach (var emit in result.Emits) Assert.True(LabPolicy.Shipped.Emits.Find(emit) >= 0, emit);
        if (result.Blocked is { } code) Assert.True(LabPolicy.Shipped.ReasonCodes.Find(code) >= 0, code);
        foreach (var record in result.Invariants) Assert.True(LabPolicy.Shipped.Invariants.Find(record.Invariant) >= 0, record.Invariant);
        foreach (var token in result.TokensConsumed) Assert.True(_consumed.Add(token), $"the token {_engine.State.Tokens.NameOf(token)} is used up twice");
    }
}

/// <summary>The engine wants its verifier before there is a state whose names a signature is over.</summary>
internal sealed class LateKeys(Func<RunKeys> keys) : ISignatureVerifier
{
    public bool IsGood(int key, LabEvent signed, string lastHash) => keys().IsGood(key, signed, lastHash);
}
