using Tiltyard.Catalog.Detectors.Pii.Reading;

namespace Tiltyard.Catalog.Detectors.Pii.Contact;

/// <summary>Addresses on the web: with a scheme, with www, or a bare name whose ending is known.</summary>
internal static class UrlScanner
{
    public const string Type = "url";

    private const int MostPath = 2_000;

    public static void Find(ReadOnlySpan<char> text, Lexemes lexemes, Candidates into)
    {
        var past = 0;
        foreach (var item in lexemes.Items)
        {
            if (item.Start < past || item.End >= text.Length || text[item.End] is not (':' or '.' or '-')) continue;
            if (item.Start > 0 && text[item.Start - 1] is '@' or '.' or '_' or '-') continue;
            past = Math.Max(past, Try(text, item, into));
        }
    }

    private static int Try(ReadOnlySpan<char> text, in Lexeme item, Candidates into)
    {
        var word = item.Of(text);
        if (text[item.End..].StartsWith("://"))
        {
            var isWeb = word.Equals("http", StringComparison.OrdinalIgnoreCase) || word.Equals("https", StringComparison.OrdinalIgnoreCase) || word.Equals("ftp", StringComparison.OrdinalIgnoreCase);
            var host = isWeb ? Host(text, item.End + 3) : -1;
            if (host < 0) return 0;
            var end = Rest(text, host);
            into.Add(Type, item.Start, end, 0.9, "scheme");
            return end;
        }

        var name = Domains.End(text, item.Start);
        if (name < 0 || (name < text.Length && text[name] == '@')) return 0;
        var isWww = word.Equals("www", StringComparison.OrdinalIgnoreCase);
        if (isWww && text[(item.End + 1)..name].IndexOf('.') < 0) return 0;
        if (!isWww && !Domains.IsKnown(text[item.Start..name])) return 0;
        var until = Rest(text, name);
        into.Add(Type, item.Start, until, isWww ? 0.85 : until > name + 1 ? 0.7 : 0.55, isWww ? "www" : "bare");
        return until;
    }

    private static int Host(ReadOnlySpan<char> text, int start)
    {
        var named = Domains.End(text, start);
        if (named > 0) return named;
        var at = start;
        while (at < text.Length && (char.IsAsciiHexDigit(text[at]) || text[at] is '.' or ':' or '[' or ']')) at++;
        if (at > start + 6) return at;
        return text[start..].StartsWith("localhost") ? start + "localhost".Length : -1;
    }

    private static int Rest(ReadOnlySpan<char> text, int host)
    {
        var at = host;
        if (at < text.Length && text[at] == ':')
        {
            var port = at + 1;
            while (port < text.Length && char.IsAsciiDigit(text[port])) port++;
            if (port > at + 1) at = port;
        }

        if (at >= text.Length || text[at] is not ('/' or '?' or '#')) return at;
        var end = at;
        while (end < text.Length && end - at < MostPath && text[end] > ' ' && text[end] is not ('"' or '<' or '>' or '`' or '|' or '\\' or '{' or '}' or '\'') && text[end] < 0x2000) end++;
        while (end > at + 1 && text[end - 1] is '.' or ',' or ';' or ':' or '!' or '?' or ')' or ']') end--;
        return end;
    }
}
