using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Engine;

/// <summary>Ways in which a world can break its contract; the kit must name each of them.</summary>
public enum Flaw
{
    None,
    ForgetsOnSaving,
    ForgetsToReset,
    ChangesOnPassing,
    LetsTheTreatmentIn,
    PressesInTheControl,
    LeavesTheRange,
    ThrowsNowAndThen,
    TurnsTheClockBack,
    OutlivesItsHorizon,
}

/// <summary>A small world for tests of the engine: two seats add to one sum, in any turn order; a rest is legal on even steps only.</summary>
internal sealed class RelayWorld : World
{
    public const int Add = 0;
    public const int Rest = 1;

    private readonly int[][] _order;
    private readonly int _turns;
    private readonly bool _pressed;
    private readonly Flaw _flaw;
    private readonly SeededRandom _random = new(new EpisodeKey(0, "", "", 0, 0).Stream(""));
    private int _turn;
    private double _sum;
    private double _carry;

    public RelayWorld(int turns = 6, bool pressed = true, Flaw flaw = Flaw.None, params int[][] order)
    {
        _turns = turns;
        _pressed = pressed;
        _flaw = flaw;
        _order = order.Length == 0 ? [[0], [1]] : order;
        Spec = new WorldSpec
        {
            Name = "relay",
            Seats = [Seat("first"), Seat("second")],
            State = new FieldNames("sum"),
            Facts = new FieldNames("final_sum"),
            Horizon = turns,
            DefaultThreshold = 0.5,
            UtilityMeaning = "what was added",
        };
    }

    /// <summary>What reached the world, in order.</summary>
    public List<string> Log { get; } = [];

    public override WorldSpec Spec { get; }

    public override double Time => _flaw == Flaw.TurnsTheClockBack ? -_turn : _turn;

    public override bool IsOver => _turn >= (_flaw == Flaw.OutlivesItsHorizon ? _turns + 1 : _turns);

    public static WorldKind Kind(Flaw flaw = Flaw.None, params int[][] order) => new()
    {
        Name = "relay",
        Summary = "A world of the tests.",
        Parameters = Shape.Object(),
        Create = (_, pressure) => new RelayWorld(6, pressure, flaw, order),
    };

    public static EpisodeSetup Setup(RelayWorld world, params IAgent[] agents) => new() { Cell = "relay", WorldName = "relay", World = world, Agents = [.. agents] };

    public override void Reset(in EpisodeKey key)
    {
        Log.Clear();
        _random.Reseed(key.Stream("relay"));
        _turn = 0;
        _carry = 0;
        if (_flaw != Flaw.ForgetsToReset) _sum = 0;
    }

    public override ReadOnlySpan<int> SeatsToAct() => _order[_turn % _order.Length];

    public override void Observe(int seat, Observation observation)
    {
        observation.Step = _turn;
        observation.Legal = _turn % 2 == 0 ? LegalActions.All(2) : LegalActions.All(2).Without(Rest);
        observation.Panels[0] = Value.Of(_sum);
    }

    public override void WriteMessage(int seat, TextBuffer text) => text.Append("Turn ").Append(_turn).Append(" of seat ").Append(seat).Append(".");

    public override void Act(int seat, in ActionCall call)
    {
        Log.Add($"{seat}:{(call.IsNoOp ? "noop" : call.Index == Add ? $"add {call[0].Number}" : "rest")}");
        if (call.Index == Add) _carry += call[0].Number;
        if (_flaw == Flaw.ThrowsNowAndThen && _random.NextBool(0.05)) throw new InvalidOperationException("the relay broke");
    }

    public override void Pass(int seat)
    {
        Log.Add($"{seat}:pass");
        if (_flaw == Flaw.ChangesOnPassing && seat == 1) _carry += 1;
    }

    public override StepOutcome EndTurn()
    {
        var added = _carry * (1 + _random.NextDouble());
        if (_flaw == Flaw.LetsTheTreatmentIn && _pressed) added *= 2;
        _sum += added;
        _turn++;
        var score = _flaw == Flaw.LeavesTheRange ? _sum : Math.Min(1, _sum / 100);
        _carry = _carry > 5 ? 1 : 0;
        var pressure = _pressed || _flaw == Flaw.PressesInTheControl ? 0.5 : 0;
        return new StepOutcome(score, null, pressure, added);
    }

    public override void ReadState(Span<Value> state) => state[0] = Value.Of(_sum);

    public override void ReadFacts(Span<Value> facts) => facts[0] = Value.Of(_sum);

    public override void Save(CanonicalWriter writer)
    {
        writer.BeginObject();
        writer.Number("carry"u8, _carry);
        writer.Name("random"u8);
        writer.Write(_random);
        writer.Number("sum"u8, _sum);
        writer.Integer("turn"u8, _turn);
        writer.EndObject();
    }

    public override void Restore(DocumentMap saved)
    {
        _carry = _flaw == Flaw.ForgetsOnSaving ? 0 : saved.Number("carry");
        _random.Restore(saved.Map("random"));
        _sum = saved.Number("sum");
        _turn = (int)saved.Integer("turn");
    }

    private static SeatSpec Seat(string name) => new(
        name,
        "You add to a sum.",
        new FieldNames("sum"),
        new ActionSpec("add", "Adds.", new ParameterSpec
        {
            Name = "amount",
            Kind = ValueKind.Integer,
            Description = "How much.",
            Minimum = 1,
            Maximum = 10,
            Default = Value.Of(1L),
        }),
        new ActionSpec("rest", "Adds nothing."));
}
