using System.Text.Json;

namespace Tiltyard.EndToEnd.Tests.Runs;

/// <summary>Run folders as tests look at them.</summary>
internal static class RunFolders
{
    public static bool Exists(string folder) => File.Exists(Path.Combine(folder, "run.json"));

    public static bool IsComplete(string folder)
    {
        if (!Exists(folder)) return false;
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "run.json")));
        return manifest.RootElement.GetProperty("status").ValueEquals("complete");
    }

    /// <summary>Every file that law 1 names is in both folders with the same bytes.</summary>
    public static void AssertSame(string expected, string actual)
    {
        var names = LawfulFiles(expected);
        Assert.NotEmpty(names);
        Assert.Equal(names, LawfulFiles(actual));
        foreach (var name in names)
            Assert.True(File.ReadAllBytes(Path.Combine(expected, name)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(actual, name))), $"{name} differs");
    }

    private static string[] LawfulFiles(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path))
            .Where(name => name is "rows.jsonl" or "results.json" or "summary.csv" || name.StartsWith("traces/", StringComparison.Ordinal)
                || (name.StartsWith("episodes/", StringComparison.Ordinal) && !name.EndsWith("meta.json", StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal),
    ];
}
