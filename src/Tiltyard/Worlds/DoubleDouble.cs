using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tiltyard.Worlds;

/// <summary>
/// A number kept as the unevaluated sum of two doubles, about 106 bits. The factories are error-free: High is the rounded
/// result and Low is exactly what rounding lost. For long sums use Metrics.ExactSum.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DoubleDouble(double High, double Low)
{
    /// <summary>2^27 + 1: cuts a significand into two halves whose products are exact.</summary>
    private const double Splitter = 134217729.0;

    public double Value => High + Low;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble Sum(double a, double b)
    {
        var sum = a + b;
        var part = sum - a;
        return new DoubleDouble(sum, (a - (sum - part)) + (b - part));
    }

    /// <summary>
    /// As <see cref="Sum"/>, cheaper; the first term must not be smaller in magnitude than the second, unless it is zero.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble OrderedSum(double larger, double smaller)
    {
        var sum = larger + smaller;
        return new DoubleDouble(sum, smaller - (sum - larger));
    }

    /// <summary>
    /// Exact while factors stay below 2^996, the product below the largest double, and the lost part above the subnormals.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble Product(double a, double b)
    {
        var product = a * b;
        var cutA = a * Splitter;
        var cutB = b * Splitter;
        var highA = cutA - (cutA - a);
        var highB = cutB - (cutB - b);
        var lowA = a - highA;
        var lowB = b - highB;
        var lost = (((highA * highB) - product) + (highA * lowB) + (lowA * highB)) + (lowA * lowB);
        return new DoubleDouble(product, lost);
    }

    /// <summary>The sum of two such numbers, relative error below 2^-104 when both have one sign.</summary>
    public static DoubleDouble operator +(DoubleDouble left, DoubleDouble right)
    {
        var sum = Sum(left.High, right.High);
        var tail = Sum(left.Low, right.Low);
        var middle = OrderedSum(sum.High, sum.Low + tail.High);
        return OrderedSum(middle.High, middle.Low + tail.Low);
    }

    public static DoubleDouble operator -(DoubleDouble left, DoubleDouble right) =>
        left + new DoubleDouble(-right.High, -right.Low);

    public static DoubleDouble operator *(DoubleDouble left, DoubleDouble right)
    {
        var product = Product(left.High, right.High);
        return OrderedSum(product.High, product.Low + ((left.High * right.Low) + (left.Low * right.High)));
    }

    public static DoubleDouble operator /(DoubleDouble left, double divisor)
    {
        var quotient = left.High / divisor;
        var back = Product(quotient, divisor);
        return OrderedSum(quotient, (((left.High - back.High) - back.Low) + left.Low) / divisor);
    }
}
