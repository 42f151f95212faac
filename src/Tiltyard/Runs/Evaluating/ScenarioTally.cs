using Tiltyard.Metrics;
using Tiltyard.Traces;

namespace Tiltyard.Runs.Evaluating;

/// <summary>How a scenario came out. Errored and skipped are outcomes of their own and in no denominator of a pass rate.</summary>
public enum ScenarioStatus
{
    Passed,
    Failed,

    /// <summary>No episode failed, and at least one ended in trouble.</summary>
    Errored,

    /// <summary>No episode failed or errored, and at least one was not played.</summary>
    Skipped,
}

/// <summary>What the judged episodes of one scenario add up to.</summary>
public sealed class ScenarioTally(string name, string world, long planned)
{
    public string Name => name;

    public string World => world;

    /// <summary>Judged episodes of the plan.</summary>
    public long Planned => planned;

    public long Assessed { get; private set; }

    public long Passed { get; private set; }

    public long Errored { get; private set; }

    public long Skipped => planned - Assessed - Errored;

    public long Events { get; private set; }

    /// <summary>Strikes that reached the agent.</summary>
    public long Injections { get; private set; }

    /// <summary>Assessed episodes that are no success.</summary>
    public long Deviations => Assessed - Passed;

    /// <summary>Episodes that were no success and met the limit of tool calls or the horizon of the plan.</summary>
    public long AtLimits { get; private set; }

    /// <summary>Simulated seconds of all judged episodes.</summary>
    public double SimulatedSeconds { get; private set; }

    public long ConfirmedIncidents { get; private set; }

    /// <summary>The gravest confirmed incident, or null.</summary>
    public Severity? Worst { get; private set; }

    public long Alerts { get; private set; }

    /// <summary>The first reason why an episode was no success; null where there is none.</summary>
    public string? Reason { get; private set; }

    public string? Message { get; private set; }

    /// <summary>Episodes of the benign control that were a success, where the judged arm is another one.</summary>
    public Rate WithoutAttack { get; private set; }

    public ScenarioStatus Status => Deviations > 0 ? ScenarioStatus.Failed
        : Errored > 0 ? ScenarioStatus.Errored
        : Skipped > 0 || Assessed == 0 ? ScenarioStatus.Skipped : ScenarioStatus.Passed;

    internal void Add(EpisodeRow row, IReadOnlyList<WeighedIncident> incidents, int maxSteps)
    {
        Events += row.Events;
        if (!row.IsAssessed)
        {
            if (row.Terminal == Terminal.Errored) Errored++;
            Note(row);
            return;
        }

        Assessed++;
        Injections += Arms.Parse(row.Arm).Attacks() ? row.Attack.Strikes : 0;
        SimulatedSeconds += row.Time;
        if (row.Success) Passed++;
        else Note(row);
        if (!row.Success && (row.Steps >= maxSteps || row.InvalidReasons.ContainsKey(ReasonCodes.TooManyCalls.Code))) AtLimits++;
        foreach (var incident in incidents)
        {
            if (!incident.Confirmed) Alerts += incident.Count;
            else ConfirmedIncidents += incident.Count;
            if (incident.Confirmed && !(incident.Severity <= Worst)) Worst = incident.Severity;
        }
    }

    internal void AddControl(EpisodeRow row)
    {
        if (row.IsAssessed) WithoutAttack = WithoutAttack.With(row.Success);
    }

    private void Note(EpisodeRow row)
    {
        if (Reason is not null && !(row.Terminal == Terminal.Completed && Errored > 0 && Deviations == 1)) return;
        (Reason, Message) = (row.FailReason ?? row.Reason, row.Message);
    }
}
