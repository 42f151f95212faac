using System.Globalization;

namespace Tiltyard.Catalog.Detectors.Injection.Reading;

/// <summary>Escapes of JSON and YAML, entities of HTML: how many characters they take and which one they stand for.</summary>
internal static class Escapes
{
    private const int LongestEntity = 10;

    /// <summary>Value '\0' means that nothing stands for it: a folded line, or a lone back-slash.</summary>
    public static int BackSlash(ReadOnlySpan<char> text, out char value)
    {
        value = '\0';
        if (text.Length == 1) return 1;
        switch (text[1])
        {
            case 'n' or 'r':
                value = '\n';
                return 2;
            case 't':
                value = ' ';
                return 2;
            case '"' or '\'' or '/' or ' ':
                value = text[1];
                return 2;
            case '\n': return FoldedLine(text, 2);
            case '\r' when text.Length > 2 && text[2] == '\n': return FoldedLine(text, 3);
            case 'u': return Hex(text, 2, 4, out value);
            case 'x': return Hex(text, 2, 2, out value);
            default: return 1;
        }
    }

    /// <summary>An entity such as &amp;lt; or &amp;#60;; anything else is the ampersand itself.</summary>
    public static int Entity(ReadOnlySpan<char> text, out char value)
    {
        value = '&';
        var end = text[..Math.Min(text.Length, LongestEntity)].IndexOf(';');
        if (end < 2) return 1;
        var name = text[1..end];
        if (name[0] == '#') return Numeric(name[1..], ref value) ? end + 1 : 1;
        var found = name switch
        {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            "apos" => '\'',
            "nbsp" => ' ',
            _ => '\0',
        };
        if (found == '\0') return 1;
        value = found;
        return end + 1;
    }

    private static bool Numeric(ReadOnlySpan<char> digits, ref char value)
    {
        if (digits.IsEmpty) return false;
        var hex = digits[0] is 'x' or 'X';
        var read = ushort.TryParse(hex ? digits[1..] : digits, hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var code);
        if (!read || code < ' ') return false;
        value = (char)code;
        return true;
    }

    private static int Hex(ReadOnlySpan<char> text, int start, int digits, out char value)
    {
        value = '\0';
        if (text.Length < start + digits) return 1;
        if (!ushort.TryParse(text.Slice(start, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)) return 1;
        value = code < ' ' ? ' ' : (char)code;
        return start + digits;
    }

    /// <summary>YAML folds a line by a back-slash at its end, and by one before the blank that the next begins with.</summary>
    private static int FoldedLine(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && text[at] == ' ') at++;
        return at;
    }
}
