using System.Security.Cryptography;
using System.Text;

namespace Tiltyard.Catalog.Detectors.Pii.Redaction;

/// <summary>
/// What stands for personal data wherever it must not stand itself: the type and a salted hash, such as &lt;EMAIL:3f2a91c0&gt;. The hash
/// says only whether two placeholders with the same salt stand for the same value.
/// </summary>
public static class PiiPlaceholder
{
    private const int HashBytes = 4;

    public static string Of(string type, ReadOnlySpan<char> value, string salt)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(salt);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(salt), Encoding.UTF8.GetBytes($"{type}\n{value}"), hash);
        return $"<{type.ToUpperInvariant()}:{Convert.ToHexStringLower(hash[..HashBytes])}>";
    }
}
