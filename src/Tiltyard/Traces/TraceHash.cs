using System.Security.Cryptography;

namespace Tiltyard.Traces;

/// <summary>The chain's hash: SHA-256 in lower-case hexadecimal.</summary>
public static class TraceHash
{
    public const int HexLength = 64;

    /// <summary>What stands as previous hash in the first event.</summary>
    public static ReadOnlySpan<byte> Origin => "0000000000000000000000000000000000000000000000000000000000000000"u8;

    public static void Hex(ReadOnlySpan<byte> bytes, Span<byte> hex)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, digest);
        if (!Convert.TryToHexStringLower(digest, hex, out _)) throw new ArgumentException($"{HexLength} bytes are needed.", nameof(hex));
    }
}
