using Tiltyard.Documents;

namespace Tiltyard.Runs.Evaluating;

/// <summary>What run.json holds of an evaluation: the plan as it was written, and the steps as they went. What came out is <see cref="EvaluationResult"/>.</summary>
public sealed record EvaluationRecord(EvaluationPlan Plan, EvaluationSteps Steps)
{
    /// <summary>The baseline that the run was compared with, as the report of the comparison; null where there was none.</summary>
    public BaselineReport? Baseline { get; init; }

    /// <summary>The run to compare with, while it is at hand.</summary>
    public StoredRun? Against { get; init; }

    public DocumentMap ToDocument(double? seconds)
    {
        var scenarios = Math.Max(1, Plan.Run.List("scenarios").Length);
        var entries = new List<(string, DocumentNode)>
        {
            ("plan", Plan.Written),
            ("steps", Steps.ToDocument()),
            ("performance", DocumentNode.Map(
                ("total_execution_time", seconds is { } total ? total : DocumentNode.Null),
                ("avg_scenario_time", seconds is { } whole ? whole / scenarios : DocumentNode.Null),
                ("time_estimated_seconds", Plan.Billing.NumberOrNull("time_estimated_seconds") is { } estimated ? estimated : DocumentNode.Null))),
        };
        if (Baseline is { } baseline) entries.Add(("baseline", baseline.ToDocument()));
        return DocumentNode.Map(entries);
    }

    /// <summary>Reads back what <see cref="ToDocument"/> wrote.</summary>
    /// <exception cref="DocumentException">It is damaged.</exception>
    public static EvaluationRecord Read(DocumentMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new EvaluationRecord(EvaluationPlan.Read(map.Map("plan")), EvaluationSteps.Read(map.Maps("steps")))
        {
            Baseline = map.MapOrNull("baseline") is { } baseline ? BaselineReport.Read(baseline) : null,
        };
    }
}
