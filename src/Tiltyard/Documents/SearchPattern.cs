using System.Text.RegularExpressions;

namespace Tiltyard.Documents;

/// <summary>
/// Patterns that files write to be searched for in hostile text, in any case. For the whole of a short text use <see cref="TextPattern"/>. They match in time linear in the text, so no text
/// can hold a gate or a judge up and no clock decides.
/// </summary>
internal static class SearchPattern
{
    private const int MaxRepeat = 1_000;

    /// <exception cref="DocumentException">It is no pattern, or looks ahead, looks behind, refers back or counts too far.</exception>
    public static Regex Read(DocumentNode node)
    {
        var pattern = node.AsText();
        RefuseLongCounts(node, pattern);
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        }
        catch (ArgumentException invalid)
        {
            throw new DocumentException(node.Place, node.Path.ToString(), $"not a pattern: {invalid.Message}", invalid);
        }
        catch (NotSupportedException unsupported)
        {
            throw new DocumentException(node.Place, node.Path.ToString(), "a pattern may not look ahead or behind, refer back or be atomic: its time would not be bounded", unsupported);
        }
    }

    /// <summary>Counted repeats are unrolled, and nested ones multiply.</summary>
    private static void RefuseLongCounts(DocumentNode node, string pattern)
    {
        long product = 1;
        for (var at = pattern.IndexOf('{', StringComparison.Ordinal); at >= 0; at = pattern.IndexOf('{', at + 1))
        {
            long largest = 0;
            long number = 0;
            for (var digit = at + 1; digit < pattern.Length && pattern[digit] is (>= '0' and <= '9') or ','; digit++)
            {
                number = pattern[digit] == ',' ? 0 : Math.Min((number * 10) + pattern[digit] - '0', MaxRepeat + 1);
                largest = Math.Max(largest, number);
            }

            product *= Math.Max(1, largest);
            if (product > MaxRepeat) throw new DocumentException(node, $"the counted repeats of a pattern come to more than {MaxRepeat} together");
        }
    }
}
