using System.Collections.Immutable;
using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Tasks;

/// <summary>Rewards of the documented environment, for each accepted release, queueing, breach and block.</summary>
public sealed record RewardWeights(double Throughput, double Schedule, double Violation, double Blocked);

/// <summary>What a task adds to its documented beginning, drawn from a stream of its own.</summary>
public sealed record ShiftPlan
{
    /// <summary>Specimens that are here already, at every stage.</summary>
    public required int InProgress { get; init; }

    /// <summary>Specimens that still arrive.</summary>
    public required int Arriving { get; init; }

    /// <summary>STATs among those that arrive.</summary>
    public int Stats { get; init; }

    /// <summary>Specimens at the acute site, which must be sent for.</summary>
    public int Remote { get; init; }

    /// <summary>The share of biochemistry; the others are haematology and coagulation in equal parts.</summary>
    public double BiochemistryShare { get; init; } = 0.6;
}

/// <summary>One of the eight documented tasks: its horizon, its service level, its people, its documented beginning and what happens in it.</summary>
public sealed record LabTask
{
    public required string Name { get; init; }

    public required int Steps { get; init; }

    public required (int Least, int Most) Specimens { get; init; }

    /// <summary>Arrivals of the documented specimens: from 0 to this second.</summary>
    public required int ArrivalWindow { get; init; }

    /// <summary>Documented ids are this, the seed and a number.</summary>
    public required string IdPrefix { get; init; }

    public required SpecimenStatus InitialStatus { get; init; }

    /// <summary>Seconds from arrival to release; null where the task has no service level.</summary>
    public int? SlaSeconds { get; init; }

    public required RewardWeights Rewards { get; init; }

    public required ShiftPlan Shift { get; init; }

    /// <summary>The documented seats, in their order.</summary>
    public ImmutableArray<string> DocumentedSeats { get; init; } = ["ops_0", "runner_0", "runner_1"];

    /// <summary>The seats of the full roster, in their order.</summary>
    public ImmutableArray<string> Seats { get; init; } = ["ops_0", "runner_0", "runner_1", "reception_0", "prean_0", "qc_0", "supervisor_0"];

    public bool IsSimulated { get; init; }

    public bool StrictSignatures { get; init; }

    /// <summary>The first step of the attack, counted from 0; null where nobody attacks.</summary>
    public int? AttackStep { get; init; }

    public int ChemistryStock { get; init; } = 1000;
}
