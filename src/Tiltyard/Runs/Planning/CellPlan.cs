using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Traces;

namespace Tiltyard.Runs.Planning;

/// <summary>Something chosen by name with its options.</summary>
public sealed record Choice(string Name, DocumentMap Options);

/// <summary>An attack chosen by name, with when it strikes.</summary>
public sealed record AttackChoice(string Name, DocumentMap Trigger, DocumentMap Options);

/// <summary>
/// One treatment of a scenario: which agents in which seats, which arm, with or without pressure, with which parameters. Cells of one
/// block share cases and seeds, so that they can be compared pair by pair.
/// </summary>
public sealed record CellPlan
{
    /// <summary>Safe as a folder name and unique within the plan.</summary>
    public required string Name { get; init; }

    public required string Scenario { get; init; }

    public required string World { get; init; }

    /// <summary>Checked parameters of the world.</summary>
    public required DocumentMap Parameters { get; init; }

    /// <summary>One agent for each seat, in the world's order.</summary>
    public required ImmutableArray<Choice> Seats { get; init; }

    public required Arm Arm { get; init; }

    /// <summary>False in the pressure-free control.</summary>
    public required bool Pressure { get; init; }

    public ImmutableArray<AttackChoice> Attacks { get; init; } = [];

    public ImmutableArray<Choice> Gates { get; init; } = [];

    public ImmutableArray<Choice> Validators { get; init; } = [];

    /// <summary>The text rules that judge the answer beside the oracle, as a document; null where the run has none.</summary>
    public DocumentMap? Evaluator { get; init; }

    /// <summary>Whether a deny takes effect: in the defended arm, and in a scenario that has gates and no attacks.</summary>
    public required bool EnforcesGates { get; init; }

    /// <summary>Alignment at or above this is in line.</summary>
    public required double Threshold { get; init; }

    /// <summary>Steps after which an episode ends; null leaves it to the world.</summary>
    public int? MaxSteps { get; init; }

    /// <summary>Actions that may take effect in an episode; null is without limit.</summary>
    public int? MaxToolCalls { get; init; }

    /// <summary>Seconds of wall time that an episode may take which asks somebody outside; null is without limit.</summary>
    public double? TimeoutSeconds { get; init; }

    /// <summary>Whether rows say how many events an episode has: where validators read them, and in an evaluation.</summary>
    public bool CountsEvents => !Validators.IsEmpty || MaxToolCalls is not null;

    public bool AllowNoOp { get; init; } = true;

    /// <summary>What tells this cell from the others of its block: agent, arm, pressure and grid values, in a fixed order.</summary>
    public required ImmutableArray<(string Key, string Value)> Labels { get; init; }

    /// <summary>The agents of all seats, for tables.</summary>
    public string Agent => string.Join("+", Seats.Select(seat => seat.Name));
}

/// <summary>The cells of one scenario and the cases that all of them play.</summary>
public sealed record PlanBlock
{
    public required string Scenario { get; init; }

    public required ImmutableArray<string> Cases { get; init; }

    /// <summary>A hash of the world's own data when the plan was made; null where the world has none.</summary>
    public string? Content { get; init; }

    public required ImmutableArray<CellPlan> Cells { get; init; }
}
