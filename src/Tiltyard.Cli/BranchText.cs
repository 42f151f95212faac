using System.Text;
using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Runs.Checking;

namespace Tiltyard.Cli;

/// <summary>The figures of an episode as it was beside those of the branch.</summary>
internal static class BranchText
{
    public static string Table(string stem, BranchReport report)
    {
        var text = new StringBuilder();
        text.AppendLine($"{stem}: as recorded, and with {report.Agent} from step {report.Step}");
        for (var index = 0; index < Figures.All.Length; index++)
            text.AppendLine($"  {Figures.All[index].Name,-28} {Number(report.Recorded[index]),10} {Number(report.Branched[index]),10}");
        return text.ToString().TrimEnd();
    }

    public static DocumentMap Document(BranchReport report) => DocumentNode.Map(
        ("agent", report.Agent), ("branched", Values(report.Branched)), ("from", report.Step), ("recorded", Values(report.Recorded)));

    private static DocumentMap Values(IReadOnlyList<double?> values) =>
        DocumentNode.Map([.. Figures.All.Select((figure, index) => (figure.Name, values[index] is { } value ? (DocumentNode)value : DocumentNode.Null))]);

    private static string Number(double? value) => value is { } number ? number.ToString("0.####") : "-";
}
