namespace Tiltyard.Documents;

/// <summary>The words for a name nobody knows: the nearest known one, or the list of them.</summary>
public static class UnknownName
{
    private const int MaxListLength = 80;
    private const int MaxCompared = 64;

    /// <summary>Such as: unknown agent 'scritped' (did you mean 'scripted'?).</summary>
    public static string Reason(string kind, string given, IEnumerable<string> known)
    {
        var names = known.ToList();
        var hint = Hint(given, names);
        if (hint.Length == 0 && names.Count > 0) hint = $": known are {Listed(names, "and")}";
        return $"unknown {kind} {Excerpt.Quoted(given, 40)}{hint}";
    }

    /// <summary>The known name a misspelling was most likely meant to be, or null where none is near.</summary>
    public static string? Nearest(string given, IEnumerable<string> known)
    {
        if (given.Length is 0 or > MaxCompared) return null;
        string? nearest = null;
        var least = Math.Clamp(given.Length / 3, 1, 3) + 1;
        foreach (var name in known)
        {
            if (name.Length > MaxCompared || Math.Abs(name.Length - given.Length) >= least) continue;
            var distance = name.Equals(given, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(given, name);
            if (distance >= least) continue;
            least = distance;
            nearest = name;
        }

        return nearest;
    }

    internal static string Hint(string given, IEnumerable<string> known) =>
        Nearest(given, known) is { } name ? $" (did you mean {Excerpt.Quoted(name, 40)}?)" : string.Empty;

    /// <summary>'a', 'b' or 'c'; a long list ends in the number of those left out.</summary>
    internal static string Listed(IReadOnlyList<string> names, string lastWord)
    {
        var shown = new List<string>();
        var length = 0;
        foreach (var name in names)
        {
            var quoted = Excerpt.Quoted(name, 40);
            length += quoted.Length + 2;
            if (length > MaxListLength && shown.Count > 0) return $"{string.Join(", ", shown)} {lastWord} {names.Count - shown.Count} more";
            shown.Add(quoted);
        }

        return shown.Count < 2 ? string.Concat(shown) : $"{string.Join(", ", shown.SkipLast(1))} {lastWord} {shown[^1]}";
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).</summary>
    private static int Distance(string left, string right)
    {
        var before = new int[right.Length + 1];
        var previous = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var column = 0; column <= right.Length; column++) previous[column] = column;
        for (var row = 1; row <= left.Length; row++)
        {
            current[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var replaced = previous[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
                current[column] = Math.Min(replaced, Math.Min(previous[column], current[column - 1]) + 1);
                if (row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1])
                    current[column] = Math.Min(current[column], before[column - 2] + 1);
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[right.Length];
    }
}
