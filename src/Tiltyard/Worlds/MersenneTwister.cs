using System.Collections.Immutable;
using System.Numerics;

namespace Tiltyard.Worlds;

/// <summary>
/// MT19937, number by number what CPython's random.Random gives for an integer seed. For worlds with a published reference; every other
/// stream is a <see cref="SeededRandom"/>. Reseeding only notes the seed: the words are set up at the first draw and renewed
/// one by one, so an episode that draws nothing pays nothing.
/// </summary>
public sealed class MersenneTwister
{
    private const int Size = 624;
    private const int Offset = 397;
    private const uint Matrix = 0x9908B0DF;
    private const double TwoPi = 6.283185307179586;

    private static readonly uint[] Origin = BuildOrigin();

    private readonly uint[] _words = new uint[Size];
    private ulong _seed;
    private bool _seedWaits;
    private int _next;
    private double? _waitingGaussian;

    public MersenneTwister(long seed = 0) => Reseed(seed);

    /// <summary>Starts the stream of random.seed(seed). As in CPython the sign does not matter.</summary>
    public void Reseed(long seed) => Reseed(unchecked((ulong)(seed < 0 ? -seed : seed)));

    public void Reseed(ulong seed)
    {
        _seed = seed;
        _seedWaits = true;
        _waitingGaussian = null;
    }

    /// <summary>The next 32 bits.</summary>
    public uint NextUInt32()
    {
        if (_seedWaits) SetUp();
        var here = _next;
        var following = here == Size - 1 ? 0 : here + 1;
        var far = here < Size - Offset ? here + Offset : here - (Size - Offset);
        var mixed = (_words[here] & 0x80000000) | (_words[following] & 0x7FFFFFFF);
        var word = _words[far] ^ (mixed >> 1) ^ ((mixed & 1) == 0 ? 0 : Matrix);
        _words[here] = word;
        _next = following;

        word ^= word >> 11;
        word ^= (word << 7) & 0x9D2C5680;
        word ^= (word << 15) & 0xEFC60000;
        return word ^ (word >> 18);
    }

    /// <summary>getrandbits(k) for k from 0 to 64: the low 32 bits are drawn first, and 0 bits draw nothing.</summary>
    public ulong GetRandBits(int k)
    {
        if (k is < 0 or > 64) throw new ArgumentOutOfRangeException(nameof(k), k, "Bits go from 0 to 64.");
        if (k == 0) return 0;
        if (k <= 32) return NextUInt32() >> (32 - k);
        var low = NextUInt32();
        return ((ulong)(NextUInt32() >> (64 - k)) << 32) | low;
    }

    /// <summary>random(): one of the 2^53 multiples of 2^-53 in [0, 1).</summary>
    public double Random()
    {
        var high = NextUInt32() >> 5;
        var low = NextUInt32() >> 6;
        return ((high * 67108864.0) + low) * (1.0 / 9007199254740992.0);
    }

    /// <summary>uniform(low, high).</summary>
    public double Uniform(double low, double high) => low + ((high - low) * Random());

    /// <summary>gauss(mean, deviation): values come in pairs (Box-Muller), and the second waits for the next call.</summary>
    public double Gauss(double mean, double deviation)
    {
        if (_waitingGaussian is { } waiting)
        {
            _waitingGaussian = null;
            return mean + (waiting * deviation);
        }

        var angle = Random() * TwoPi;
        var radius = Math.Sqrt(-2.0 * PortableMath.Log(1.0 - Random()));
        _waitingGaussian = PortableMath.Sin(angle) * radius;
        return mean + (PortableMath.Cos(angle) * radius * deviation);
    }

    /// <summary>randint(low, high), both ends included.</summary>
    public long RandInt(long low, long high)
    {
        if (high < low) throw new ArgumentOutOfRangeException(nameof(high), high, "The high end lies below the low end.");
        unchecked
        {
            var count = (ulong)high - (ulong)low + 1;
            if (count == 0)
                throw new ArgumentOutOfRangeException(nameof(high), high, "At most 2^64 - 1 different values can be asked for.");
            return (long)((ulong)low + Below(count));
        }
    }

    /// <summary>The index random.choice would take from a sequence of this many.</summary>
    public int ChoiceIndex(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return (int)Below((ulong)count);
    }

    public MersenneTwisterState Save()
    {
        if (_seedWaits) SetUp();
        return new MersenneTwisterState { Words = ImmutableArray.Create(_words), Next = _next, WaitingGaussian = _waitingGaussian };
    }

    public void Restore(MersenneTwisterState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Words.IsDefault || state.Words.Length != Size || state.Next is < 0 or >= Size)
            throw new ArgumentException("A Mersenne Twister has 624 _words and an index from 0 to 623.", nameof(state));
        state.Words.CopyTo(_words);
        _next = state.Next;
        _waitingGaussian = state.WaitingGaussian;
        _seedWaits = false;
    }

    private ulong Below(ulong count)
    {
        var bits = 64 - BitOperations.LeadingZeroCount(count);
        var drawn = GetRandBits(bits);
        while (drawn >= count) drawn = GetRandBits(bits);
        return drawn;
    }

    /// <summary>
    /// init_by_array with the seed's 32-bit digits, lowest first. Both loops are chains, each word needs the one before.
    /// </summary>
    private void SetUp()
    {
        Origin.CopyTo(_words, 0);
        uint even = (uint)(_seed & 0xFFFFFFFF), odd = (uint)(_seed >> 32);
        var oneDigit = odd == 0;
        unchecked
        {
            var last = _words[0];
            for (var i = 1; i < _words.Length; i++)
            {
                var digit = oneDigit || (i & 1) == 1 ? even : odd + 1;
                last = _words[i] = (_words[i] ^ ((last ^ (last >> 30)) * 1664525)) + digit;
            }

            // The array is walked as a ring in which word 0 repeats word 623; this is the first loop's 624th step.
            var final = oneDigit ? even : odd + 1;
            last = _words[1] = (_words[1] ^ ((last ^ (last >> 30)) * 1664525)) + final;
            for (var i = 2; i < _words.Length; i++)
                last = _words[i] = (_words[i] ^ ((last ^ (last >> 30)) * 1566083941)) - (uint)i;
            _words[1] = (_words[1] ^ ((last ^ (last >> 30)) * 1566083941)) - 1;
        }

        _words[0] = 0x80000000;
        _next = 0;
        _seedWaits = false;
    }

    /// <summary>init_genrand(19650218), where every seeding starts.</summary>
    private static uint[] BuildOrigin()
    {
        var origin = new uint[Size];
        origin[0] = 19650218;
        for (var i = 1; i < Size; i++)
        {
            var before = origin[i - 1];
            origin[i] = unchecked((1812433253 * (before ^ (before >> 30))) + (uint)i);
        }

        return origin;
    }
}
