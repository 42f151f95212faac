using System.CommandLine;
using Tiltyard.Runs.Playing;
using Tiltyard.Runs;

namespace Tiltyard.Cli;

/// <summary>The flags that decide how and where a plan is carried out, and what is shown of it. None of them changes a result.</summary>
internal sealed class RunOptions
{
    public Option<string?> Workers { get; } = new("--workers") { Description = "Worker threads; by default one for each core." };

    public Option<string?> Output { get; } = new("--out") { Description = "The run folder." };

    public Option<string?> Root { get; } = new("--runs-root", "--results-root", "--results_dir", "--outdir") { Description = "Where run folders are made; results by default." };

    public Option<bool> Resume { get; } = new("--resume") { Description = "Goes on where the run in --out stopped." };

    public Option<string?> Shard { get; } = new("--shard") { Description = "Plays one part of several, as i/n from 1; auto takes it from a Slurm array or a Kubernetes job, auto/n where the cluster does not say n." };

    public Option<string?> Thresholds { get; } = new("--thresholds") { Description = "A thresholds file to judge by." };

    public Option<bool> Strict { get; } = new("--strict") { Description = "A miss is a failure; the same as STRICT=1." };

    public Option<bool> FailOnBudget { get; } = new("--fail-on-budget") { Description = "Exit code 3 when a ceiling left work undone; the same as FAIL_ON_BUDGET=1." };

    public Option<bool> ListScenarios { get; } = new("--list-scenarios") { Description = "Prints the names that --scenario takes." };

    public Option<bool> NoOpen { get; } = new("--no-open") { Description = "Does not open the page on a desktop." };

    public Option<bool> Json { get; } = JsonOutput.Option();

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { Workers, Output, Root, Resume, Shard, Thresholds, Strict, FailOnBudget, ListScenarios, NoOpen, Json })
            command.Options.Add(option);
    }

    /// <summary>The flag, else what the file says, else results.</summary>
    public string RootOf(ParseResult parsed, string? ofFile) => parsed.GetValue(Root) ?? ofFile ?? "results";

    public int List(ParseResult parsed)
    {
        var names = CatalogText.ScenarioNames(Composition.Registry);
        if (parsed.GetValue(Json)) JsonOutput.Write(JsonOutput.Texts(names));
        else Cli.Output.Line(string.Join('\n', names));
        return ExitCodes.Ok;
    }

    /// <summary>Prints what came out and gives the exit code.</summary>
    public int Show(ParseResult parsed, string root, string folder, RunnerOptions options, RunOutcome outcome)
    {
        if (outcome.Status == RunStatus.Complete && options.Shard.IsWhole) LatestRun.Point(root, folder);
        JobSummary.AddRun(folder);
        Cli.Output.Document(parsed.GetValue(Json) ? RunOutput.Json(folder, outcome) : RunOutput.Text(folder, outcome));
        if (outcome.Status == RunStatus.Cancelled) Cli.Output.Note(Interruption.ResumeCommand([.. Environment.GetCommandLineArgs().Skip(1)], folder, outcome.Results));
        if (RunSetup.Diverged(outcome) is var diverged and > 0) Cli.Output.Note($"the recording had no answer in {diverged:N0} episodes: this is not the run that was recorded");
        if (!parsed.GetValue(NoOpen) && !parsed.GetValue(Json) && outcome.Status == RunStatus.Complete) Desktop.Open(Path.Combine(folder, "index.html"));
        return RunSetup.ExitCode(outcome, parsed.GetValue(FailOnBudget) || LimitFlags.IsOn("FAIL_ON_BUDGET"));
    }
}
