using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Tiltyard.Documents;

/// <summary>The inside of an RFC 8785 string: which characters are escaped, and how text becomes UTF-8.</summary>
internal static class CanonicalText
{
    /// <summary>The most bytes one character or byte can become: a control character as \u00xx.</summary>
    public const int MaxExpansion = 6;

    private static readonly SearchValues<byte> PlainBytes = SearchValues.Create(
        [.. Enumerable.Range(0x20, 0x60).Select(code => (byte)code).Where(code => code is not ((byte)'"' or (byte)'\\'))]);

    /// <summary>Writes text without its quotes and returns the byte count; the target holds six bytes per character.</summary>
    public static int Write(ReadOnlySpan<char> text, Span<byte> target)
    {
        var written = 0;
        while (true)
        {
            var plain = CopyPlain(text, target[written..]);
            written += plain;
            if (plain == text.Length) return written;
            text = text[plain..];
            var code = text[0];
            if (code < 0x80)
            {
                written += Escape((byte)code, target[written..]);
                text = text[1..];
                continue;
            }

            Rune.DecodeFromUtf16(text, out var rune, out var read);
            written += rune.EncodeToUtf8(target[written..]);
            text = text[read..];
        }
    }

    /// <summary>
    /// Writes UTF-8 without its quotes and returns the byte count. Unless this is the last piece, a sequence cut at the end
    /// is left for the next one.
    /// </summary>
    public static int WriteUtf8(ReadOnlySpan<byte> text, Span<byte> target, bool isLast, out int read)
    {
        var at = 0;
        var written = 0;
        while (at < text.Length)
        {
            var rest = text[at..];
            var plain = rest.IndexOfAnyExcept(PlainBytes);
            if (plain < 0) plain = rest.Length;
            rest[..plain].CopyTo(target[written..]);
            at += plain;
            written += plain;
            if (at == text.Length) break;
            if (text[at] < 0x80)
            {
                written += Escape(text[at++], target[written..]);
                continue;
            }

            var status = Rune.DecodeFromUtf8(text[at..], out var rune, out var taken);
            if (status == OperationStatus.NeedMoreData && !isLast && at > 0) break;
            written += rune.EncodeToUtf8(target[written..]);
            at += taken;
        }

        read = at;
        return written;
    }

    /// <summary>Copies characters up to the first that is not plain ASCII, eight at a time.</summary>
    private static int CopyPlain(ReadOnlySpan<char> text, Span<byte> target)
    {
        ref var source = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        ref var sink = ref MemoryMarshal.GetReference(target[..text.Length]);
        nuint at = 0;
        var length = (nuint)text.Length;
        unchecked
        {
            for (; at + 8 <= length; at += 8)
            {
                var block = Vector128.LoadUnsafe(ref source, at);
                if (HasSpecial(block)) break;
                Vector128.Narrow(block, block).GetLower().StoreUnsafe(ref sink, at);
            }

            // fewer than eight remain: the last eight once more, overlapping what is already there
            if (at < length && at + 8 > length && length >= 8)
            {
                var block = Vector128.LoadUnsafe(ref source, length - 8);
                if (!HasSpecial(block))
                {
                    Vector128.Narrow(block, block).GetLower().StoreUnsafe(ref sink, length - 8);
                    return text.Length;
                }
            }

            for (; at < length; at++)
            {
                var code = Unsafe.Add(ref source, at);
                if (code is < 0x20 or > 0x7F or '"' or '\\') break;
                Unsafe.Add(ref sink, at) = (byte)code;
            }

            return (int)at;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasSpecial(Vector128<ushort> block)
    {
        var outside = Vector128.GreaterThan(unchecked(block - Vector128.Create((ushort)0x20)), Vector128.Create((ushort)0x5F));
        var quotes = Vector128.Equals(block, Vector128.Create((ushort)'"')) | Vector128.Equals(block, Vector128.Create((ushort)'\\'));
        return (outside | quotes) != Vector128<ushort>.Zero;
    }

    private static int Escape(byte code, Span<byte> target)
    {
        target[0] = (byte)'\\';
        target[1] = code switch
        {
            (byte)'"' => (byte)'"',
            (byte)'\\' => (byte)'\\',
            (byte)'\b' => (byte)'b',
            (byte)'\t' => (byte)'t',
            (byte)'\n' => (byte)'n',
            (byte)'\f' => (byte)'f',
            (byte)'\r' => (byte)'r',
            _ => (byte)'u',
        };
        if (target[1] != (byte)'u') return 2;
        target[2] = (byte)'0';
        target[3] = (byte)'0';
        target[4] = (byte)(code < 0x10 ? '0' : '1');
        target[5] = "0123456789abcdef"u8[code & 0xF];
        return 6;
    }
}
