namespace Tiltyard.Worlds;

/// <summary>Brings an angle to within an eighth of a turn of zero without losing precision: x = quadrant * pi/2 + result.</summary>
internal static class QuadrantReduction
{
    private const double QuarterPi = 0.7853981633974483;
    private const double TwoOverPi = 0.6366197723675814;
    private const double MediumLimit = 1.6e6; // quarter turns stay below 2^20, so their products with 33-bit parts are exact

    // pi/2 in three parts of 33 bits and a rest
    private const double Part1 = 1.5707963267341256;
    private const double Part2 = 6.077100506303966e-11;
    private const double Part3 = 2.0222662487111665e-21;
    private const double Part4 = 8.4784276603689e-32;

    private const double HalfPiHigh = 1.5707963267948966;
    private const double HalfPiLow = 6.123233995736766e-17;
    private const double TwoToMinus128 = 2.938735877055719e-39;

    /// <summary>The remainder, at most a hair above pi/4, and the quadrant, of which only the two lowest bits count.</summary>
    public static DoubleDouble Reduce(double x, out int quadrant)
    {
        var magnitude = Math.Abs(x);
        if (magnitude <= QuarterPi)
        {
            quadrant = 0;
            return new DoubleDouble(x, 0);
        }

        return magnitude <= MediumLimit ? ReduceMedium(x, out quadrant) : ReduceLarge(x, out quadrant);
    }

    private static DoubleDouble ReduceMedium(double x, out int quadrant)
    {
        var k = Math.Round(x * TwoOverPi);
        quadrant = (int)k & 3;
        var first = DoubleDouble.Sum(x - (k * Part1), -k * Part2);
        var second = DoubleDouble.Sum(first.High, -k * Part3);
        return DoubleDouble.Sum(second.High, first.Low + second.Low - (k * Part4));
    }

    /// <summary>
    /// x = M 2^E. Multiplies M by the 192 bits of 2/pi that start where the product still counts modulo 4; what lies above adds
    /// whole turns and what lies below less than 2^-137, while no double comes nearer than 2^-62 to a multiple of pi/2.
    /// </summary>
    private static DoubleDouble ReduceLarge(double x, out int quadrant)
    {
        var bits = BitConverter.DoubleToUInt64Bits(x);
        var significand = (bits & 0xFFFFFFFFFFFFFUL) | 0x10000000000000UL;
        var position = (int)((bits >> 52) & 0x7FF) - 1075 + 62;
        unchecked
        {
            var low = (UInt128)significand * WindowWord(position + 128);
            var middle = ((UInt128)significand * WindowWord(position + 64)) + (low >> 64);
            var top = (ulong)(middle >> 64) + (significand * WindowWord(position));
            var turns = new UInt128(top, (ulong)middle);

            // Read as a signed number the fraction lies in [-1/2, 1/2); when it is negative the quadrant was rounded up.
            var fraction = (Int128)((turns << 2) | ((ulong)low >> 62));
            quadrant = (int)(top >> 62) + (fraction < 0 ? 1 : 0);
            if (x < 0) (quadrant, fraction) = (-quadrant, -fraction);
            return TimesHalfPi(fraction);
        }
    }

    private static ulong WindowWord(int position)
    {
        var (index, shift) = (position >> 6, position & 63);
        var words = PortableMathTables.TwoOverPi;
        return shift == 0 ? words[index] : (words[index] << shift) | (words[index + 1] >> (64 - shift));
    }

    private static DoubleDouble TimesHalfPi(Int128 fraction)
    {
        var negative = fraction < 0;
        var rest = unchecked((UInt128)(negative ? -fraction : fraction));
        var shift = Math.Max(0, 75 - (int)UInt128.LeadingZeroCount(rest));
        var high = (double)(ulong)(rest >> shift) * Power(shift);
        var low = (double)(rest & ((UInt128.One << shift) - 1));
        var product = DoubleDouble.Product(high * TwoToMinus128, HalfPiHigh);
        var tail = product.Low + ((high * TwoToMinus128) * HalfPiLow) + (low * TwoToMinus128 * HalfPiHigh);
        return negative ? DoubleDouble.OrderedSum(-product.High, -tail) : DoubleDouble.OrderedSum(product.High, tail);
    }

    private static double Power(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + 1023) << 52);
}
