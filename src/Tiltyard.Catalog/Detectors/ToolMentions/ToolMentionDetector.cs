using System.Text.RegularExpressions;

namespace Tiltyard.Catalog.Detectors.ToolMentions;

/// <summary>
/// Names of tools in running words: an identifier in snake or camel case that somebody calls, uses or runs. Names of fields, files and
/// variables are none. Whether a tool of that name exists is for whoever knows the tools.
/// </summary>
public sealed class ToolMentionDetector(double threshold) : ITextDetector
{
    private static readonly Regex Identifier = Pattern(@"[a-z][a-z0-9]*(?:_[a-z0-9]+)+|[a-z]+(?:[A-Z][a-z0-9]+)+");
    private static readonly Regex CueBefore = Pattern(@"\b(?:[uU]s(?:e|ed|ing)|[cC]all(?:ed|ing)?|[rR]an|[rR]un|[rR]unning|[iI]nvok(?:e|ed|ing)|[eE]xecut(?:e|ed|ing)|[tT]rigger(?:ed|ing)?|via|through|tool|function|endpoint|command)(?: (?:the|our|my|its|a|tool|function|internal|command|api))* ?[`'""]?$");
    private static readonly Regex CueAfter = Pattern(@"^[`'""]?(?: ?\(|(?: \w+)? (?:tool|function|endpoint|api|command|action)\b)");
    private static readonly Regex NoTool = Pattern(@"^[`'""]?(?: (?:field|column|variable|parameter|argument|key|file|folder|setting|value|flag|branch|table|property|attribute|option)\b|[.@/=:]\w)");

    public static DetectorKind Kind { get; } = new()
    {
        Name = "tool_mention",
        Summary = "Names of tools that somebody says they use.",
        Types = [new DetectorType("tool", "words")],
        Threshold = 0.5,
        Create = static (threshold, _) => new ToolMentionDetector(threshold),
    };

    public string Name => "tool_mention";

    public void Detect(ReadOnlySpan<char> text, List<Detection> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        foreach (var match in Identifier.EnumerateMatches(text))
        {
            var end = match.Index + match.Length;
            if (IsInsideWord(text, match.Index, end)) continue;
            var before = text[Math.Max(0, match.Index - 60)..match.Index];
            var after = text[end..Math.Min(text.Length, end + 30)];
            if (NoTool.IsMatch(after)) continue;
            var (isBefore, isAfter) = (CueBefore.IsMatch(before), CueAfter.IsMatch(after));
            var confidence = isBefore && isAfter ? 0.95 : isAfter ? 0.8 : isBefore ? 0.7 : 0;
            if (confidence > 0 && confidence >= threshold) into.Add(new Detection("tool", match.Index, match.Length, confidence, isAfter ? "named" : "used"));
        }
    }

    private static bool IsInsideWord(ReadOnlySpan<char> text, int start, int end) =>
        (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '_' or '@' or '/' or '.' or '-' or '$')) || (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '-'));

    private static Regex Pattern(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
