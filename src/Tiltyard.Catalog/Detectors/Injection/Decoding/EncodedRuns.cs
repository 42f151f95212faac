using System.Buffers;
using System.Text;

namespace Tiltyard.Catalog.Detectors.Injection.Decoding;

/// <summary>
/// Finds base64, hexadecimal, binary and percent-encoded runs that decode to readable text. What decodes to noise is left alone. At
/// most <see cref="MostDecoded"/> characters are decoded for one text, and a run is looked at once, so the work grows with the text.
/// </summary>
internal static class EncodedRuns
{
    public const int MostDecoded = 1 << 18;
    private const int ShortestRun = 16;

    private static readonly SearchValues<char> Base64Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_=");

    private static readonly SearchValues<char> Beginnings = SearchValues.Create("%ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_=");

    public static void Find(ReadOnlySpan<char> text, List<DecodedRun> into)
    {
        var left = MostDecoded;
        for (var at = 0; at < text.Length && left > 0;)
        {
            var start = text[at..].IndexOfAny(Beginnings);
            if (start < 0) return;
            at += start;
            at += Math.Max(Try(text[at..], at, ref left, into), 1);
        }
    }

    /// <summary>Decodes what begins here, and gives how much of the text is done with, so that nothing is read twice.</summary>
    private static int Try(ReadOnlySpan<char> text, int at, ref int left, List<DecodedRun> into)
    {
        if (text[0] == '%') return Percent(text, at, ref left, into);
        if (text[0] is '0' or '1')
        {
            var bits = SpacedDigits.Of(text, isBinary: true);
            if (bits.Length >= ShortestRun * 2 && Binary(text[..bits.Length]) is { } fromBits) return Done(at, bits.Length, fromBits, "binary", ref left, into);
        }

        var length = text.IndexOfAnyExcept(Base64Letters);
        if (length < 0) length = text.Length;
        var done = length;
        if (char.IsAsciiHexDigit(text[0]))
        {
            var hex = SpacedDigits.Of(text, isBinary: false);
            if (hex.Length >= ShortestRun && Hexadecimal(text[..hex.Length]) is { } fromHex) return Done(at, hex.Length, fromHex, "hex", ref left, into);
            done = Math.Max(done, hex.Done);
        }

        if (length >= ShortestRun && Base64(text[..length]) is { } fromBase64) return Done(at, length, fromBase64, "base64", ref left, into);
        return done;
    }

    private static int Done(int at, int length, string decoded, string encoding, ref int left, List<DecodedRun> into)
    {
        left -= decoded.Length;
        if (left >= 0) into.Add(new DecodedRun(at, length, decoded, encoding));
        return length;
    }

    private static string? Base64(ReadOnlySpan<char> run)
    {
        var padded = run.TrimEnd('=');
        if (padded.IndexOfAny('=', '.') >= 0) return null;
        var whole = padded.Length - (padded.Length % 4 == 1 ? 1 : 0);
        var buffer = new char[(whole + 3) / 4 * 4];
        for (var index = 0; index < buffer.Length; index++)
        {
            buffer[index] = index >= whole ? '=' : padded[index] switch
            {
                '-' => '+',
                '_' => '/',
                var letter => letter,
            };
        }

        var bytes = new byte[buffer.Length / 4 * 3];
        return Convert.TryFromBase64Chars(buffer, bytes, out var written) ? Readable.Text(bytes.AsSpan(0, written)) : null;
    }

    private static string? Hexadecimal(ReadOnlySpan<char> run)
    {
        var bytes = new byte[(run.Length / 2) + 1];
        var (count, high) = (0, -1);
        for (var index = 0; index < run.Length; index++)
        {
            if ((run[index] is '0' && index + 1 < run.Length && run[index + 1] is 'x' or 'X') || !char.IsAsciiHexDigit(run[index])) continue;
            var digit = char.IsAsciiDigit(run[index]) ? run[index] - '0' : (run[index] | 32) - 'a' + 10;
            if (high < 0)
            {
                high = digit;
                continue;
            }

            bytes[count++] = (byte)((high << 4) | digit);
            high = -1;
        }

        return high < 0 ? Readable.Text(bytes.AsSpan(0, count)) : null;
    }

    private static string? Binary(ReadOnlySpan<char> run)
    {
        var bytes = new List<byte>(run.Length / 8);
        var (value, bits) = (0, 0);
        foreach (var digit in run)
        {
            if (digit is not ('0' or '1')) continue;
            value = (value << 1) | (digit - '0');
            if (++bits < 8) continue;
            bytes.Add((byte)value);
            (value, bits) = (0, 0);
        }

        return bits == 0 ? Readable.Text([.. bytes]) : null;
    }

    /// <summary>A run with at least four percent escapes; plain characters between them are kept.</summary>
    private static int Percent(ReadOnlySpan<char> text, int at, ref int left, List<DecodedRun> into)
    {
        var bytes = new List<byte>();
        var (index, escapes) = (0, 0);
        while (index < text.Length && bytes.Count < left)
        {
            if (text[index] == '%' && index + 2 < text.Length && char.IsAsciiHexDigit(text[index + 1]) && char.IsAsciiHexDigit(text[index + 2]))
            {
                bytes.Add(Convert.FromHexString(text.Slice(index + 1, 2))[0]);
                index += 3;
                escapes++;
            }
            else if (char.IsAsciiLetterOrDigit(text[index]) || text[index] is '+' or '-' or '_' or '.' or '~')
            {
                bytes.Add((byte)(text[index] == '+' ? ' ' : text[index]));
                index++;
            }
            else
            {
                break;
            }
        }

        if (escapes >= 4 && Readable.Text([.. bytes]) is { } decoded) return Done(at, index, decoded, "percent", ref left, into);
        return Math.Max(index, 1);
    }
}
