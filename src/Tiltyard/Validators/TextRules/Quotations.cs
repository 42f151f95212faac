using System.Collections.Immutable;

namespace Tiltyard.Validators.TextRules;

/// <summary>
/// Marks the tokens that stand between quotation marks or in a quoted line. An answer that is nothing but a quotation is the
/// agent's own words in quotation marks, and so is one whose mark is never closed.
/// </summary>
internal static class Quotations
{
    /// <summary>The longest quotation in tokens; what is longer counts as the agent's own words.</summary>
    private const int Longest = 400;

    public static bool[] In(string text, ImmutableArray<Token> tokens)
    {
        var quoted = new bool[tokens.Length];
        for (var at = 0; at < tokens.Length; at++)
        {
            if (IsLineStart(tokens, at) && tokens[at].Is(">")) at = Fill(quoted, at, Next(tokens, at, "\n"));
            else if (Opens(text, tokens[at]) && Closing(text, tokens, at) is var end and > 0) at = Fill(quoted, at, end);
        }

        if (!tokens.Where((token, at) => token.Kind != TokenKind.Mark && !quoted[at]).Any()) Array.Clear(quoted);
        return quoted;
    }

    private static bool IsLineStart(ImmutableArray<Token> tokens, int at) => at == 0 || tokens[at - 1].Is("\n");

    private static bool Opens(string text, in Token token) =>
        token.Text is "\"" or "`" || (token.Is("'") && (token.Start == 0 || !char.IsLetterOrDigit(text[token.Start - 1])));

    private static int Closing(string text, ImmutableArray<Token> tokens, int open)
    {
        for (var at = open + 1; at < Math.Min(tokens.Length, open + Longest); at++)
        {
            if (!tokens[at].Text.Equals(tokens[open].Text, StringComparison.Ordinal)) continue;
            if (!tokens[at].Is("'") || tokens[at].End == text.Length || !char.IsLetterOrDigit(text[tokens[at].End])) return at;
        }

        return 0;
    }

    private static int Next(ImmutableArray<Token> tokens, int from, string mark)
    {
        var at = from;
        while (at + 1 < tokens.Length && !tokens[at].Is(mark)) at++;
        return at;
    }

    private static int Fill(bool[] quoted, int from, int to)
    {
        quoted.AsSpan(from..(to + 1)).Fill(true);
        return to;
    }
}
