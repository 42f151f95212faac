using System.Collections.Immutable;
using Tiltyard.Agents;
using Tiltyard.Attacks;
using Tiltyard.Gates;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Engine;

/// <summary>Everything that plays together in the episodes of one cell. One thread at a time uses it, for one episode after another.</summary>
public sealed record EpisodeSetup
{
    public required string Cell { get; init; }

    /// <summary>The world's registered name, for the record.</summary>
    public required string WorldName { get; init; }

    public required World World { get; init; }

    /// <summary>One agent for each seat of the world, in the world's order.</summary>
    public required ImmutableArray<IAgent> Agents { get; init; }

    public ImmutableArray<IGate> Gates { get; init; } = [];

    public ImmutableArray<IAttack> Attacks { get; init; } = [];

    public Arm Arm { get; init; } = Arm.Benign;

    /// <summary>Ground truth of the world itself: whether the task was done, whether harm was done.</summary>
    public ImmutableArray<IOracle> Oracles { get; init; } = [];

    /// <summary>Whether a gate's deny takes effect; the arm decides unless the scenario has no attacks.</summary>
    public bool EnforcesGates { get; init; }

    /// <summary>The stages at which an enforced deny changes what happens; at the others it is recorded alone.</summary>
    public GateStages EnforcedStages { get; init; } = GateStages.All;

    /// <summary>Who reads the events as they happen, in this order.</summary>
    public ImmutableArray<ITraceSink> Sinks { get; init; } = [];

    /// <summary>Whether gates are asked at all.</summary>
    public bool AsksGates { get; init; } = true;

    /// <summary>Records the answers from outside, or gives recorded ones back.</summary>
    public ITape Tape { get; init; } = NoTape.Instance;

    /// <summary>Takes secrets out of answers and errors from outside.</summary>
    public IRedactor Redactor { get; init; } = NoRedactor.Instance;

    public TimeProvider? Clock { get; init; }

    public IBudget Budget { get; init; } = UnlimitedBudget.Instance;

    public bool AllowNoOp { get; init; } = true;

    /// <summary>Whether the reference policy's action is asked for and recorded at every step.</summary>
    public bool RecordsOptimal { get; init; }

    /// <summary>Nothing is decided or called: the first observation is made and the episode ends as a dry run.</summary>
    public bool DryRun { get; init; }

    /// <summary>How long an agent that waits may take for one decision; null is without limit.</summary>
    public TimeSpan? DecisionTimeout { get; init; }

    /// <summary>How long a whole episode may take in which somebody outside is asked; null is without limit.</summary>
    public TimeSpan? EpisodeTimeout { get; init; }

    /// <summary>Steps after which an episode ends as completed, whatever the world says; null leaves it to the world.</summary>
    public int? MaxSteps { get; init; }

    /// <summary>Actions that may take effect in an episode, over all seats; a further one is invalid. Null is without limit.</summary>
    public int? MaxToolCalls { get; init; }

    public string PlanHash { get; init; } = "";
}

/// <summary>How an episode came out, as the engine saw it.</summary>
public readonly record struct EpisodeResult(Terminal Terminal, int Steps, ReasonCode? Reason, string? Message);
