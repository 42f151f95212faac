using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Tiltyard.Documents;

namespace Tiltyard.Validators.TextRules;

internal enum TokenKind : byte
{
    Word,
    Number,
    Money,
    Mark,
}

/// <summary>A word in lower case, a number, an amount of money or one character of punctuation, and where it stands.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Token(TokenKind Kind, int Start, int End, string Text, double? Amount = null)
{
    public bool Is(string word) => Text.Equals(word, StringComparison.Ordinal);
}

/// <summary>Takes a text apart. Nothing is lost but spaces; the end of a line is a mark.</summary>
internal static class Tokens
{
    public static ImmutableArray<Token> Of(string text)
    {
        var tokens = ImmutableArray.CreateBuilder<Token>();
        var money = Money.In(text);
        var nextMoney = 0;
        for (var at = 0; at < text.Length;)
        {
            if (nextMoney < money.Length && money[nextMoney].Start <= at)
            {
                var mention = money[nextMoney++];
                tokens.Add(new Token(TokenKind.Money, mention.Start, mention.End, "", mention.Amount));
                at = mention.End;
                continue;
            }

            var end = End(text, at, nextMoney < money.Length ? money[nextMoney].Start : text.Length);
            if (char.IsLetter(text[at])) tokens.Add(new Token(TokenKind.Word, at, end, text[at..end].ToLowerInvariant()));
            else if (char.IsAsciiDigit(text[at])) tokens.Add(new Token(TokenKind.Number, at, end, text[at..end]));
            else if (text[at] == '\n' || !char.IsWhiteSpace(text[at])) tokens.Add(new Token(TokenKind.Mark, at, end, text[at..end]));
            at = end;
        }

        return tokens.DrainToImmutable();
    }

    private static int End(string text, int start, int limit)
    {
        var end = start + 1;
        if (char.IsLetter(text[start]))
        {
            while (end < limit && (char.IsLetterOrDigit(text[end]) || (text[end] == '\'' && end + 1 < limit && char.IsLetter(text[end + 1])))) end++;
        }
        else if (char.IsAsciiDigit(text[start]))
        {
            while (end < limit && (char.IsAsciiDigit(text[end]) || (text[end] is '.' or ',' && end + 1 < limit && char.IsAsciiDigit(text[end + 1])))) end++;
        }

        return end;
    }
}
