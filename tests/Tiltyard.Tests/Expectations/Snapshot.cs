using Tiltyard.Tests.Architecture;

namespace Tiltyard.Tests.Expectations;

/// <summary>
/// Compares a whole rendered text with Expectations/AREA/NAME.txt. With TILTYARD_UPDATE_EXPECTATIONS=1 it writes the file
/// instead, to be read and committed.
/// </summary>
internal static class Snapshot
{
    private static readonly bool IsUpdating =
        string.Equals(Environment.GetEnvironmentVariable("TILTYARD_UPDATE_EXPECTATIONS"), "1", StringComparison.Ordinal);

    public static void Matches(string area, string name, string actual)
    {
        var place = $"tests/Tiltyard.Tests/Expectations/{area}/{name}.txt";
        var path = Path.Combine(House.Root, place);
        if (IsUpdating)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }

        if (!File.Exists(path)) Assert.Fail($"{place} is missing. Set TILTYARD_UPDATE_EXPECTATIONS=1 to write it, then read it.");
        var expected = File.ReadAllText(path);
        if (!expected.Equals(actual, StringComparison.Ordinal)) Assert.Fail($"{place} {FirstDifference(expected, actual)}");
    }

    internal static string FirstDifference(string expected, string actual)
    {
        var (wanted, found) = (expected.Split('\n'), actual.Split('\n'));
        for (var at = 0; at < Math.Min(wanted.Length, found.Length); at++)
        {
            if (!wanted[at].Equals(found[at], StringComparison.Ordinal))
                return $"differs first in line {at + 1}, column {Column(wanted[at], found[at])}:\n  expected: {Near(wanted[at], found[at])}\n  actual:   {Near(found[at], wanted[at])}";
        }

        return $"has {wanted.Length} lines, the actual text {found.Length}; the shorter is a beginning of the longer.";
    }

    private static int Column(string line, string other) => line.AsSpan().CommonPrefixLength(other) + 1;

    /// <summary>A few words around the difference, for lines of a page are long.</summary>
    private static string Near(string line, string other)
    {
        var from = Math.Max(0, Column(line, other) - 41);
        return (from > 0 ? "…" : "") + line[from..Math.Min(line.Length, from + 120)];
    }
}
