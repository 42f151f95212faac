using System.Runtime.InteropServices;

namespace Tiltyard.Catalog.Detectors.Injection.Decoding;

/// <summary>Runs of hexadecimal or binary digits, together or in groups with one sign between them ("57 68", "\\x57\\x68", "57:68").</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SpacedDigits(int Length, int Done)
{
    /// <summary>The run that begins here: its length, 0 when it is none, and how much was read to know that.</summary>
    public static SpacedDigits Of(ReadOnlySpan<char> text, bool isBinary)
    {
        var group = isBinary ? 8 : 2;
        var (end, gap, digits, index) = (0, 0, 0, 0);
        for (; index < text.Length; index++)
        {
            var letter = text[index];
            if (isBinary ? letter is '0' or '1' : char.IsAsciiHexDigit(letter))
            {
                digits++;
                end = index + 1;
                gap = 0;
                continue;
            }

            if (letter is not (' ' or ':' or ',' or '\\' or 'x' or 'X' or '-') || ++gap > 2 || digits % group != 0) break;
        }

        // a run that goes on in a word is none: take back the group that belongs to the word
        var isWhole = end == text.Length || !char.IsLetterOrDigit(text[end]);
        return new SpacedDigits(isWhole && digits % group == 0 ? end : 0, isWhole ? end : Math.Max(0, end - group));
    }
}
