using System.CommandLine;
using Tiltyard.Documents;
using Tiltyard.Runs;
using Tiltyard.Runs.Evaluating;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;

namespace Tiltyard.Cli;

/// <summary>The flags that decide how and where an evaluation is carried out, and what is shown of it. None of them changes a result.</summary>
internal sealed class EvaluatePlace
{
    public Option<string?> Workers { get; } = new("--workers") { Description = "Episodes at once, instead of the plan's parallelism." };

    public Option<string?> Output { get; } = new("--out") { Description = "The run folder." };

    public Option<string?> Root { get; } = new("--runs-root", "--results-root") { Description = "Where run folders are made; results by default." };

    public Option<bool> Resume { get; } = new("--resume") { Description = "Goes on where the run in --out stopped." };

    public Option<string?> Shard { get; } = new("--shard") { Description = "Plays one part of several, as i/n from 1; auto takes it from a Slurm array or a Kubernetes job." };

    public Option<bool> NoOpen { get; } = new("--no-open") { Description = "Does not open the page on a desktop." };

    public Option<bool> Json { get; } = JsonOutput.Option();

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { Workers, Output, Root, Resume, Shard, NoOpen, Json }) command.Options.Add(option);
    }

    public RunnerOptions Options(ParseResult parsed, RunPlan run, EvaluationPlan plan, int calls)
    {
        var workers = parsed.GetValue(Workers) ?? plan.Parallelism.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return RunSetup.Options(run, RunSetup.AsksPerson(run) ? null : workers, parsed.GetValue(Shard), calls);
    }

    /// <summary>Prints what came out and gives the exit code.</summary>
    public int Show(ParseResult parsed, string folder, RunOutcome outcome, bool verbose)
    {
        var result = outcome.Evaluation!;
        if (parsed.GetValue(Json)) JsonOutput.Write(EvaluateText.Json(folder, outcome));
        else Cli.Output.Document(EvaluateText.Text(folder, outcome, verbose));
        if (outcome.Status == RunStatus.Cancelled) Cli.Output.Note(Interruption.ResumeCommand([.. Environment.GetCommandLineArgs().Skip(1)], folder, outcome.Results));
        if (RunSetup.Diverged(outcome) is var diverged and > 0) Cli.Output.Note($"the recording had no answer in {diverged:N0} episodes: this is not the run that was recorded");
        if (!parsed.GetValue(NoOpen) && !parsed.GetValue(Json) && outcome.Status == RunStatus.Complete) Desktop.Open(Path.Combine(folder, "index.html"));
        var code = RunSetup.ExitCode(outcome, failOnBudget: false);
        return code is ExitCodes.Ok or ExitCodes.RunnerFailed || !result.Plan.BlocksDeployment ? code : ExitCodes.Fail;
    }
}
