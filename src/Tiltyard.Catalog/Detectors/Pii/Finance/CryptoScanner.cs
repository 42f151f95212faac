using System.Security.Cryptography;
using Tiltyard.Catalog.Detectors.Pii.Reading;

namespace Tiltyard.Catalog.Detectors.Pii.Finance;

/// <summary>
/// Addresses of coins: base 58 with a checksum (Bitcoin, Litecoin, Dogecoin, Dash, Tron, Ripple), Bech32 (BIP 173, BIP 350) and the
/// hexadecimal ones of Ethereum, whose optional check by capitals is not looked at.
/// </summary>
internal static class CryptoScanner
{
    public const string Type = "crypto";

    private const string Bitcoin = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private const string Ripple = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz";
    private const string Bech = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private const int Decoded = 25;
    private const int BechShortest = 14;
    private const int BechLongest = 90;

    public static void Find(ReadOnlySpan<char> text, Lexemes lexemes, Candidates into)
    {
        foreach (var item in lexemes.Items)
        {
            if (item.Length < BechShortest || item.Length > BechLongest || !item.HasDigit || Lexemes.Joins(text, item.Start - 1) || Lexemes.Joins(text, item.End)) continue;
            var word = item.Of(text);
            if (IsHex(word)) into.Add(Type, item.Start, item.End, 0.9, "ethereum");
            else if (IsBech32(word)) into.Add(Type, item.Start, item.End, 0.98, "bech32");
            else if (word.Length is >= 25 and <= 36 && (IsBase58(word, Bitcoin) || (word[0] == 'r' && IsBase58(word, Ripple)))) into.Add(Type, item.Start, item.End, 0.98, "base58");
        }
    }

    private static bool IsHex(ReadOnlySpan<char> word)
    {
        if (word.Length != 42 || word[0] != '0' || word[1] is not ('x' or 'X')) return false;
        foreach (var letter in word[2..])
        {
            if (!char.IsAsciiHexDigit(letter)) return false;
        }

        return true;
    }

    /// <summary>25 bytes: a version, a hash, four bytes of its double SHA-256.</summary>
    private static bool IsBase58(ReadOnlySpan<char> word, string alphabet)
    {
        Span<byte> bytes = stackalloc byte[Decoded];
        bytes.Clear();
        foreach (var letter in word)
        {
            var carry = alphabet.IndexOf(letter, StringComparison.Ordinal);
            if (carry < 0) return false;
            for (var at = Decoded - 1; at >= 0; at--)
            {
                carry += bytes[at] * 58;
                bytes[at] = (byte)(carry & 255);
                carry >>= 8;
            }

            if (carry != 0) return false;
        }

        if (bytes[0] is not (0x00 or 0x05 or 0x1e or 0x16 or 0x30 or 0x32 or 0x41 or 0x4c or 0x10)) return false;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..21], hash);
        SHA256.HashData(hash, hash);
        return hash[..4].SequenceEqual(bytes[21..]);
    }

    private static bool IsBech32(ReadOnlySpan<char> word)
    {
        var prefix = word.StartsWith("bc1", StringComparison.OrdinalIgnoreCase) || word.StartsWith("tb1", StringComparison.OrdinalIgnoreCase) ? 2
            : word.StartsWith("ltc1", StringComparison.OrdinalIgnoreCase) ? 3 : 0;
        if (prefix == 0 || (word.ContainsAnyInRange('a', 'z') && word.ContainsAnyInRange('A', 'Z'))) return false;
        var sum = 1U;
        foreach (var letter in word[..prefix]) sum = Step(sum, (uint)(letter | 32) >> 5);
        sum = Step(sum, 0);
        foreach (var letter in word[..prefix]) sum = Step(sum, (uint)(letter | 32) & 31);
        foreach (var letter in word[(prefix + 1)..])
        {
            var value = Bech.IndexOf(char.ToLowerInvariant(letter), StringComparison.Ordinal);
            if (value < 0) return false;
            sum = Step(sum, (uint)value);
        }

        return sum is 1 or 0x2bc830a3;
    }

    /// <summary>The checksum's polynomial over GF(32).</summary>
    private static uint Step(uint sum, uint value)
    {
        var top = sum >> 25;
        sum = ((sum & 0x1ffffff) << 5) ^ value;
        if ((top & 1) != 0) sum ^= 0x3b6a57b2;
        if ((top & 2) != 0) sum ^= 0x26508e6d;
        if ((top & 4) != 0) sum ^= 0x1ea119fa;
        if ((top & 8) != 0) sum ^= 0x3d4233dd;
        if ((top & 16) != 0) sum ^= 0x2a1462b3;
        return sum;
    }
}
