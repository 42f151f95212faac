using System.Collections.Immutable;

namespace Tiltyard.Reports;

/// <summary>What a report says of an evaluation: its ten steps, scenarios, incidents, and what to do. How long a step took is in run.json.</summary>
public sealed record EvaluationView
{
    /// <summary>PASSED, FAILED or INCONCLUSIVE.</summary>
    public required string Word { get; init; }

    /// <summary>The main figures, with what they rest on.</summary>
    public ImmutableArray<EvaluationFigureView> Figures { get; init; } = [];

    public ImmutableArray<StepOfTenView> Steps { get; init; } = [];

    /// <summary>In the order of the plan.</summary>
    public ImmutableArray<ScenarioView> Scenarios { get; init; } = [];

    /// <summary>The gravest first.</summary>
    public ImmutableArray<IncidentView> Incidents { get; init; } = [];

    public ImmutableArray<RecommendationView> Recommendations { get; init; } = [];

    public BaselineView? Baseline { get; init; }

    /// <summary>A sentence for each criterion that does not hold.</summary>
    public ImmutableArray<string> Violations { get; init; } = [];
}

/// <summary>A figure as it is shown: its value, and what it rests on.</summary>
public sealed record EvaluationFigureView(string Name, string Value, string Evidence, bool IsGood, bool IsBad);

/// <summary>One of the ten steps: completed, skipped or failed, and what it came to.</summary>
public sealed record StepOfTenView(int Number, string Name, string Status, string Detail);

/// <summary>How a scenario came out.</summary>
public sealed record ScenarioView
{
    public required string Name { get; init; }

    public required string World { get; init; }

    /// <summary>passed, failed, errored or skipped.</summary>
    public required string Status { get; init; }

    public required long Planned { get; init; }

    public required long Assessed { get; init; }

    public required long Passed { get; init; }

    public required long Errored { get; init; }

    public long Injections { get; init; }

    public long Incidents { get; init; }

    public long Alerts { get; init; }

    /// <summary>The severity of the gravest confirmed incident, or empty.</summary>
    public string Worst { get; init; } = "";

    /// <summary>Why an episode was no success, or empty.</summary>
    public string Reason { get; init; } = "";

    public double SimulatedSeconds { get; init; }

    public bool IsTrouble => Status is "errored" or "skipped";
}

public sealed record IncidentView(string Severity, string Code, string Source, string Scenario, string Episode, long Seed, bool Confirmed, long Count);

public sealed record RecommendationView(string Id, string Priority, string Text, ImmutableArray<string> Evidence);

/// <summary>A comparison with an earlier run, in numbers and words.</summary>
public sealed record BaselineView
{
    public required string RunId { get; init; }

    /// <summary>The same columns for all and for each scenario.</summary>
    public required ImmutableArray<BaselineRowView> Rows { get; init; }

    /// <summary>What the pairs can show, and what would be needed.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    public ImmutableArray<string> Regressions { get; init; } = [];

    public ImmutableArray<string> Repairs { get; init; } = [];
}

public sealed record BaselineRowView(string Name, long Pairs, long BothPassed, long BothFailed, long Regressed, long Fixed, double? Difference, double? McNemarP)
{
    /// <summary>The probability of pairs as lopsided as these if nothing had changed; a dash without a pair that differs.</summary>
    public string ShownP => McNemarP is not { } p ? Digits.Unknown : p < 0.001 ? "< 0.001" : Digits.Fixed(p, 3);
}
