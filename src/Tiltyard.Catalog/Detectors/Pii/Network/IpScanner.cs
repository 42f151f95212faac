using Tiltyard.Catalog.Detectors.Pii.Reading;

namespace Tiltyard.Catalog.Detectors.Pii.Network;

/// <summary>Internet addresses of both versions, as RFC 4291 and 5952 let them be written, with a zone.</summary>
internal static class IpScanner
{
    public const string Type = "ip_address";

    /// <summary>Eight groups of four, one of them as an address of version 4.</summary>
    private const int MostLength = 45;

    private static readonly Words Hints = Words.Of("ip ips ipv4 ipv6 address host server gateway client subnet network dns port ping localhost loopback unspecified");

    private static readonly Words Versions = Words.Of("version versions v release section chapter");

    public static void Find(ReadOnlySpan<char> text, Lexemes lexemes, Candidates into)
    {
        var past = 0;
        for (var at = text.IndexOfAny(':', '.'); at >= 0; at = Next(text, at))
        {
            if (at < past) continue;
            past = Try(text, lexemes, at, into);
        }
    }

    private static int Next(ReadOnlySpan<char> text, int at) => at + 1 < text.Length && text[(at + 1)..].IndexOfAny(':', '.') is var next and >= 0 ? at + 1 + next : -1;

    /// <summary>The run of hexadecimal digits, colons and dots around a sign, first as a whole and then its part with dots.</summary>
    private static int Try(ReadOnlySpan<char> text, Lexemes lexemes, int sign, Candidates into)
    {
        var start = sign;
        while (start > 0 && sign - start < MostLength && IsPart(text[start - 1])) start--;
        var end = sign;
        while (end < text.Length && end - start <= MostLength && IsPart(text[end])) end++;
        var six = end;
        while (six > start && text[six - 1] == '.') six--;
        var zone = Zone(text, six);
        if (!Lexemes.Joins(text, start - 1) && !Lexemes.Joins(text, zone) && text[start..six].Contains(':') && IsSix(text[start..six], out var groups))
        {
            into.Add(Type, start, zone, groups > 1 || Context.Says(text, lexemes, start, six, Hints) ? 0.8 : 0.3, "v6");
            return end;
        }

        FindFour(text, lexemes, start, end, into);
        return end;
    }

    private static void FindFour(ReadOnlySpan<char> text, Lexemes lexemes, int start, int end, Candidates into)
    {
        for (var at = start; at < end; at++)
        {
            if (!char.IsAsciiDigit(text[at]) || Lexemes.Joins(text, at - 1) || (at > 0 && text[at - 1] == '.')) continue;
            var length = Four(text[at..]);
            if (length == 0 || Lexemes.Joins(text, at + length)) continue;
            var isVersion = Context.Says(text, lexemes, at, at + length, Versions, 2, 0);
            into.Add(Type, at, at + length, isVersion ? 0.2 : Context.Says(text, lexemes, at, at + length, Hints) ? 0.95 : 0.75, "v4");
            at += length;
        }
    }

    /// <summary>The length of four numbers up to 255 with dots between them at the beginning, or 0.</summary>
    private static int Four(ReadOnlySpan<char> text)
    {
        var at = 0;
        for (var part = 0; part < 4; part++)
        {
            if (part > 0)
            {
                if (at >= text.Length || text[at] != '.') return 0;
                at++;
            }

            var (first, value) = (at, 0);
            while (at < text.Length && at - first < 3 && char.IsAsciiDigit(text[at])) value = (value * 10) + text[at++] - '0';
            if (at == first || value > 255 || (at - first > 1 && text[first] == '0')) return 0;
        }

        return at;
    }

    private static bool IsSix(ReadOnlySpan<char> text, out int groups)
    {
        groups = 0;
        var (at, gap) = (0, false);
        if (text.StartsWith(":") && !text.StartsWith("::")) return false;
        while (at < text.Length)
        {
            if (text[at..].StartsWith("::"))
            {
                if (gap) return false;
                (gap, at) = (true, at + 2);
                if (at < text.Length && text[at] == ':') return false;
                continue;
            }

            if (text[at] == ':' && ++at == text.Length) return false;
            var length = 0;
            while (at + length < text.Length && char.IsAsciiHexDigit(text[at + length])) length++;
            if (at + length < text.Length && text[at + length] == '.')
            {
                if (Four(text[at..]) != text.Length - at) return false;
                groups += 2;
                break;
            }

            if (length is 0 or > 4) return false;
            groups++;
            at += length;
        }

        return gap ? groups < 8 : groups == 8;
    }

    private static int Zone(ReadOnlySpan<char> text, int end)
    {
        if (end >= text.Length || text[end] != '%') return end;
        var at = end + 1;
        while (at < text.Length && at - end < 16 && char.IsAsciiLetterOrDigit(text[at])) at++;
        return at > end + 1 ? at : end;
    }

    private static bool IsPart(char letter) => char.IsAsciiHexDigit(letter) || letter is ':' or '.';
}
