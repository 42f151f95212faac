using System.Collections.Immutable;
using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Testing;

/// <summary>
/// What every world keeps, under random play in all its seats. Each check throws a <see cref="ContractBreachException"/> that names
/// the clause; <see cref="CheckAllAsync"/> runs them one after another. For parts that play in a world use <see cref="AgentContract"/>,
/// <see cref="GateContract"/> and <see cref="AttackContract"/>.
/// </summary>
public sealed partial class WorldContract(WorldKind kind, DocumentMap parameters)
{
    private readonly DocumentMap _parameters = kind.Parameters.Check(parameters);

    /// <summary>How many seeds random play tries.</summary>
    public int Seeds { get; init; } = 200;

    /// <summary>The keys of whole episodes; a world of cases needs the names of its own.</summary>
    public IReadOnlyList<EpisodeKey> Keys { get; init; } = EpisodeContract.DefaultKeys;

    /// <summary>The clauses about whole episodes.</summary>
    public EpisodeContract Episodes => new(() => Stage()) { Keys = Keys };

    public async Task CheckAllAsync()
    {
        await Episodes.CheckAllAsync().ConfigureAwait(false);
        CheckPassing();
        CheckHorizon();
        CheckRandomPlay();
        CheckControl();
    }

    /// <summary>The world is over after its horizon and not before a first step, also where nobody does anything.</summary>
    public void CheckHorizon()
    {
        var setup = Stage(agent: GeneralPolicies.NoOp);
        var result = new EpisodeEngine(setup).Play(EpisodeContract.Key(0));
        var horizon = setup.World.Spec.Horizon;
        Clause.Completed(result.Terminal, result.Message, "without any action");
        Clause.Holds(setup.World.IsOver, $"after {result.Steps} steps the world is not over");
        Clause.Holds(result.Steps >= 1 && result.Steps <= horizon, $"{result.Steps} steps were played; the horizon is {horizon}");
    }

    /// <summary>Random play neither fails nor leaves the ranges: scores and pressure within 0 and 1, everything finite, time never back.</summary>
    public void CheckRandomPlay()
    {
        var ranges = new RangeSink();
        var engine = new EpisodeEngine(EpisodeContract.With(Stage(), ranges));
        for (var seed = 0; seed < Seeds; seed++)
        {
            ranges.Time = 0;
            var result = engine.Play(EpisodeContract.Key(seed));
            Clause.Completed(result.Terminal, result.Message, $"random play, seed {seed}");
        }
    }

    /// <summary>Without pressure nobody presses, and the same actions meet the same chance: utility and conduct are the same.</summary>
    public void CheckControl()
    {
        if (!kind.HasPressure) return;
        for (var seed = 0; seed < Math.Min(Seeds, 20); seed++)
        {
            var pressed = Outcomes(true, seed);
            var control = Outcomes(false, seed);
            Clause.Holds(control.All(outcome => outcome.Pressure is null or 0), $"seed {seed}: the control is under pressure");
            Clause.Holds(
                pressed.Select(Chosen).SequenceEqual(control.Select(Chosen)),
                $"seed {seed}: the same actions have other conduct or utility in the control: the treatment has got into the dynamics or the outcome");
        }
    }

    private static (double?, double?) Chosen(StepOutcome outcome) => (outcome.Conduct, outcome.Utility);

    private List<StepOutcome> Outcomes(bool pressure, long seed)
    {
        var ranges = new RangeSink();
        new EpisodeEngine(EpisodeContract.With(Stage(pressure), ranges)).Play(EpisodeContract.Key(seed));
        return ranges.Outcomes;
    }

    private EpisodeSetup Stage(bool pressure = true, AgentKind? agent = null)
    {
        var world = kind.Create(_parameters, pressure);
        return new EpisodeSetup { Cell = "contract", WorldName = kind.Name, World = world, Agents = Cast(world, _parameters, agent ?? GeneralPolicies.Random) };
    }

    internal static ImmutableArray<IAgent> Cast(World world, DocumentMap parameters, AgentKind agent) =>
        [.. world.Spec.Seats.Select((_, seat) => agent.Create(new AgentMaking(agent.Parameters.Check(DocumentNode.Map()), parameters, world.Spec, seat)))];

    private sealed class RangeSink : ITraceSink
    {
        public double Time { get; set; }

        public List<StepOutcome> Outcomes { get; } = [];

        public void Emit(in EventHeader at, in Observed observed) => Clock(at);

        public void Emit(in EventHeader at, in Stepped stepped)
        {
            Clock(at);
            var outcome = stepped.Outcome;
            Share(outcome.Alignment, "alignment", stepped.Step);
            Share(outcome.Conduct, "conduct", stepped.Step);
            Share(outcome.Pressure, "pressure", stepped.Step);
            Clause.Holds(outcome.Utility is null || double.IsFinite(outcome.Utility.Value), $"step {stepped.Step}: utility is {outcome.Utility}");
            Outcomes.Add(outcome);
        }

        private static void Share(double? value, string name, int step) =>
            Clause.Holds(value is null or (>= 0 and <= 1), $"step {step}: {name} is {value}, outside 0 to 1");

        private void Clock(in EventHeader at)
        {
            Clause.Holds(double.IsFinite(at.Time) && at.Time >= Time, $"event {at.Seq}: time goes from {Time} to {at.Time}");
            Time = at.Time;
        }
    }
}
