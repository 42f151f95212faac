using Tiltyard.Metrics;

namespace Tiltyard.Tests.Metrics;

/// <summary>The golden values were computed with 40 digits.</summary>
public sealed class NormalTailTests
{
    [Theory]
    [InlineData(0.5, 0.0)]
    [InlineData(0.4, 0.2533471031357997)]
    [InlineData(0.3, 0.5244005127080408)]
    [InlineData(0.1, 1.2815515655446004)]
    [InlineData(0.025, 1.9599639845400543)]
    [InlineData(0.005, 2.575829303548901)]
    [InlineData(0.00135, 2.999976992703393)]
    [InlineData(1e-06, 4.753424308822899)]
    [InlineData(1e-12, 7.034483825301132)]
    [InlineData(0.975, -1.9599639845400538)]
    public void Quantiles_agree_with_high_precision_arithmetic(double tail, double expected) =>
        Assert.Equal(expected, NormalTail.Quantile(tail), 1e-13 * Math.Max(1, Math.Abs(expected)));

    [Theory]
    [InlineData(0.1, 0.460172162722971)]
    [InlineData(1, 0.15865525393145705)]
    [InlineData(2, 0.02275013194817921)]
    [InlineData(2.4999, 0.00621141837494459)]
    [InlineData(2.5, 0.006209665325776135)]
    [InlineData(3, 0.0013498980316300946)]
    [InlineData(5, 2.866515718791939e-07)]
    [InlineData(10, 7.619853024160525e-24)]
    [InlineData(30, 4.906713927148187e-198)]
    [InlineData(-1, 0.8413447460685429)]
    public void Tails_agree_with_high_precision_arithmetic(double z, double expected) =>
        Assert.Equal(expected, NormalTail.Probability(z), 2e-13 * expected);

    [Fact]
    public void The_quantile_undoes_the_tail()
    {
        for (var tail = 0.49; tail > 1e-300; tail *= 0.37)
            Assert.Equal(tail, NormalTail.Probability(NormalTail.Quantile(tail)), 1e-11 * tail);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_tail_of_nothing_or_everything_has_no_quantile(double tail) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalTail.Quantile(tail));
}
