using Tiltyard.Documents;
using Tiltyard.Lab.Summaries;

namespace Tiltyard.Cli;

/// <summary>Finds results documents and writes the documented summaries of them.</summary>
internal static class LabSummaries
{
    private const string Full = ".v0.3.json";

    /// <summary>
    /// Files as they are given; of a folder every results.json below it, or where there is none every JSON file in it but those of version 0.3 that stand beside one of 0.2.
    /// </summary>
    public static string[] Find(string[] places)
    {
        var files = places.SelectMany(InFolder).Order(StringComparer.Ordinal).ToArray();
        var twice = files.GroupBy(Path.GetFullPath, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any());
        return twice is null ? files : throw new DocumentException(twice.First(), "these results are given twice");
    }

    public static ResultsSummary Read(string[] files)
    {
        var summary = new ResultsSummary();
        foreach (var file in files)
        {
            using var stream = InputFiles.Open(file);
            summary.Add(file, stream);
        }

        return summary;
    }

    /// <summary>The names of the files that were written.</summary>
    public static IReadOnlyList<string> Write(ResultsSummary summary, string folder, string name)
    {
        var plain = SummaryTables.Plain(summary);
        var files = new List<(string Name, string Text)>
        {
            ($"{name}_v0.2.csv", plain), ($"{name}_v0.3.csv", SummaryTables.Full(summary)), ($"{name}.csv", plain), ($"{name}.md", SummaryPage.Render(summary)),
        };
        if (SummaryTables.RunInfo(summary) is { } info) files.Add(("run_info.csv", info));
        OutputFiles.Folder(folder);
        foreach (var (file, text) in files) OutputFiles.Write(Path.Combine(folder, file), text);
        return [.. files.Select(file => file.Name)];
    }

    private static IEnumerable<string> InFolder(string place)
    {
        if (!Directory.Exists(place)) return [place];
        try
        {
            var named = Directory.GetFiles(place, "results.json", SearchOption.AllDirectories);
            if (named.Length > 0) return named;
            var all = Directory.GetFiles(place, "*.json").Where(file => !IsBeside(file)).ToArray();
            return all.Length > 0 ? all : throw new DocumentException(place, "the folder holds no results");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DocumentException(place, $"the folder cannot be read: {e.Message}");
        }
    }

    private static bool IsBeside(string file) => file.EndsWith(Full, StringComparison.Ordinal) && File.Exists(file[..^Full.Length] + ".json");
}
