using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace Tiltyard.Worlds;

/// <summary>
/// The house's random stream: xoshiro256** (Blackman and Vigna) whose state is the SHA-256 of its <see cref="StreamKey"/>, read as four
/// little-endian words. Worlds that must follow a published reference use <see cref="MersenneTwister"/>. Reseeding allocates nothing.
/// </summary>
public sealed class SeededRandom
{
    private const double TwoPi = 6.283185307179586;

    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;
    private double? _waitingGaussian;

    /// <summary>A stream to be reseeded before use.</summary>
    public SeededRandom()
        : this(StreamKey.Origin)
    {
    }

    public SeededRandom(in StreamKey key) => Reseed(key);

    public void Reseed(in StreamKey key)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        key.WriteDigest(digest);
        Reseed(digest);
    }

    /// <summary>Starts the stream of a component whose name is no string yet.</summary>
    public void Reseed(in EpisodeKey key, ReadOnlySpan<char> component)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        StreamKey.WriteDigest(key, component, digest);
        Reseed(digest);
    }

    private void Reseed(ReadOnlySpan<byte> digest)
    {
        _a = BinaryPrimitives.ReadUInt64LittleEndian(digest);
        _b = BinaryPrimitives.ReadUInt64LittleEndian(digest[8..]);
        _c = BinaryPrimitives.ReadUInt64LittleEndian(digest[16..]);
        _d = BinaryPrimitives.ReadUInt64LittleEndian(digest[24..]);
        _waitingGaussian = null;
    }

    public ulong NextUInt64()
    {
        unchecked
        {
            var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
            var shifted = _b << 17;
            _c ^= _a;
            _d ^= _b;
            _b ^= _c;
            _a ^= _d;
            _c ^= shifted;
            _d = BitOperations.RotateLeft(_d, 45);
            return result;
        }
    }

    /// <summary>One of the 2^53 multiples of 2^-53 in [0, 1).</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / 9007199254740992.0);

    /// <summary>0 to <paramref name="exclusiveBound"/> - 1, each exactly as likely (Lemire's multiplication with rejection).</summary>
    public int NextInt(int exclusiveBound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveBound);
        var bound = (ulong)exclusiveBound;
        var high = Math.BigMul(NextUInt64(), bound, out var low);
        if (low < bound)
        {
            var surplus = unchecked(0 - bound) % bound;
            while (low < surplus) high = Math.BigMul(NextUInt64(), bound, out low);
        }

        return (int)high;
    }

    /// <summary>
    /// True with the given probability. Always draws once, also for 0 and 1, so that streams stay aligned between treatments.
    /// </summary>
    public bool NextBool(double probability)
    {
        if (!(probability >= 0 && probability <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies between 0 and 1.");
        return NextDouble() < probability;
    }

    /// <summary>A normal value (Box-Muller): values come in pairs, and the second waits for the next call.</summary>
    public double NextGaussian(double mean, double deviation)
    {
        if (!(deviation >= 0)) throw new ArgumentOutOfRangeException(nameof(deviation), deviation, "A deviation is not negative.");
        if (_waitingGaussian is { } waiting)
        {
            _waitingGaussian = null;
            return mean + (waiting * deviation);
        }

        var angle = NextDouble() * TwoPi;
        var radius = Math.Sqrt(-2 * PortableMath.Log(1 - NextDouble()));
        _waitingGaussian = PortableMath.Sin(angle) * radius;
        return mean + (PortableMath.Cos(angle) * radius * deviation);
    }

    /// <summary>A waiting time with the given mean.</summary>
    public double NextExponential(double mean)
    {
        if (!(mean >= 0)) throw new ArgumentOutOfRangeException(nameof(mean), mean, "A mean waiting time is not negative.");
        return mean * -PortableMath.Log(1 - NextDouble());
    }

    /// <summary>Fisher and Yates, from the last place down.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var chosen = NextInt(last + 1);
            (items[last], items[chosen]) = (items[chosen], items[last]);
        }
    }

    public SeededRandomState Save() => new(_a, _b, _c, _d, _waitingGaussian);

    public void Restore(in SeededRandomState state)
    {
        if ((state.A | state.B | state.C | state.D) == 0)
            throw new ArgumentException("Four zero words are no state: xoshiro256** would only give zeros.", nameof(state));
        (_a, _b, _c, _d) = (state.A, state.B, state.C, state.D);
        _waitingGaussian = state.WaitingGaussian;
    }
}
