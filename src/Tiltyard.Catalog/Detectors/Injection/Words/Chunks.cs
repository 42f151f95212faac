namespace Tiltyard.Catalog.Detectors.Injection.Words;

/// <summary>What stands between two blanks: an address, a link, a number, or words.</summary>
internal static class Chunks
{
    public static int End(ReadOnlySpan<char> letters, int at, int longest)
    {
        var limit = Math.Min(letters.Length, at + longest);
        var end = at;
        while (end < limit && letters[end] is not (' ' or '\n' or '"' or '<' or '>' or '(' or ')' or '[' or ']' or '{' or '}' or ',' or ';' or '\'' or '`')
            && !UnspacedScript.Contains(letters[end])) end++;
        if (end < limit && letters[end] == '\'' && end > at && end + 1 < limit && char.IsLetter(letters[end + 1]) && char.IsLetter(letters[end - 1]))
        {
            end++;
            while (end < limit && (char.IsLetterOrDigit(letters[end]) || letters[end] == '-')) end++;
        }

        while (end > at + 1 && letters[end - 1] is '.' or '!' or '?' or ':') end--;
        return Math.Max(end, at + 1);
    }

    /// <summary>Email, link or number; -1 for words.</summary>
    public static int Symbol(ReadOnlySpan<char> chunk)
    {
        if (char.IsAsciiDigit(chunk[0]) && IsNumber(chunk)) return Symbols.Number;
        if (chunk[0] is '$' or '€' or '£' && chunk.Length > 1 && IsNumber(chunk[1..])) return Symbols.Money;
        if (chunk.IndexOf('@') is var sign and > 0 && chunk[sign..].Contains('.')) return Symbols.Email;
        if (chunk.StartsWith("http://", StringComparison.Ordinal) || chunk.StartsWith("https://", StringComparison.Ordinal) || chunk.StartsWith("www.", StringComparison.Ordinal)) return Symbols.Url;
        return IsDomain(chunk) ? Symbols.Url : -1;
    }

    private static bool IsNumber(ReadOnlySpan<char> chunk)
    {
        foreach (var letter in chunk)
        {
            if (!char.IsAsciiDigit(letter) && letter is not ('.' or ',' or ':' or '/' or '-' or '%' or '+' or 't' or 'z')) return false;
        }

        return true;
    }

    /// <summary>name.tld, perhaps with a path: at least one dot between letters, and a short last part of letters alone.</summary>
    private static bool IsDomain(ReadOnlySpan<char> chunk)
    {
        var slash = chunk.IndexOf('/');
        var host = slash < 0 ? chunk : chunk[..slash];
        var dot = host.LastIndexOf('.');
        if (dot <= 0 || host.Length - dot - 1 is < 2 or > 6) return false;
        foreach (var letter in host[(dot + 1)..])
        {
            if (!char.IsAsciiLetter(letter)) return false;
        }

        return true;
    }
}
