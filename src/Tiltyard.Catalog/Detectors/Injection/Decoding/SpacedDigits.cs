namespace Tiltyard.Catalog.Detectors.Injection.Decoding;

/// <summary>Runs of hexadecimal or binary digits, together or in groups with one sign between them ("57 68", "\x57\x68", "57:68").</summary>
internal static class SpacedDigits
{
    public static int Length(ReadOnlySpan<char> text, bool isBinary)
    {
        var (end, gap, digits) = (0, 0, 0);
        for (var index = 0; index < text.Length; index++)
        {
            var letter = text[index];
            if (isBinary ? letter is '0' or '1' : char.IsAsciiHexDigit(letter))
            {
                digits++;
                end = index + 1;
                gap = 0;
            }
            else if (letter is ' ' or ':' or ',' or '\\' or 'x' or 'X' or '-' && ++gap <= 2 && digits % (isBinary ? 8 : 2) == 0)
            {
            }
            else
            {
                break;
            }
        }

        if (end < text.Length && char.IsLetterOrDigit(text[end])) return 0;
        return digits > 0 && digits % (isBinary ? 8 : 2) == 0 ? end : 0;
    }
}
