using System.CommandLine;
using Tiltyard.Adapters.Stores;
using Tiltyard.Documents;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;
using Tiltyard.Runs;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard determinism: plays a plan twice, with one worker and with several, and compares every byte that law 1 names.</summary>
internal static class DeterminismCommand
{
    public static Command Make()
    {
        var plan = new PlanOptions();
        var json = new Option<bool>("--json") { Description = "The report as JSON." };
        var report = new Option<string?>("--report") { Description = "Writes the report as Markdown into this file, such as determinism_report.md." };
        var command = new Command("determinism", "Plays a plan twice and compares the bytes.") { json, report };
        plan.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var made = plan.Plan(parsed).Plan;
            if (made.Limits.DependsOnOrder) throw new DocumentException("determinism", "with a ceiling other than --max-trials a run depends on the order of its episodes");
            foreach (var seat in made.Blocks.SelectMany(block => block.Cells).SelectMany(cell => cell.Seats.Select(seat => (cell.World, seat.Name))).Distinct())
            {
                if (Composition.Registry.Agent(Composition.Registry.World(seat.World)!, seat.Name)!.AsksOutside)
                    throw new DocumentException("determinism", $"{seat.Name} asks outside: replay its record instead");
            }

            var scratch = Directory.CreateTempSubdirectory("tiltyard-determinism-").FullName;
            try
            {
                foreach (var (name, workers) in new[] { ("first", 1), ("second", Math.Max(2, Environment.ProcessorCount)) })
                    await PlayAsync(made, Path.Combine(scratch, name), workers, cancellation).ConfigureAwait(false);
                var comparison = FolderComparison.Compare(Path.Combine(scratch, "first"), Path.Combine(scratch, "second"));
                if (parsed.GetValue(report) is { } file) DeterminismReport.Write(file, made, comparison);
                return Report(comparison, parsed.GetValue(json));
            }
            finally
            {
                Directory.Delete(scratch, recursive: true);
            }
        });
        return command;
    }

    private static async Task PlayAsync(RunPlan plan, string folder, int workers, CancellationToken cancellation)
    {
        using var store = RunFolder.Open(folder);
        var session = new RunSession(plan, Composition.Registry, store, new RunnerOptions { Workers = workers }, TimeProvider.System) { RunId = RunSetup.RunId(plan) };
        await session.RunAsync(cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
    }

    private static int Report(FolderComparison comparison, bool json)
    {
        if (json)
        {
            Output.Document(CanonicalJson.Text(DocumentNode.Map(
                ("differences", DocumentNode.List(comparison.Differences.Select(difference => (DocumentNode)difference))),
                ("files", comparison.Files),
                ("identical", comparison.Differences.Length == 0))));
        }
        else
        {
            foreach (var difference in comparison.Differences) Output.Line(difference);
            Output.Line($"{comparison.Files} files compared, {comparison.Differences.Length} different");
        }

        return comparison.Differences.Length == 0 ? ExitCodes.Ok : ExitCodes.Fail;
    }
}
