using Tiltyard.Reports;
using Tiltyard.Runs.Planning;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Validators;

namespace Tiltyard.Runs.Projecting;

/// <summary>Judges a stored trace again by the validators of its cell, to show findings with step and line. Counts over all episodes are in the rows.</summary>
internal static class TraceFindings
{
    public static IEnumerable<FindingView> Of(RunPlan plan, in PlannedEpisode at, EpisodeRecord record, string file, byte[] trace, IReadOnlyList<IValidator> validators)
    {
        if (validators.Count is 0) return [];
        var counter = new FindingCounter(validators);
        counter.Begin();
        TraceReader.Read(file, trace, counter);
        var (cell, stem) = (plan.Cell(at).Name, plan.FileStem(at));
        var confirmed = record.Judgements.Where(judged => judged.Outcome == OracleOutcome.Broken).SelectMany(judged => judged.Evidence).ToHashSet();
        return [.. counter.Findings.Select(finding => View(finding, cell, stem, record, confirmed))];
    }

    private static FindingView View(Finding finding, string cell, string stem, EpisodeRecord record, HashSet<long> confirmed)
    {
        var last = finding.Evidence.IsEmpty ? (long?)null : finding.Evidence[^1];
        return new FindingView
        {
            Code = finding.Reason.Code,
            Severity = finding.Severity.ToString().ToLowerInvariant(),
            Validator = finding.Validator,
            Message = finding.Message,
            Cell = cell,
            Episode = stem,
            Step = last is { } seq ? record.StepOf(seq) : null,
            TracePath = $"traces/{stem}.jsonl",
            TraceLine = last + 1,
            Confirmed = finding.Evidence.Any(confirmed.Contains),
        };
    }
}
