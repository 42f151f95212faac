using System.Numerics;

namespace Tiltyard.Metrics;

/// <summary>
/// A sum of doubles without any rounding, so that neither order nor grouping can change a bit of it. The numbers lie as whole multiples
/// of 2^-1074 in 68 overlapping 32-bit digits (a superaccumulator after R. Neal, 2015); carries are postponed for a thousand additions.
/// </summary>
public sealed class ExactSum
{
    /// <summary>The weight of the lowest bit is 2 to minus this.</summary>
    internal const int FractionBits = 1074;

    /// <summary>2098 bits hold any double; the rest holds the growth of 2^63 additions.</summary>
    private const int DigitCount = 68;

    /// <summary>One addition changes a digit by less than 2^53, so a thousand stay within 63 bits.</summary>
    private const int AdditionsBetweenCarries = 1000;

    private const long DigitMask = 0xFFFFFFFF;
    private const long SignificandMask = 0xFFFFFFFFFFFFF;

    private readonly long[] _digits = new long[DigitCount];
    private int _room = AdditionsBetweenCarries;

    /// <summary>The sum rounded once, to the nearest double, ties to even; infinite only if the sum itself is out of range.</summary>
    public double Value => ToDouble(ToScaledInteger(), -FractionBits);

    /// <summary>Adds a finite number; NaN and infinities are refused with an ArgumentException and change nothing.</summary>
    public void Add(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> 52) & 0x7FF;
        var significand = bits & SignificandMask;
        if (exponent == 0x7FF) throw new ArgumentException("Only finite numbers can be summed.", nameof(value));
        if (exponent == 0) exponent = 1;
        else significand |= 1L << 52;

        unchecked
        {
            var index = (exponent - 1) >> 5;
            var shift = (exponent - 1) & 31;
            var sign = bits >> 63;
            _digits[index] += (((significand << shift) & DigitMask) ^ sign) - sign;
            _digits[index + 1] += ((significand >> (32 - shift)) ^ sign) - sign;
        }

        if (--_room == 0) Carry();
    }

    public void Merge(ExactSum other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Carry();
        other.Carry();
        for (var i = 0; i < DigitCount; i++) _digits[i] += other._digits[i];
        Carry();
    }

    /// <summary>The sum in units of 2^-1074.</summary>
    internal BigInteger ToScaledInteger()
    {
        Carry();
        var top = DigitCount - 1;
        while (top > 0 && _digits[top] == 0) top--;
        var bottom = 0;
        while (bottom < top && _digits[bottom] == 0) bottom++;
        var sum = BigInteger.Zero;
        for (var i = top; i >= bottom; i--) sum = (sum << 32) + _digits[i];
        return sum << (32 * bottom);
    }

    /// <summary>The double nearest to number * 2^exponent, ties to even.</summary>
    internal static double ToDouble(BigInteger number, int exponent)
    {
        var magnitude = BigInteger.Abs(number);
        var length = (int)magnitude.GetBitLength();
        // Subnormals keep fewer than 53 bits: nothing below 2^-1074 may survive the one rounding.
        var dropped = Math.Max(length - 53, -FractionBits - exponent);
        if (dropped > 0)
        {
            var kept = magnitude >> dropped;
            var rest = magnitude - (kept << dropped);
            var half = BigInteger.One << (dropped - 1);
            var order = rest.CompareTo(half);
            magnitude = order > 0 || (order == 0 && !kept.IsEven) ? kept + 1 : kept;
            exponent += dropped;
        }

        var value = Math.ScaleB((double)(ulong)magnitude, exponent);
        return number.Sign < 0 ? -value : value;
    }

    /// <summary>Brings every digit but the signed top one back to 0 .. 2^32 - 1, which makes the digits of a sum unique.</summary>
    private void Carry()
    {
        for (var i = 0; i < DigitCount - 1; i++)
        {
            _digits[i + 1] += _digits[i] >> 32;
            _digits[i] &= DigitMask;
        }

        _room = AdditionsBetweenCarries;
    }
}
