using System.Numerics;

namespace Tiltyard.Lab.Rules;

/// <summary>
/// The one text of a signature. For every ECDSA signature (r, s) the pair (r, n - s) is good too, and base64 may be written in several ways: only the smaller s, as 64 bytes in
/// the plainest base64, counts, so that nobody can change the text of a signature and leave it good.
/// </summary>
internal static class SignatureForm
{
    public const int Length = 64;

    private const int Half = Length / 2;

    /// <summary>Half of the order of P-256, rounded down.</summary>
    private static ReadOnlySpan<byte> HalfOrder =>
    [
        0x7F, 0xFF, 0xFF, 0xFF, 0x80, 0, 0, 0, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xDE, 0x73, 0x7D, 0x56, 0xD3, 0x8B, 0xCF, 0x42, 0x79, 0xDC, 0xE5, 0x61, 0x7E, 0x31, 0x92, 0xA8,
    ];

    /// <summary>The text of a signature as the platform made it, which is changed for that.</summary>
    public static string Write(Span<byte> signature, BigInteger order)
    {
        var s = signature[Half..];
        if (s.SequenceCompareTo(HalfOrder) > 0)
        {
            var smaller = order - new BigInteger(s, isUnsigned: true, isBigEndian: true);
            s.Clear();
            var bytes = smaller.ToByteArray(isUnsigned: true, isBigEndian: true);
            bytes.CopyTo(s[(Half - bytes.Length)..]);
        }

        return Convert.ToBase64String(signature);
    }

    /// <summary>Reads a text into 64 bytes; false where it is not in this form.</summary>
    public static bool TryRead(string? text, Span<byte> signature)
    {
        if (text is null || !Convert.TryFromBase64String(text, signature, out var length) || length != Length || signature[Half..Length].SequenceCompareTo(HalfOrder) > 0) return false;
        Span<char> plain = stackalloc char[(Length + 2) / 3 * 4];
        return Convert.TryToBase64Chars(signature[..Length], plain, out var written) && text.AsSpan().SequenceEqual(plain[..written]);
    }
}
