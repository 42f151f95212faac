using System.Text;

namespace Tiltyard.Catalog.Detectors.Injection.Reading;

/// <summary>Letters beyond the basic plane that are Latin letters or digits in another dress.</summary>
internal static class DressedLetters
{
    /// <summary>The plain lower-case letter or digit, or '\0'.</summary>
    public static char Plain(Rune rune) => rune.Value switch
    {
        >= 0x1d400 and <= 0x1d6a3 => (char)('a' + ((rune.Value - 0x1d400) % 26)),
        >= 0x1d7ce and <= 0x1d7ff => (char)('0' + ((rune.Value - 0x1d7ce) % 10)),
        >= 0x1f110 and <= 0x1f129 => (char)('a' + rune.Value - 0x1f110),
        >= 0x1f130 and <= 0x1f149 => (char)('a' + rune.Value - 0x1f130),
        >= 0x1f150 and <= 0x1f169 => (char)('a' + rune.Value - 0x1f150),
        >= 0x1f170 and <= 0x1f189 => (char)('a' + rune.Value - 0x1f170),
        >= 0x1f1e6 and <= 0x1f1ff => (char)('a' + rune.Value - 0x1f1e6),
        _ => '\0',
    };
}
