using System.CommandLine;
using Tiltyard.Documents;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard runs: the runs below a root, the newest of them, and what is done with one.</summary>
internal static class RunsCommand
{
    private static readonly string[] Shown = ["summary.svg", "summary.csv", "index.html"];

    public static Command Make()
    {
        var root = new Option<string>("--runs-root", "--results-root") { Description = "Where run folders are.", DefaultValueFactory = _ => "results", Recursive = true };
        var json = JsonOutput.Option();
        json.Recursive = true;
        var command = new Command("runs", "Lists runs: complete, running, interrupted or damaged.") { root, json, List(root, json), Latest(root, json), Tidy(root, json), Open(root, json) };
        command.SetAction(parsed => Show(parsed.GetValue(root)!, parsed.GetValue(json)));
        return command;
    }

    private static Command List(Option<string> root, Option<bool> json)
    {
        var command = new Command("list", "The same as runs alone.");
        command.SetAction(parsed => Show(parsed.GetValue(root)!, parsed.GetValue(json)));
        return command;
    }

    private static int Show(string root, bool json)
    {
        var runs = RunListing.Read(root);
        if (json) JsonOutput.Write(RunListing.Json(runs));
        else Output.Line(RunListing.Text(runs));
        return ExitCodes.Ok;
    }

    private static Command Latest(Option<string> root, Option<bool> json)
    {
        var command = new Command("latest", "Points LATEST at the newest complete run that has its summaries.");
        command.SetAction(parsed =>
        {
            var place = parsed.GetValue(root)!;
            if (LatestRun.Newest(place) is not { } newest)
            {
                Output.Error($"{place}: no run here is complete and has its summaries");
                return ExitCodes.Fail;
            }

            LatestRun.Point(place, newest);
            Write(parsed.GetValue(json), newest, [], newest);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Tidy(Option<string> root, Option<bool> json)
    {
        var run = new Argument<string>("RUN") { Description = "A run folder, a run id or latest." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Says what would be removed and removes nothing." };
        var command = new Command("tidy", "Removes redundant files of a run folder and keeps the canonical ones.") { run, dryRun };
        command.SetAction(parsed =>
        {
            var folder = RunLocator.Find(parsed.GetValue(run), null, parsed.GetValue(root)!);
            var names = RunTidy.Of(folder, remove: !parsed.GetValue(dryRun));
            var text = names.Count == 0 ? $"{folder} is tidy" : $"{(parsed.GetValue(dryRun) ? "would remove" : "removed")} {string.Join(", ", names)}";
            Write(parsed.GetValue(json), folder, names, text);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Open(Option<string> root, Option<bool> json)
    {
        var run = new Argument<string?>("RUN") { Arity = ArgumentArity.ZeroOrOne, Description = "A run folder, a run id or latest; else RUN_ID, .run_id, LATEST, LATEST.path." };
        var command = new Command("open", "Opens picture, table and page of a run on a desktop, and prints where they are.") { run };
        command.SetAction(parsed =>
        {
            var folder = RunLocator.Resolve(parsed.GetValue(run), null, parsed.GetValue(root)!);
            var files = Shown.Select(name => Path.GetFullPath(Path.Combine(folder, name))).Where(File.Exists).ToArray();
            if (files.Length == 0) throw new DocumentException(folder, "there is nothing to open: make the artifacts with tiltyard report --refresh");
            Write(parsed.GetValue(json), folder, files, string.Join('\n', files));
            foreach (var file in parsed.GetValue(json) ? [] : files) Desktop.Open(file);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static void Write(bool json, string folder, IEnumerable<string> files, string text)
    {
        if (json) JsonOutput.Write(DocumentNode.Map(("run_dir", folder), ("files", JsonOutput.Texts(files))));
        else Output.Line(text);
    }
}
