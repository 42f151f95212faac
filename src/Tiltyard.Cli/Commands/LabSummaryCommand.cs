using System.CommandLine;
using Tiltyard.Documents;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard lab summarize-results: tables over any number of results documents.</summary>
internal static class LabSummaryCommand
{
    public static Command Make()
    {
        var places = new Option<string[]>("--in") { Description = "Results documents, or folders of them.", Required = true, AllowMultipleArgumentsPerToken = true };
        var folder = new Option<string>("--out") { Description = "The folder for the tables.", Required = true };
        var name = new Option<string>("--basename") { DefaultValueFactory = _ => "summary", Description = "The first part of the tables' names." };
        var json = JsonOutput.Option();
        var command = new Command("summarize-results", "Means, deviations, quantiles and intervals over the episodes of results documents, by task, agent, partner and conditions.") { places, folder, name, json };
        command.SetAction(parsed =>
        {
            var basename = parsed.GetValue(name)!;
            if (basename.Length is 0 or > 100 || basename.StartsWith('.') || basename.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) >= 0 || basename.Contains('\\', StringComparison.Ordinal))
                throw new DocumentException("--basename", "expected the first part of a file's name");
            var summary = LabSummaries.Read(LabSummaries.Find(parsed.GetValue(places)!));
            var written = LabSummaries.Write(summary, parsed.GetValue(folder)!, basename);
            if (parsed.GetValue(json))
                JsonOutput.Write(DocumentNode.Map(("episodes", summary.Episodes), ("files", (long)summary.Files), ("out", parsed.GetValue(folder)!), ("written", JsonOutput.Texts(written))));
            else
                Output.Line($"{summary.Episodes} episodes of {summary.Files} files; {string.Join(", ", written)} written to {parsed.GetValue(folder)}");
            return ExitCodes.Ok;
        });
        return command;
    }
}
