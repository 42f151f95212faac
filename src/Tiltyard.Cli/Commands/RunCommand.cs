using System.CommandLine;
using Tiltyard.Adapters.Stores;
using Tiltyard.Catalog;
using Tiltyard.Documents;
using Tiltyard.Runs;
using Tiltyard.Verdicts;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard run: plays a plan, records it, judges it and shows the page.</summary>
internal static class RunCommand
{
    public static Command Make()
    {
        var plan = new PlanOptions();
        var workers = new Option<string?>("--workers") { Description = "Worker threads; by default one for each core." };
        var output = new Option<string?>("--out") { Description = "The run folder." };
        var root = new Option<string>("--runs-root") { Description = "Where run folders are made.", DefaultValueFactory = _ => "results" };
        var resume = new Option<bool>("--resume") { Description = "Goes on where the run in --out stopped." };
        var shard = new Option<string?>("--shard") { Description = "Plays one part of several, as i/n from 1." };
        var thresholds = new Option<string?>("--thresholds") { Description = "A thresholds file to judge by." };
        var strict = new Option<bool>("--strict") { Description = "A miss is a failure; the same as STRICT=1." };
        var failOnBudget = new Option<bool>("--fail-on-budget") { Description = "Exit code 3 when a ceiling left work undone." };
        var json = new Option<bool>("--json") { Description = "Results as JSON on standard output." };
        var command = new Command("run", "Plays a scenario, suite or study and judges it.") { workers, output, root, resume, shard, thresholds, strict, failOnBudget, json };
        plan.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var made = plan.Plan(parsed);
            var criteria = RunSetup.Criteria(plan.ReadSet(parsed), parsed.GetValue(thresholds));
            var options = RunSetup.Options(made, parsed.GetValue(workers), parsed.GetValue(shard));
            var runId = RunSetup.RunId(made);
            var folder = RunSetup.Folder(parsed.GetValue(output), parsed.GetValue(root)!, runId, made, parsed.GetValue(resume));
            using var store = RunFolder.Open(folder);
            var session = new RunSession(made, StandardCatalog.Registry, store, options, TimeProvider.System)
            {
                RunId = runId,
                Criteria = criteria,
                Strict = parsed.GetValue(strict) || RunSetup.StrictByEnvironment,
                Host = RunSetup.Host(options),
            };
            RunOutcome outcome;
            using (ProgressLine.Start(() => session.Runner?.Progress, parsed.GetValue(json))) outcome = await session.RunAsync(cancellation).ConfigureAwait(false);
            if (outcome.Status == RunStatus.Complete && options.Shard.IsWhole) LatestRun.Point(parsed.GetValue(root)!, folder);
            Output.Document(parsed.GetValue(json) ? RunOutput.Json(folder, outcome) : RunOutput.Text(folder, outcome));
            return RunSetup.ExitCode(outcome, parsed.GetValue(failOnBudget));
        });
        return command;
    }
}
