using System.Globalization;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Tiltyard.Metrics;

namespace Tiltyard.Tests.Metrics;

public sealed class ExactSumTests
{
    [Fact]
    public void A_sum_is_the_exact_sum_rounded_once() =>
        Prop.ForAll(Pieces.Numbers(double.PositiveInfinity), numbers => SameBits(Oracle(numbers), Sum(numbers).Value))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Neither_order_nor_grouping_changes_a_bit() =>
        Prop.ForAll(
            Pieces.Numbers(double.PositiveInfinity),
            ArbMap.Default.ArbFor<int>(),
            (numbers, seed) =>
            {
                var merged = Pieces.Merged(
                    numbers, seed, () => new ExactSum(), (sum, number) => sum.Add(number), (sum, other) => sum.Merge(other));
                return SameBits(Sum(numbers).Value, merged.Value);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_cancels_leaves_the_small_terms()
    {
        var sum = Sum([1e300, 1e-300, 5e-324, -1e300, 1, -1]);

        Assert.Equal(1e-300, sum.Value);
        sum.Add(-1e-300);
        Assert.Equal(5e-324, sum.Value);
        sum.Add(-5e-324);
        Assert.Equal(0, sum.Value);
    }

    [Fact]
    public void Ties_go_to_the_even_neighbour()
    {
        Assert.Equal(9007199254740992.0, Sum([9007199254740992.0, 1]).Value);
        Assert.Equal(9007199254740996.0, Sum([9007199254740994.0, 1]).Value);
        Assert.Equal(9007199254740994.0, Sum([9007199254740992.0, 1, 5e-324]).Value);
        Assert.Equal(-9007199254740994.0, Sum([-9007199254740992.0, -1, -5e-324]).Value);
    }

    [Fact]
    public void A_sum_may_leave_the_range_and_come_back()
    {
        var sum = Sum([double.MaxValue, double.MaxValue]);

        Assert.Equal(double.PositiveInfinity, sum.Value);
        sum.Add(-double.MaxValue);
        Assert.Equal(double.MaxValue, sum.Value);
    }

    [Fact]
    public void Many_additions_of_the_largest_digits_do_not_overflow()
    {
        var sum = new ExactSum();

        for (var i = 0; i < 100_000; i++) sum.Add(-4294967295.9999995);

        Assert.Equal(100_000 * -4294967295.9999995, sum.Value);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_not_finite_is_refused_and_leaves_the_sum_alone(double value)
    {
        var sum = Sum([1.5]);

        Assert.Throws<ArgumentException>(() => sum.Add(value));
        Assert.Equal(1.5, sum.Value);
    }

    private static ExactSum Sum(double[] numbers)
    {
        var sum = new ExactSum();
        foreach (var number in numbers) sum.Add(number);
        return sum;
    }

    private static double Oracle(double[] numbers)
    {
        var total = BigInteger.Zero;
        foreach (var number in numbers)
        {
            var bits = BitConverter.DoubleToInt64Bits(number);
            var exponent = (int)(bits >> 52) & 0x7FF;
            var significand = (BigInteger)((bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52)) << (Math.Max(exponent, 1) - 1);
            total += bits < 0 ? -significand : significand;
        }

        // The platform's parser rounds a decimal of any length correctly: 2^-1074 = 5^1074 / 10^1074.
        return total.IsZero ? 0 : double.Parse($"{total * BigInteger.Pow(5, 1074)}E-1074", CultureInfo.InvariantCulture);
    }

    private static bool SameBits(double expected, double actual) =>
        BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual);
}
