using System.Security.Cryptography;

namespace Tiltyard.Traces;

/// <summary>The chain's hash: SHA-256 in lower-case hexadecimal.</summary>
public static class TraceHash
{
    public const int HexLength = 64;

    /// <summary>Kept for each thread: setting up the platform's hash costs more than hashing an event does.</summary>
    [ThreadStatic]
    private static IncrementalHash? _sha256;

    /// <summary>What stands as previous hash in the first event.</summary>
    public static ReadOnlySpan<byte> Origin => "0000000000000000000000000000000000000000000000000000000000000000"u8;

    /// <exception cref="ArgumentException">There is no room for <see cref="HexLength"/> bytes.</exception>
    public static void Hex(ReadOnlySpan<byte> bytes, Span<byte> hex)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        var sha256 = _sha256 ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha256.AppendData(bytes);
        sha256.GetHashAndReset(digest);
        if (!Convert.TryToHexStringLower(digest, hex, out _)) throw new ArgumentException($"{HexLength} bytes are needed.", nameof(hex));
    }
}
