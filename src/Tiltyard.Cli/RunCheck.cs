using Tiltyard.Documents;
using Tiltyard.Runs.Playing;
using Tiltyard.Runs;
using Tiltyard.Verdicts;

namespace Tiltyard.Cli;

/// <summary>A run judged again. A run that is not complete is never OK: what is missing was not evaluated.</summary>
internal sealed class RunCheck
{
    private const string DefaultFile = "thresholds.yaml";

    private readonly StoredRun _run;
    private readonly CriteriaSet _criteria;
    private readonly bool _strict;
    private readonly RunResults _results;
    private readonly Verdict _verdict;

    private RunCheck(StoredRun run, CriteriaSet criteria, bool strict)
    {
        _run = run;
        _criteria = criteria;
        _strict = strict;
        _results = run.Results();
        _verdict = run.Judge(_results, criteria, strict).Verdict;
        if (!run.IsComplete && _verdict.Status is VerdictStatus.Ok or VerdictStatus.Warn) _verdict = _verdict with { Status = VerdictStatus.Inconclusive };
    }

    public int ExitCode => _verdict.ExitCode;

    /// <exception cref="DocumentException">The thresholds file is not one.</exception>
    public static RunCheck Of(StoredRun run, string? thresholds, bool strict)
    {
        var file = thresholds ?? (File.Exists(DefaultFile) ? DefaultFile : null);
        return new RunCheck(run, file is null ? run.Manifest.Criteria : ThresholdsFile.Read(InputFiles.ReadDocument(file)), strict);
    }

    /// <summary>Puts the verdict into the run's artifacts: results, page, junit. Only a closed run has any.</summary>
    public void Update(IRunStore store)
    {
        if (_run.Manifest.Status != RunStatus.Running) RunSession.JudgeAgain(store, Composition.Registry, _criteria, _strict);
    }

    public string Text(string folder)
    {
        var lines = new List<string> { VerdictText.Line(_verdict, _results.Total) };
        lines.AddRange(VerdictText.Details(_verdict, _results, folder));
        if (!_run.IsComplete) lines.Add($"- incomplete: {_run.Finished:N0} of {_run.Plan.Planned:N0} episodes have a row");
        return string.Join('\n', lines);
    }

    public DocumentMap Json(string folder) => VerdictText.Json(_verdict, _results, folder)
        .With("complete", _run.IsComplete).With("finished", _run.Finished).With("planned", _run.Plan.Planned);
}
