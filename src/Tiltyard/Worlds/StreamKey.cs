using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Tiltyard.Worlds;

/// <summary>
/// Names one random stream. There is deliberately no arm in it: the arms of a case see the same chance. Canonical form, hashed with
/// SHA-256: the 16 ASCII bytes "tiltyard.stream1", run seed and episode as 64-bit little-endian integers, then scenario, case and
/// component, each as its 32-bit little-endian UTF-8 length and its UTF-8 bytes. Two different keys never share a form.
/// </summary>
public readonly record struct StreamKey(long RunSeed, string Scenario, string Case, long Episode, string Component)
{
    /// <summary>The key of a stream that nothing has been drawn from yet.</summary>
    public static StreamKey Origin { get; } = new(0, "", "", 0, "");

    private const int HeadLength = 32;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static ReadOnlySpan<byte> Tag => "tiltyard.stream1"u8;

    /// <summary>The first eight bytes of the digest, little-endian; the episode key of bootstrap weights is one of these.</summary>
    public ulong Fingerprint()
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        WriteDigest(digest);
        return BinaryPrimitives.ReadUInt64LittleEndian(digest);
    }

    /// <summary>Writes the 32 bytes of the SHA-256. A text that is not well-formed UTF-16 is refused with an ArgumentException.</summary>
    public void WriteDigest(Span<byte> digest) => WriteDigest(new EpisodeKey(RunSeed, Scenario, Case, Episode, 0), Component, digest);

    /// <summary>The same for a component whose name is no string yet.</summary>
    internal static void WriteDigest(in EpisodeKey key, ReadOnlySpan<char> component, Span<byte> digest)
    {
        var length = HeadLength + 12 + Strict.GetByteCount(key.Scenario) + Strict.GetByteCount(key.Case) + Strict.GetByteCount(component);
        var rented = length > 512 ? ArrayPool<byte>.Shared.Rent(length) : null;
        var form = rented is null ? stackalloc byte[512] : rented.AsSpan();
        Tag.CopyTo(form);
        BinaryPrimitives.WriteInt64LittleEndian(form[16..], key.RunSeed);
        BinaryPrimitives.WriteInt64LittleEndian(form[24..], key.Episode);
        var end = Append(form, HeadLength, key.Scenario);
        end = Append(form, end, key.Case);
        end = Append(form, end, component);
        SHA256.HashData(form[..end], digest);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
    }

    private static int Append(Span<byte> form, int at, ReadOnlySpan<char> text)
    {
        var length = Strict.GetBytes(text, form[(at + 4)..]);
        BinaryPrimitives.WriteInt32LittleEndian(form[at..], length);
        return at + 4 + length;
    }
}
