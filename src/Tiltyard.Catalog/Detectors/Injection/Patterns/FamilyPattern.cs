using System.Text.RegularExpressions;

namespace Tiltyard.Catalog.Detectors.Injection.Patterns;

/// <summary>A pattern of a family. It matches in time linear in the text.</summary>
internal sealed class FamilyPattern(string family, string pattern)
{
    private readonly Regex _regex = new(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public string Family => family;

    /// <summary>Adds the matches from a place on, at most so many.</summary>
    public void Find(ReadOnlySpan<char> text, int from, int most, double confidence, string rule, List<Detection> into)
    {
        if (from >= text.Length) return;
        foreach (var match in _regex.EnumerateMatches(text[from..]))
        {
            if (match.Length == 0) continue;
            into.Add(new Detection(family, from + match.Index, match.Length, confidence, rule));
            if (--most == 0) return;
        }
    }
}
