using System.Globalization;
using System.Text;

namespace Tiltyard.Catalog.Detectors.Injection.Reading;

/// <summary>Knows the characters that show nothing: zero-width, bidirectional marks, variation selectors, fillers, combining marks.</summary>
internal static class InvisibleCharacters
{
    public static bool Contains(Rune rune) => rune.Value switch
    {
        < 0xad => rune.Value is >= 0x80 and < 0xa0 and not 0x85,
        0xad or 0x34f or 0x115f or 0x1160 or 0x17b4 or 0x17b5 or 0x3164 or 0xffa0 => true,
        0x2028 or 0x2029 => false,
        >= 0x300 and <= 0x36f => true,
        >= 0x180b and <= 0x180f => true,
        >= 0xfe00 and <= 0xfe0f => true,
        >= 0xe0000 and <= 0xe0fff => true,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control,
    };

    /// <summary>Those that belong to honest writing: joiners of emoji and Indic scripts, variation selectors, combining marks, soft hyphens.</summary>
    public static bool Joins(Rune rune) => rune.Value is 0xad or 0x200c or 0x200d or 0xfeff or (>= 0x300 and <= 0x36f) or (>= 0xfe00 and <= 0xfe0f) or 0x85;
}
