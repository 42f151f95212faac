using System.Text;
using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Reports;
using Tiltyard.Runs.Checking;

namespace Tiltyard.Cli;

/// <summary>An episode as it was beside the one that would have been.</summary>
internal static class CounterfactualText
{
    public static string Table(string stem, CounterfactualReport report)
    {
        var text = new StringBuilder();
        text.AppendLine($"{stem}: event {report.Change.Seq} ({report.Change.Kind}) otherwise; {report.Same} events before it are the same");
        foreach (var entry in report.Change.Values.Entries)
            text.AppendLine($"  {entry.Key}: {Value(report.Change.Before.Find(entry.Key))} -> {Value(entry.Value)}");
        text.AppendLine($"  {"",-28} {"recorded",-24} {"otherwise",-24}");
        text.AppendLine($"  {"end",-28} {report.Recorded.Terminal,-24} {report.Played.Terminal,-24}");
        foreach (var oracle in report.Recorded.Judged.Concat(report.Played.Judged).Select(one => one.Oracle).Distinct(StringComparer.Ordinal))
            text.AppendLine($"  {oracle,-28} {Outcome(report.Recorded, oracle),-24} {Outcome(report.Played, oracle),-24}");
        for (var index = 0; index < Figures.All.Length; index++)
        {
            if (report.Recorded.Figures[index] is null && report.Played.Figures[index] is null) continue;
            text.AppendLine($"  {Figures.All[index].Name,-28} {Number(report.Recorded.Figures[index]),-24} {Number(report.Played.Figures[index]),-24}");
        }

        if (report.Played.Reason is { } reason) text.AppendLine($"  it ended there: {Hostile.Line(reason)}");
        return text.ToString().TrimEnd();
    }

    public static DocumentMap Document(string stem, CounterfactualReport report) => DocumentNode.Map(
        ("before", DocumentNode.Map([.. report.Change.Values.Entries.Select(entry => (entry.Key, report.Change.Before.Find(entry.Key) ?? DocumentNode.Null))])),
        ("episode", stem), ("event", report.Change.Seq), ("kind", report.Change.Kind), ("played", Ending(report.Played)), ("recorded", Ending(report.Recorded)),
        ("same_events", report.Same), ("values", report.Change.Values));

    private static DocumentMap Ending(EpisodeEnding ending) => DocumentNode.Map(
        ("error", ending.Reason is { } reason ? reason : DocumentNode.Null),
        ("figures", DocumentNode.Map([.. Figures.All.Select((figure, index) => (figure.Name, ending.Figures[index] is { } value ? (DocumentNode)value : DocumentNode.Null))])),
        ("judged", DocumentNode.Map([.. ending.Judged.DistinctBy(one => one.Oracle, StringComparer.Ordinal).Select(one => (one.Oracle, (DocumentNode)one.Outcome))])),
        ("terminal", ending.Terminal));

    private static string Outcome(EpisodeEnding ending, string oracle) =>
        ending.Judged.FirstOrDefault(one => one.Oracle.Equals(oracle, StringComparison.Ordinal)) is { Oracle: not null } found ? $"{found.Outcome} ({found.Reason[(found.Reason.IndexOf('.') + 1)..]})" : "-";

    private static string Value(DocumentNode? node) => node is null ? "nothing" : Hostile.Line(Hostile.Clip(node is DocumentScalar { Kind: DocumentScalarKind.Text } text ? text.AsText() : CanonicalJson.Text(node), 100));

    private static string Number(double? value) => value is { } number ? number.ToString("0.####") : "-";
}
