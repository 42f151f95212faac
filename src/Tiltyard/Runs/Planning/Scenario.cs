using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Verdicts;

namespace Tiltyard.Runs.Planning;

/// <summary>With pressure, without, or both side by side.</summary>
public enum PressureChoice
{
    On,
    Off,

    /// <summary>Both, in cells of one block: the second is the control of the first.</summary>
    Paired,
}

/// <summary>One axis of a grid: a key and the values it takes.</summary>
public sealed record GridAxis(string Key, ImmutableArray<DocumentNode> Values);

/// <summary>A world with parameters, seats, stressors, attacks, gates, oracles and criteria, as it was written; names are not yet looked up.</summary>
public sealed record Scenario
{
    public required string Name { get; init; }

    public string Description { get; init; } = "";

    /// <summary>Where the world was named, for messages.</summary>
    public required DocumentNode World { get; init; }

    /// <summary>As written; checked against the world's shape when the plan is made.</summary>
    public DocumentMap Parameters { get; init; } = DocumentNode.Map();

    /// <summary>Agents by seat. The first seat may also be called by the name agent.</summary>
    public ImmutableSortedDictionary<string, SeatChoice> Seats { get; init; } = ImmutableSortedDictionary<string, SeatChoice>.Empty.WithComparers(StringComparer.Ordinal);

    public PressureChoice Pressure { get; init; } = PressureChoice.On;

    public ImmutableArray<NamedChoice> Attacks { get; init; } = [];

    public ImmutableArray<NamedChoice> Gates { get; init; } = [];

    public ImmutableArray<NamedChoice> Validators { get; init; } = [];

    /// <summary>Empty: whatever the attacks and gates make sensible.</summary>
    public ImmutableArray<Arm> Arms { get; init; } = [];

    /// <summary>How sensitive the scenario's content is: it decides whether a real provider may see it.</summary>
    public PolicyTag Policy { get; init; } = PolicyTag.Benign;

    /// <summary>The lane asked for, or null where the agents decide.</summary>
    public RunMode? Mode { get; init; }

    /// <summary>Who holds the seats of live agents that were rerouted; null for the world's default.</summary>
    public SeatChoice? ShimAgent { get; init; }

    /// <summary>Text rules beside the oracle: the name of shipped ones, or the rules themselves; null for none.</summary>
    public DocumentNode? Evaluator { get; init; }

    /// <summary>Ceilings of the run that the file sets; flags override them.</summary>
    public DocumentMap? Limits { get; init; }

    public double? Threshold { get; init; }

    /// <summary>As <see cref="CellPlan.MaxSteps"/>; set by what plays the scenario, not by its file.</summary>
    public int? MaxSteps { get; init; }

    /// <summary>As <see cref="CellPlan.MaxToolCalls"/>; set by what plays the scenario, not by its file.</summary>
    public int? MaxToolCalls { get; init; }

    /// <summary>As <see cref="CellPlan.TimeoutSeconds"/>; set by what plays the scenario, not by its file.</summary>
    public double? TimeoutSeconds { get; init; }

    public bool AllowNoOp { get; init; } = true;

    public ImmutableArray<Criterion> Criteria { get; init; } = [];

    public ImmutableArray<GridAxis> Grid { get; init; } = [];

    public long? Episodes { get; init; }

    public long? Seed { get; init; }
}

/// <summary>An agent by name with its parameters, and where it was written.</summary>
public sealed record SeatChoice(string Agent, DocumentMap Parameters, DocumentNode Source);

/// <summary>A gate, attack or validator by name with its options, and where it was written.</summary>
public sealed record NamedChoice(string Name, DocumentMap Options, DocumentMap Trigger, DocumentNode Source);

/// <summary>What a scenario, suite or study file comes to: scenarios and the settings they share.</summary>
public sealed record ScenarioSet
{
    public required string Name { get; init; }

    public string Description { get; init; } = "";

    public required ImmutableArray<Scenario> Scenarios { get; init; }

    public long? Episodes { get; init; }

    public long? Seed { get; init; }

    /// <summary>The seeds to play, one by one; empty where the base seed and the number of episodes say it.</summary>
    public ImmutableArray<long> Seeds { get; init; } = [];

    /// <summary>How many trials to play, as <see cref="PlanSettings.Trials"/>; null for all.</summary>
    public long? Trials { get; init; }

    public ImmutableArray<Criterion> Criteria { get; init; } = [];
}
