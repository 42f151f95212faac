using Tiltyard.Corpora.Figures;
using Tiltyard.Corpora.Writing;
using Tiltyard.Documents;

namespace Tiltyard.Cli;

/// <summary>Writes a gate report into a folder named after what it says, so that the same report has the same folder.</summary>
internal static class CorpusFolder
{
    public static string Write(GateReport report, IReadOnlyList<string> files, string? output)
    {
        var json = GateReportJson.Of(report);
        var folder = output ?? Path.Combine("results", $"corpus-{CanonicalJson.Sha256Hex(json)[..12]}");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "index.html"), new GatePage(report, files, RunSetup.Version).Render());
            File.WriteAllText(Path.Combine(folder, "report.json"), IndentedJson.Text(json) + "\n");
            File.WriteAllText(Path.Combine(folder, "figures.csv"), GateReportCsv.Figures(report));
            File.WriteAllText(Path.Combine(folder, "runs.csv"), GateReportCsv.Runs(report));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DocumentException(folder, $"the report cannot be written: {e.Message}");
        }

        return folder;
    }
}
