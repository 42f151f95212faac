using System.Collections.Immutable;
using System.Text;
using Tiltyard.Traces;

namespace Tiltyard.Runs.Planning;

/// <summary>Names the cells of a block by what tells them apart: safe as folder names, unique, and the same for the same plan.</summary>
internal static class CellNames
{
    private const int MostLength = 100;

    public static IEnumerable<CellPlan> Name(string scenario, ImmutableArray<CellPlan> cells)
    {
        var telling = cells.SelectMany(cell => cell.Labels.Select(label => label.Key)).Distinct(StringComparer.Ordinal)
            .Where(key => cells.Select(cell => Value(cell, key)).Distinct(StringComparer.Ordinal).Skip(1).Any())
            .ToArray();
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var cell in cells)
        {
            var name = Slug(string.Join('-', telling.Select(key => Part(key, Value(cell, key))).Prepend(scenario)));
            if (name.Length > MostLength) name = name[..MostLength];
            var unique = name;
            for (var again = 2; !used.Add(unique); again++) unique = $"{name}-{again}";
            yield return cell with { Name = unique };
        }
    }

    /// <summary>Letters, digits, - and _ in lower case; everything else becomes a single hyphen.</summary>
    public static string Slug(string text)
    {
        var slug = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (char.IsAsciiLetterOrDigit(character) || character is '_' or '.') slug.Append(char.ToLowerInvariant(character));
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }

        var trimmed = slug.ToString().Trim('-', '.');
        return trimmed.Length == 0 ? "cell" : trimmed;
    }

    private static string Value(CellPlan cell, string key) => cell.Labels.FirstOrDefault(label => label.Key.Equals(key, StringComparison.Ordinal)).Value ?? "";

    private static string Part(string key, string value) => key switch
    {
        "pressure" => value.Equals("on", StringComparison.Ordinal) ? "pressed" : "unpressed",
        "agent" => SeatedNames.Short(value),
        "arm" => value,
        _ => $"{key.Replace("parameters.", "", StringComparison.Ordinal)}-{value}",
    };
}
