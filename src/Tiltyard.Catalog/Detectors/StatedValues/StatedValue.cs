using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Tiltyard.Catalog.Detectors.StatedValues;

/// <summary>What kind of value a text states.</summary>
public enum StatedKind
{
    /// <summary>A number of three digits or more that is no year, or any amount of money.</summary>
    Number,

    /// <summary>A name of letters and digits, such as an order's.</summary>
    Id,

    Email,
}

/// <summary>A value that a text states, in a form in which equal values are equal: numbers as such, names and addresses in lower case.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct StatedValue(StatedKind Kind, string Text, double Number)
{
    public override string ToString() => Text;
}

/// <summary>Reads the values that a text states.</summary>
public static class StatedReading
{
    private static readonly SearchValues<char> NumberParts = SearchValues.Create("0123456789.,");

    /// <summary>Adds what the text states, in its order.</summary>
    public static void AddTo(List<StatedValue> into, ReadOnlySpan<char> text)
    {
        ArgumentNullException.ThrowIfNull(into);
        for (var at = 0; at < text.Length;)
        {
            if (!IsPart(text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && (IsPart(text[at]) || (IsJoint(text[at]) && at + 1 < text.Length && IsPart(text[at + 1])))) at++;
            var word = text[start..at];
            if (Read(word, start > 0 && text[start - 1] is '$' or '\u20ac' or '\u00a3') is { } value) into.Add(value);
        }
    }

    private static bool IsPart(char code) => char.IsAsciiLetterOrDigit(code);

    private static bool IsJoint(char code) => code is '.' or ',' or '-' or '_' or '@' or '+';

    private static StatedValue? Read(ReadOnlySpan<char> word, bool isMoney)
    {
        if (!word.ContainsAnyInRange('0', '9')) return word.Contains('@') && word[(word.IndexOf('@') + 1)..].Contains('.') ? Name(StatedKind.Email, word) : null;
        if (word.Contains('@')) return Name(StatedKind.Email, word);
        if (IsNumber(word)) return Number(word, isMoney);
        return IsId(word) ? Name(StatedKind.Id, word) : null;
    }

    private static StatedValue Name(StatedKind kind, ReadOnlySpan<char> word) => new(kind, word.ToString().ToLowerInvariant(), 0);

    private static bool IsNumber(ReadOnlySpan<char> word) => word.IndexOfAnyExcept(NumberParts) < 0;

    /// <summary>Commas that part thousands are left out. Short numbers count days, steps and lists, and state nothing that could be looked up.</summary>
    private static StatedValue? Number(ReadOnlySpan<char> word, bool isMoney)
    {
        var plain = word.ToString().Replace(",", "", StringComparison.Ordinal);
        if (!double.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return Name(StatedKind.Id, word);
        var isShort = plain.Length < 3 || (plain.Length == 4 && number is >= 1900 and < 2100);
        return isShort && !isMoney ? null : new StatedValue(StatedKind.Number, word.ToString(), number);
    }

    /// <summary>Letters and digits mixed, with three digits or a joint: A-1001, tx98zt; not 2nd, 10am or v2.</summary>
    private static bool IsId(ReadOnlySpan<char> word)
    {
        var digits = 0;
        var letters = 0;
        foreach (var code in word)
        {
            if (char.IsAsciiDigit(code)) digits++;
            else if (char.IsAsciiLetter(code)) letters++;
        }

        return letters > 0 && (digits >= 3 || (digits > 0 && char.IsAsciiLetterUpper(word[0]) && word.ContainsAny("-_")));
    }
}
