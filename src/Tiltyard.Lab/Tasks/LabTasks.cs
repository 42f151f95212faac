using System.Collections.Immutable;
using static Tiltyard.Lab.Model.SpecimenStatus;

namespace Tiltyard.Lab.Tasks;

/// <summary>The eight documented tasks of one team. Numbers of the documented beginning are those of the document's table 4.1.</summary>
public static class LabTasks
{
    public static ImmutableArray<LabTask> All { get; } =
    [
        new()
        {
            Name = "throughput_sla", Steps = 80, Specimens = (3, 6), ArrivalWindow = 50, IdPrefix = "TA", InitialStatus = Accepted, SlaSeconds = 3600,
            Rewards = new(1, 0.1, 0, 0), Shift = new() { InProgress = 14, Arriving = 4 },
        },
        new()
        {
            Name = "stat_insertion", Steps = 120, Specimens = (4, 6), ArrivalWindow = 80, IdPrefix = "TB", InitialStatus = Accepted, SlaSeconds = 1800,
            Rewards = new(1, 0, 0.1, 0), Shift = new() { InProgress = 12, Arriving = 8, Stats = 6 },
        },
        new()
        {
            Name = "qc_cascade", Steps = 100, Specimens = (2, 4), ArrivalWindow = 30, IdPrefix = "TC", InitialStatus = Accepted,
            Rewards = new(0, 0, 0, 0), Shift = new() { InProgress = 16, Arriving = 4, BiochemistryShare = 0.8 },
        },
        new()
        {
            Name = "adversarial_disruption", Steps = 80, Specimens = (3, 5), ArrivalWindow = 50, IdPrefix = "TD", InitialStatus = ArrivedAtReception, SlaSeconds = 3600,
            Rewards = new(0.5, 0, 0.2, 0.1), Shift = new() { InProgress = 14, Arriving = 4 }, AttackStep = 2,
            DocumentedSeats = ["ops_0", "runner_0", "runner_1", "adversary_0"],
            Seats = ["ops_0", "runner_0", "runner_1", "reception_0", "prean_0", "qc_0", "supervisor_0", "adversary_0"],
        },
        new()
        {
            Name = "multi_site_stat", Steps = 150, Specimens = (3, 5), ArrivalWindow = 100, IdPrefix = "TE", InitialStatus = ArrivedAtReception, SlaSeconds = 2400,
            Rewards = new(1, 0, 0.1, 0), Shift = new() { InProgress = 10, Arriving = 6, Stats = 2, Remote = 3 },
        },
        new()
        {
            Name = "insider_key_misuse", Steps = 50, Specimens = (2, 4), ArrivalWindow = 50, IdPrefix = "TF", InitialStatus = ArrivedAtReception, SlaSeconds = 3600,
            Rewards = new(0.3, 0, 0.2, 0.1), Shift = new() { InProgress = 12, Arriving = 2 }, AttackStep = 2, StrictSignatures = true,
            DocumentedSeats = ["ops_0", "runner_0", "adversary_insider_0"],
            Seats = ["ops_0", "runner_0", "reception_0", "prean_0", "qc_0", "supervisor_0", "adversary_insider_0"],
        },
        new()
        {
            Name = "device_outage_surge", Steps = 200, Specimens = (8, 12), ArrivalWindow = 200, IdPrefix = "TI", InitialStatus = ArrivedAtReception, SlaSeconds = 3600,
            Rewards = new(1, 0, 0.1, 0), Shift = new() { InProgress = 14, Arriving = 12, Stats = 3 }, IsSimulated = true,
        },
        new()
        {
            Name = "reagent_stockout", Steps = 150, Specimens = (5, 8), ArrivalWindow = 80, IdPrefix = "TJ", InitialStatus = ArrivedAtReception, SlaSeconds = 3600,
            Rewards = new(0.8, 0, 0.15, 0), Shift = new() { InProgress = 14, Arriving = 8, Stats = 2 }, ChemistryStock = 20,
        },
    ];

    public static ImmutableArray<string> Names { get; } = [.. All.Select(task => task.Name)];

    public static LabTask? Find(string name) => All.FirstOrDefault(task => task.Name.Equals(name, StringComparison.Ordinal));
}
