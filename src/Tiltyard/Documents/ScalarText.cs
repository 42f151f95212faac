using System.Buffers;
using System.Globalization;

namespace Tiltyard.Documents;

/// <summary>What an unquoted word means: the core schema of YAML 1.2 (10.3.2), for YAML and for flags alike.</summary>
internal static class ScalarText
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    public static bool IsNull(string text) => text is "" or "~" or "null" or "Null" or "NULL";

    public static bool IsTrue(string text) => text is "true" or "True" or "TRUE";

    public static bool IsFalse(string text) => text is "false" or "False" or "FALSE";

    /// <summary>Whether the word names infinity or not-a-number, which no document may hold.</summary>
    public static bool IsNotFinite(string text) =>
        text is ".nan" or ".NaN" or ".NAN" or ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" or "-.inf" or "-.Inf" or "-.INF";

    /// <summary>Whether the word is a whole number: [-+]?[0-9]+, 0o[0-7]+ or 0x[0-9a-fA-F]+.</summary>
    public static bool IsInteger(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("0x", StringComparison.Ordinal)) return text.Length > 2 && !text[2..].ContainsAnyExcept(HexDigits);
        if (text.StartsWith("0o", StringComparison.Ordinal)) return text.Length > 2 && !text[2..].ContainsAnyExceptInRange('0', '7');
        var digits = WithoutSign(text);
        return !digits.IsEmpty && !digits.ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>The value of a word that <see cref="IsInteger"/> accepts, or null beyond 2^53 - 1.</summary>
    public static long? Integer(ReadOnlySpan<char> text)
    {
        var isNegative = text[0] == '-';
        var radix = text.StartsWith("0x", StringComparison.Ordinal) ? 16 : text.StartsWith("0o", StringComparison.Ordinal) ? 8 : 10;
        var value = 0L;
        foreach (var code in radix == 10 ? WithoutSign(text) : text[2..])
        {
            value = (value * radix) + (char.IsAsciiDigit(code) ? code - '0' : (code | 0x20) - 'a' + 10);
            if (value > CanonicalWriter.MaxInteger) return null;
        }

        return isNegative ? -value : value;
    }

    /// <summary>Whether the word is a number with a point or an exponent: [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?.</summary>
    public static bool IsNumber(ReadOnlySpan<char> text)
    {
        var mantissa = WithoutSign(text);
        var mark = mantissa.IndexOfAny('e', 'E');
        if (mark >= 0)
        {
            var exponent = WithoutSign(mantissa[(mark + 1)..]);
            if (exponent.IsEmpty || exponent.ContainsAnyExceptInRange('0', '9')) return false;
            mantissa = mantissa[..mark];
        }

        var point = mantissa.IndexOf('.');
        var whole = point < 0 ? mantissa : mantissa[..point];
        var fraction = point < 0 ? [] : mantissa[(point + 1)..];
        return (whole.Length > 0 || fraction.Length > 0) && !whole.ContainsAnyExceptInRange('0', '9') && !fraction.ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>The value of a word that <see cref="IsNumber"/> accepts; infinite when it is too large.</summary>
    public static double Number(ReadOnlySpan<char> text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static ReadOnlySpan<char> WithoutSign(ReadOnlySpan<char> text) => text is ['+' or '-', .. var rest] ? rest : text;
}
