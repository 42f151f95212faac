using System.Text;

namespace Tiltyard.Catalog.Detectors.Injection.Decoding;

/// <summary>Whether bytes are writing: valid UTF-8, nearly all of it letters and blanks, with words of an ordinary length.</summary>
internal static class Readable
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text, or null when it is noise.</summary>
    public static string? Text(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8) return null;
        foreach (var value in bytes)
        {
            if (value < ' ' && value is not ((byte)'\n' or (byte)'\r' or (byte)'\t')) return null;
            if (value == 0x7f) return null;
        }

        try
        {
            var text = Strict.GetString(bytes);
            var letters = text.Count(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '=' or '+' or '/' or '%');
            return letters * 10 >= text.Length * 8 ? text : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
