using Tiltyard.Catalog.Detectors.Pii.Reading;

namespace Tiltyard.Catalog.Detectors.Pii.Contact;

/// <summary>Mail addresses: what surrounds an @ as far as it may (RFC 5321, without quoted names).</summary>
internal static class EmailScanner
{
    public const string Type = "email";

    private const int MostLocal = 64;

    public static void Find(ReadOnlySpan<char> text, Candidates into)
    {
        for (var at = text.IndexOf('@'); at >= 0;)
        {
            var start = Local(text, at);
            var end = Domains.End(text, at + 1);
            if (start < at && end > 0) into.Add(Type, start, end, 0.97, "address");
            var next = text[(at + 1)..].IndexOf('@');
            at = next < 0 ? -1 : at + 1 + next;
        }
    }

    private static int Local(ReadOnlySpan<char> text, int at)
    {
        var start = at;
        while (start > 0 && at - start < MostLocal && IsLocal(text[start - 1])) start--;
        while (start < at && text[start] is '.' or '-' or '\'' or '/' or '=') start++;
        return at > 0 && text[at - 1] == '.' ? at : start;
    }

    private static bool IsLocal(char letter) => char.IsLetterOrDigit(letter) || letter is '.' or '_' or '-' or '+' or '\'' or '%' or '#' or '&' or '=' or '~' or '!' or '/';
}
