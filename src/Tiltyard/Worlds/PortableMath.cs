namespace Tiltyard.Worlds;

/// <summary>
/// Logarithm, exponential and power from additions, multiplications and divisions alone, so that every machine gives the same bits; the
/// platform's functions differ in the last one. Worst errors seen against 300-bit arithmetic: Log 0.500, Exp 0.508, Pow 0.505 units in
/// the last place (0.71 where the result is subnormal), Log1P 0.66, ExpM1 2.1. Sines are in the other half of this type.
/// </summary>
public static partial class PortableMath
{
    private const double InverseStep = 92.33248261689366;        // 64 / ln 2
    private const double StepHigh = 0.010830424696223417;        // ln 2 / 64 as a multiple of 2^-42
    private const double StepLow = 2.572804622327669e-14;
    private const double Ln2High = 0.6931471805598903;           // ln 2 as a multiple of 2^-42
    private const double Ln2Low = 5.497923018708371e-14;
    private const double TwoTo54 = 18014398509481984.0;
    private const ulong HalfRootOfTwo = 0x3FE6A09E667F3BCDUL;    // the bits of sqrt(1/2)

    /// <summary>The natural logarithm; -infinity at 0, NaN below.</summary>
    public static double Log(double x)
    {
        if (double.IsNaN(x) || x < 0) return double.NaN;
        if (x == 0) return double.NegativeInfinity;
        return double.IsPositiveInfinity(x) ? x : LogOf(x).Value;
    }

    /// <summary>ln(1 + x) without losing a small x; -infinity at -1, NaN below.</summary>
    public static double Log1P(double x)
    {
        if (double.IsNaN(x) || x < -1) return double.NaN;
        if (x == -1) return double.NegativeInfinity;
        if (double.IsPositiveInfinity(x) || x == 0) return x;
        var sum = DoubleDouble.Sum(1, x);
        var log = LogOf(sum.High);
        return log.High + (log.Low + (sum.Low / sum.High));
    }

    /// <summary>e to the x; infinity above 709.78, 0 below -745.13.</summary>
    public static double Exp(double x) => ExpOf(x, 0);

    /// <summary>e to the x, minus 1, without losing a small x.</summary>
    public static double ExpM1(double x)
    {
        if (!(Math.Abs(x) < 0.3)) return ExpOf(x, 0) - 1;
        var sum = 0.0;
        for (var n = 14; n >= 2; n--) sum = (1 + sum) * x / n;
        return x + (x * sum);
    }

    /// <summary>x to the y, with the special cases of IEEE 754 (anything to the 0 and 1 to anything are 1, even for NaN).</summary>
    public static double Pow(double x, double y)
    {
        if (y == 0 || x == 1) return 1;
        if (double.IsNaN(x) || double.IsNaN(y)) return double.NaN;
        var magnitude = Math.Abs(x);
        if (double.IsInfinity(y)) return magnitude == 1 ? 1 : (magnitude > 1) == (y > 0) ? double.PositiveInfinity : 0;

        var odd = IsOddInteger(y);
        if (magnitude == 0 || double.IsInfinity(magnitude))
        {
            var end = (magnitude == 0) == (y > 0) ? 0.0 : double.PositiveInfinity;
            return odd && double.IsNegative(x) ? -end : end;
        }

        if (x < 0 && Math.Floor(y) != y) return double.NaN;
        var power = PowerOf(magnitude, y);
        return x < 0 && odd ? -power : power;
    }

    private static double PowerOf(double x, double y)
    {
        if (x == 1) return 1;
        var log = LogOf(x);
        // No double but 1 has |ln x| below 2^-54, so from 2^64 on the result has left the range, and the product could overflow.
        if (Math.Abs(y) >= 18446744073709551616.0) return (log.High > 0) == (y > 0) ? double.PositiveInfinity : 0;
        var exponent = DoubleDouble.Product(log.High, y);
        return ExpOf(exponent.High, exponent.Low + (log.Low * y));
    }

    private static bool IsOddInteger(double y)
    {
        var magnitude = Math.Abs(y);
        return magnitude < 9007199254740992.0 && Math.Floor(magnitude) == magnitude && ((long)magnitude & 1) == 1;
    }

    /// <summary>e to the (x + tail): x = k ln2/64 + r, and e to the r is a Taylor polynomial for |r| below 0.0055.</summary>
    private static double ExpOf(double x, double tail)
    {
        if (double.IsNaN(x)) return x;
        if (x > 710) return double.PositiveInfinity;
        if (x < -746) return 0;
        var k = Math.Round(x * InverseStep);
        var r = (x - (k * StepHigh)) + (tail - (k * StepLow));
        var p = r + (r * r * ((1.0 / 2) + (r * ((1.0 / 6) + (r * ((1.0 / 24) + (r * ((1.0 / 120) + (r * (1.0 / 720))))))))));
        var index = ((int)k & 63) * 2;
        var high = PortableMathTables.PowersOfTwo[index];
        return Scale(high + (PortableMathTables.PowersOfTwo[index + 1] + (high * p)), (int)k >> 6);
    }

    private static double Scale(double value, int exponent)
    {
        if (exponent is >= -1021 and <= 1023) return value * PowerOfTwo(exponent);
        var half = exponent >> 1;
        return value * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }

    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + 1023) << 52);

    /// <summary>
    /// ln x for finite positive x, relative error below 2^-66: x = 2^e m, c is a ten-bit number near 1/m, and ln x = e ln 2 - ln c +
    /// ln(1 + r) with r = mc - 1 held exactly, because m is cut into halves whose products with c are exact.
    /// </summary>
    private static DoubleDouble LogOf(double x)
    {
        var shift = 0;
        if (x < 2.2250738585072014e-308) (x, shift) = (x * TwoTo54, -54);
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (bits - (long)HalfRootOfTwo) >> 52;
        bits -= exponent << 52;
        var m = BitConverter.Int64BitsToDouble(bits);
        var head = BitConverter.Int64BitsToDouble(bits & ~0x7FFFFFFL);

        var row = ((int)((m * 128) + 0.5) - PortableMathTables.FirstLogarithm) * 3;
        var c = PortableMathTables.Logarithms[row];
        var r = DoubleDouble.OrderedSum((head * c) - 1, (m - head) * c);
        var square = DoubleDouble.Product(r.High, r.High);
        var e = (double)(exponent + shift);

        var first = DoubleDouble.Sum((e * Ln2High) + PortableMathTables.Logarithms[row + 1], r.High);
        var second = DoubleDouble.Sum(first.High, -0.5 * square.High);
        var rest = (e * Ln2Low) + PortableMathTables.Logarithms[row + 2] + r.Low - (r.High * r.Low) - (0.5 * square.Low);
        return DoubleDouble.OrderedSum(second.High, first.Low + second.Low + rest + (r.High * square.High * LogTail(r.High)));
    }

    /// <summary>(ln(1 + r) - r + r^2/2) / r^3 for |r| below 0.0073.</summary>
    private static double LogTail(double r) =>
        (1.0 / 3) - (r * ((1.0 / 4) - (r * ((1.0 / 5) - (r * ((1.0 / 6) - (r * ((1.0 / 7) - (r * ((1.0 / 8) - (r * (1.0 / 9))))))))))));
}
