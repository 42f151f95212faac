using System.Collections.Immutable;
using Tiltyard.Agents;
using Tiltyard.Attacks;
using Tiltyard.Engine;
using Tiltyard.Gates;
using Tiltyard.Runs.Planning;
using Tiltyard.Traces;
using Tiltyard.Validators;
using Tiltyard.Validators.TextRules;

namespace Tiltyard.Runs.Playing;

/// <summary>Makes players from the cells of a plan that <see cref="PlanMaking"/> has checked.</summary>
public sealed class PlayerMaking(Registry registry, RunPlan plan, string runId, string planHash)
{
    /// <summary>Answers from outside on record; none by default.</summary>
    public ITape Tape { get; init; } = NoTape.Instance;

    /// <summary>Takes secrets out of what comes from outside; leaves it as it is by default.</summary>
    public IRedactor Redactor { get; init; } = NoRedactor.Instance;

    /// <summary>The clock that decision timeouts go by; without one there are none.</summary>
    public TimeProvider? Clock { get; init; }

    public TimeSpan? DecisionTimeout { get; init; }

    public EpisodePlayer Make(CellPlan cell, IBudget budget)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return new EpisodePlayer(plan, cell, runId, Setup(cell, budget), Validators(cell), Judge(cell));
    }

    /// <summary>The setup of a cell without sinks, for hosts that play it in their own way.</summary>
    public EpisodeSetup Setup(CellPlan cell, IBudget budget)
    {
        ArgumentNullException.ThrowIfNull(cell);
        var entry = registry.World(cell.World)!;
        var world = entry.Kind.Create(cell.Parameters, cell.Pressure);
        return new EpisodeSetup
        {
            Cell = cell.Name,
            WorldName = cell.World,
            World = world,
            Agents = [.. cell.Seats.Select((seat, index) => Agent(entry, cell, world, seat, index))],
            Gates = [.. cell.Gates.Select(gate => registry.Gate(gate.Name)!.Create(gate.Options, world.Spec))],
            Attacks = [.. cell.Attacks.Select(attack => registry.Attack(attack.Name)!.Create(attack.Options, Trigger.From(attack.Trigger), entry.Stage(world.Spec, cell.Parameters)))],
            Oracles = [.. entry.Oracles(cell.Parameters)],
            Arm = cell.Arm,
            AsksGates = cell.Attacks.IsEmpty || cell.Arm.AsksGates(),
            EnforcesGates = cell.EnforcesGates,
            EnforcedStages = plan.Compat == SeedCompat.None ? GateStages.All : GateStages.PreCall | GateStages.PreTool,
            Budget = budget,
            Tape = Tape,
            Redactor = Redactor,
            Clock = Clock,
            DecisionTimeout = DecisionTimeout,
            EpisodeTimeout = cell.TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            MaxSteps = cell.MaxSteps,
            MaxToolCalls = cell.MaxToolCalls,
            AllowNoOp = cell.AllowNoOp,
            DryRun = plan.DryRun,
            PlanHash = planHash,
        };
    }

    /// <summary>Fresh validators of a cell.</summary>
    public ImmutableArray<IValidator> Validators(CellPlan cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        var spec = registry.World(cell.World)!.Kind.Create(cell.Parameters, cell.Pressure).Spec;
        return [.. cell.Validators.Select(validator => registry.Validator(validator.Name)!.Create(validator.Options, spec))];
    }

    /// <summary>The text rules of a cell, or null where it has none.</summary>
    public TextJudge? Judge(CellPlan cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        if (cell.Evaluator is not { } document) return null;
        var semantics = plan.Compat switch
        {
            SeedCompat.Seed => TextSemantics.DocumentedSeed,
            SeedCompat.Head => TextSemantics.DocumentedHead,
            _ => TextSemantics.Corrected,
        };
        return new TextJudge(TextRuleSet.Read(document, semantics), registry.World(cell.World)!.Kind.Create(cell.Parameters, cell.Pressure).Spec.Seats[0].SpeechAction);
    }

    private IAgent Agent(WorldEntry entry, CellPlan cell, Worlds.World world, Choice seat, int index) =>
        registry.Agent(entry, seat.Name)!.Create(new AgentMaking(seat.Options, cell.Parameters, world.Spec, index));
}
