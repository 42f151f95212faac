using FsCheck;
using FsCheck.Fluent;
using Tiltyard.Metrics;

namespace Tiltyard.Tests.Metrics;

public sealed class IntegerHistogramTests
{
    [Theory]
    [InlineData(0, 10)]
    [InlineData(0.25, 17.5)]
    [InlineData(0.5, 25)]
    [InlineData(0.95, 38.5)]
    [InlineData(1, 40)]
    public void Quantiles_lie_linearly_between_order_statistics(double portion, double expected)
    {
        var histogram = Of(40, 10, 30, 20);

        Assert.Equal(expected, histogram.Quantile(portion)!.Value, 1e-12);
    }

    [Fact]
    public void Below_two_to_the_sixteen_every_quantile_is_exact() =>
        Prop.ForAll(
            Gen.Choose(0, 65535).Select(value => (long)value).NonEmptyListOf().ToArbitrary(),
            Gen.Choose(0, 1000).ToArbitrary(),
            (values, thousandths) =>
                Math.Abs(Of([.. values]).Quantile(thousandths / 1000.0)!.Value - BySorting(values, thousandths / 1000.0)) < 1e-9)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Above_it_quantiles_are_within_one_part_in_128()
    {
        var chance = new Random(8);
        for (var round = 0; round < 300; round++)
        {
            var values = Enumerable.Range(0, chance.Next(1, 40)).Select(_ => chance.NextInt64(1L << chance.Next(1, 63))).ToList();
            var portion = chance.NextDouble();

            var (expected, found) = (BySorting(values, portion), Of([.. values]).Quantile(portion)!.Value);

            Assert.True(Math.Abs(found - expected) <= expected / 128, $"{found} instead of {expected}");
        }
    }

    [Fact]
    public void Neither_order_nor_grouping_changes_a_quantile() =>
        Prop.ForAll(
            Gen.Choose(0, 2_000_000).Select(value => (long)value).ArrayOf().ToArbitrary(),
            ArbMap.Default.ArbFor<int>(),
            (values, seed) =>
            {
                var whole = Of(values);
                var merged = Pieces.Merged(
                    values, seed, () => new IntegerHistogram(), (some, value) => some.Add(value), (some, other) => some.Merge(other));
                return (whole.Count, whole.Min, whole.Max) == (merged.Count, merged.Min, merged.Max)
                    && new[] { 0, 0.05, 0.5, 0.95, 0.99, 1 }.All(portion => whole.Quantile(portion) == merged.Quantile(portion));
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Extremes_are_exact_however_large()
    {
        var histogram = Of(long.MaxValue, 70_001, 70_003);

        Assert.Equal((70_001L, long.MaxValue), (histogram.Min!.Value, histogram.Max!.Value));
        Assert.InRange(histogram.Quantile(0)!.Value, 70_001, 70_003);
    }

    [Fact]
    public void Repeated_values_can_be_counted_at_once()
    {
        var histogram = new IntegerHistogram();
        histogram.Add(5, 3);
        histogram.Add(9, 0);
        histogram.Add(6);

        Assert.Equal(4, histogram.Count);
        Assert.Equal(5, histogram.Quantile(0.5));
        Assert.Equal(6, histogram.Max);
    }

    [Fact]
    public void Nothing_counted_has_no_quantile_and_misuse_is_refused()
    {
        var histogram = new IntegerHistogram();

        Assert.Null(histogram.Quantile(0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => histogram.Add(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => histogram.Quantile(1.5));
    }

    private static IntegerHistogram Of(params long[] values)
    {
        var histogram = new IntegerHistogram();
        foreach (var value in values) histogram.Add(value);
        return histogram;
    }

    private static double BySorting(IReadOnlyCollection<long> values, double portion)
    {
        var sorted = values.Order().ToArray();
        var position = (sorted.Length - 1) * portion;
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (((double)sorted[above] - sorted[below]) * (position - below));
    }

    [Fact]
    public void A_value_is_found_by_how_many_precede_it()
    {
        var histogram = new IntegerHistogram();
        foreach (var value in new long[] { 7, 3, 3, 9 }) histogram.Add(value);

        Assert.Equal([3, 3, 7, 9], Enumerable.Range(0, 4).Select(rank => histogram.OrderStatistic(rank)));
        Assert.Throws<ArgumentOutOfRangeException>(() => histogram.OrderStatistic(4));
    }
}
