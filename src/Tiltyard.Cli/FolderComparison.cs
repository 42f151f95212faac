using System.Collections.Immutable;
using Tiltyard.Runs.Playing;

namespace Tiltyard.Cli;

/// <summary>Compares two run folders by the files that law 1 names.</summary>
internal sealed record FolderComparison(long Files, ImmutableArray<string> Differences)
{
    public static FolderComparison Compare(string first, string second)
    {
        var names = LawfulFiles(first).Union(LawfulFiles(second), StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var differences = names.Select(name => Difference(first, second, name)).OfType<string>().ToImmutableArray();
        return new FolderComparison(names.Length, differences);
    }

    private static IEnumerable<string> LawfulFiles(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Where(name => !EpisodeSignatures.IsName(name))
            .Where(name => name is "rows.jsonl" or "results.json" or "summary.csv"
                || name.StartsWith("traces/", StringComparison.Ordinal)
                || (name.StartsWith("episodes/", StringComparison.Ordinal) && !name.EndsWith("/meta.json", StringComparison.Ordinal)));

    private static string? Difference(string first, string second, string name)
    {
        var (left, right) = (Path.Combine(first, name), Path.Combine(second, name));
        if (!File.Exists(left) || !File.Exists(right)) return $"{name}: only one of the two runs has it";
        var (a, b) = (File.ReadAllBytes(left), File.ReadAllBytes(right));
        var same = a.AsSpan().CommonPrefixLength(b);
        return same == a.Length && same == b.Length ? null : $"{name}: differs from byte {same}";
    }
}
