using System.CommandLine;
using Tiltyard.Adapters.Stores;
using Tiltyard.Documents;
using Tiltyard.Runs.Checking;
using Tiltyard.Traces;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard verify: checks run folders or single traces and names every damage.</summary>
internal static class VerifyCommand
{
    private const long MostTraceBytes = 1L << 30;

    public static Command Make()
    {
        var places = new Argument<string[]>("places") { Description = "Run folders or trace files.", Arity = ArgumentArity.OneOrMore };
        var root = new Option<string>("--runs-root") { Description = "Where run ids are looked up.", DefaultValueFactory = _ => "results" };
        var json = new Option<bool>("--json") { Description = "The report as JSON." };
        var command = new Command("verify", "Checks journals, traces and projections of runs.") { places, root, json };
        command.SetAction(parsed =>
        {
            var intact = true;
            foreach (var place in parsed.GetValue(places)!)
                intact &= File.Exists(place) ? VerifyTrace(place, parsed.GetValue(json)) : VerifyRun(RunLocator.Find(place, null, parsed.GetValue(root)!), parsed.GetValue(json));
            return intact ? ExitCodes.Ok : ExitCodes.Fail;
        });
        return command;
    }

    private static bool VerifyTrace(string path, bool json)
    {
        var found = TraceVerifier.CheckAll(InputFiles.ReadBytes(path, MostTraceBytes));
        var damage = found.Damage;
        if (json)
        {
            Output.Document(CanonicalJson.Text(DocumentNode.Map(
                ("damage", damage is null ? DocumentNode.Null : damage.ToString()), ("events", found.Events), ("file", path), ("head", found.Head), ("intact", damage is null))));
        }
        else
        {
            Output.Line(damage is null ? $"{path}: intact, {found.Events} events, head {found.Head}" : $"{path}: {damage}");
        }

        return damage is null;
    }

    private static bool VerifyRun(string folder, bool json)
    {
        using var store = RunFolder.OpenForReading(folder);
        var report = RunVerify.Verify(store, Composition.Registry);
        if (json)
        {
            Output.Document(CanonicalJson.Text(DocumentNode.Map(
                ("episodes", report.Episodes),
                ("folder", folder),
                ("intact", report.IsIntact),
                ("problems", DocumentNode.List(report.Problems.Select(problem => (DocumentNode)problem))),
                ("remeasured", report.Remeasured),
                ("traces", report.Traces))));
            return report.IsIntact;
        }

        foreach (var problem in report.Problems) Output.Line($"{folder}: {problem}");
        Output.Line($"{folder}: {(report.IsIntact ? "intact" : "damaged")}, {report.Episodes} episodes, {report.Traces} traces checked, {report.Remeasured} measured again");
        return report.IsIntact;
    }
}
