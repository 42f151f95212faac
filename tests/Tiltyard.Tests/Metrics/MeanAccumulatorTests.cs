using FsCheck;
using FsCheck.Fluent;
using Tiltyard.Metrics;
using Interval = Tiltyard.Metrics.Interval;

namespace Tiltyard.Tests.Metrics;

public sealed class MeanAccumulatorTests
{
    [Fact]
    public void Mean_deviation_and_extremes_are_those_of_the_textbook()
    {
        var accumulator = Of(2, 4, 4, 4, 5, 5, 7, 9);

        Assert.Equal(8, accumulator.Count);
        Assert.Equal(5, accumulator.Mean);
        Assert.Equal(Math.Sqrt(32.0 / 7), accumulator.StandardDeviation!.Value, 1e-15);
        Assert.Equal(2, accumulator.Min);
        Assert.Equal(9, accumulator.Max);
    }

    [Fact]
    public void A_small_spread_around_a_large_mean_is_not_lost()
    {
        var accumulator = Of(1e9 + 0.25, 1e9 + 0.5, 1e9 + 0.75);

        Assert.Equal(0.25, accumulator.StandardDeviation);
        Assert.Equal(0, Of([.. Enumerable.Repeat(0.1, 77)]).StandardDeviation);
    }

    [Fact]
    public void Nothing_measured_is_null_and_one_value_has_no_spread()
    {
        var empty = new MeanAccumulator(10);
        var single = Of(3);

        Assert.Equal((null, null, null, null, null), (empty.Mean, empty.StandardDeviation, empty.Min, empty.Max, empty.Bootstrap95));
        Assert.Equal(3, single.Mean);
        Assert.Null(single.StandardDeviation);
    }

    [Fact]
    public void Neither_order_nor_grouping_changes_a_bit() =>
        Prop.ForAll(
            Pieces.Numbers(1e15),
            ArbMap.Default.ArbFor<int>(),
            (numbers, seed) =>
            {
                var items = numbers.Select((value, episode) => (value, (ulong)episode)).ToArray();
                var whole = new MeanAccumulator(40);
                foreach (var item in items) Add(whole, item);
                var merged = Pieces.Merged(items, seed, () => new MeanAccumulator(40), Add, (mean, other) => mean.Merge(other));
                return Everything(whole) == Everything(merged);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_bootstrap_surrounds_the_mean()
    {
        var accumulator = new MeanAccumulator(500);
        for (var episode = 0UL; episode < 400; episode++) Add(accumulator, (episode % 10, episode));

        var interval = accumulator.Bootstrap95!.Value;

        Assert.True(interval.Contains(4.5));
        Assert.InRange(interval.High - interval.Low, 0.45, 0.68); // 2 * 1.96 * 2.87 / sqrt(400) = 0.56
    }

    [Fact]
    public void Misuse_is_refused_and_changes_nothing()
    {
        var accumulator = Of(1, 2);

        Assert.Throws<ArgumentOutOfRangeException>(() => accumulator.Add(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => accumulator.Add(1e200));
        Assert.Throws<ArgumentException>(() => accumulator.Merge(new MeanAccumulator(10)));
        Assert.Throws<InvalidOperationException>(() => new MeanAccumulator(10).Add(1));
        Assert.Equal((2L, 1.5, 1.0, 2.0), (accumulator.Count, accumulator.Mean!.Value, accumulator.Min!.Value, accumulator.Max!.Value));
    }

    [Fact]
    public void Pairs_are_differenced_and_counted()
    {
        var pairs = new PairedDifference();
        pairs.Add(1, 0.5);
        pairs.Add(0.25, 0.25);
        var more = new PairedDifference();
        more.Add(0, 0.25);
        more.Add(1, 0.25);

        pairs.Merge(more);

        Assert.Equal((4L, 2L, 1L, 1L), (pairs.Pairs, pairs.Wins, pairs.Ties, pairs.Losses));
        Assert.Equal(0.25, pairs.Mean);
        Assert.Equal((-0.25, 0.75), (pairs.Min!.Value, pairs.Max!.Value));
        Assert.Null(pairs.Bootstrap95);
    }

    [Fact]
    public void Merged_pairs_are_as_if_in_one_piece() =>
        Prop.ForAll(
            Pieces.Numbers(1e6),
            ArbMap.Default.ArbFor<int>(),
            (numbers, seed) =>
            {
                var items = numbers.Select((value, episode) => (value, (ulong)episode)).ToArray();
                var whole = new PairedDifference(30);
                foreach (var item in items) AddPair(whole, item);
                var merged = Pieces.Merged(items, seed, () => new PairedDifference(30), AddPair, (pairs, other) => pairs.Merge(other));
                return Everything(whole) == Everything(merged);
            }).QuickCheckThrowOnFailure();

    private static (long, double?, double?, double?, double?, Interval?) Everything(MeanAccumulator mean) =>
        (mean.Count, mean.Mean, mean.StandardDeviation, mean.Min, mean.Max, mean.Bootstrap95);

    private static (long, long, long, double?, double?, Interval?) Everything(PairedDifference pairs) =>
        (pairs.Wins, pairs.Ties, pairs.Losses, pairs.Mean, pairs.StandardDeviation, pairs.Bootstrap95);

    private static MeanAccumulator Of(params double[] values)
    {
        var accumulator = new MeanAccumulator();
        foreach (var value in values) accumulator.Add(value);
        return accumulator;
    }

    private static void Add(MeanAccumulator accumulator, (double Value, ulong Key) episode)
    {
        var weights = new BootstrapWeights(accumulator.Replicates);
        weights.Draw(episode.Key);
        accumulator.Add(episode.Value, weights);
    }

    private static void AddPair(PairedDifference pairs, (double Value, ulong Key) episode)
    {
        var weights = new BootstrapWeights(30);
        weights.Draw(episode.Key);
        pairs.Add(episode.Value, Math.Floor(episode.Value), weights);
    }
}
