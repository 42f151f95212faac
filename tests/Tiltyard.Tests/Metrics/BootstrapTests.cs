using FsCheck;
using FsCheck.Fluent;
using Tiltyard.Metrics;
using Tiltyard.Worlds;
using Interval = Tiltyard.Metrics.Interval;

namespace Tiltyard.Tests.Metrics;

public sealed class BootstrapTests
{
    /// <summary>The pinned weights come from another implementation of SplitMix64.</summary>
    [Fact]
    public void Weights_follow_from_the_key_and_the_replicate_alone()
    {
        var many = new BootstrapWeights(1000);
        var few = new BootstrapWeights(10);

        many.Draw(42);
        few.Draw(7);
        few.Draw(42);

        Assert.Equal([1, 0, 0, 2, 3, 1, 2, 0, 1, 0], few.Values.ToArray().Select(weight => (int)weight));
        Assert.Equal(few.Values.ToArray(), many.Values[..10].ToArray());
    }

    [Fact]
    public void Weights_are_poisson_counts_with_mean_one()
    {
        var weights = new BootstrapWeights();
        var seen = new double[9];

        for (var episode = 0UL; episode < 2000; episode++)
        {
            weights.Draw(episode);
            foreach (var weight in weights.Values) seen[weight] += 1 / 2e6;
        }

        Assert.Equal(1, seen.Select((portion, weight) => portion * weight).Sum(), 0.003);
        Assert.Equal(0.3679, seen[0], 0.002);
        Assert.Equal(0.3679, seen[1], 0.002);
        Assert.Equal(0.1839, seen[2], 0.002);
        Assert.Equal(0.0613, seen[3], 0.001);
    }

    [Fact]
    public void Neither_order_nor_grouping_changes_a_bit() =>
        Prop.ForAll(
            Pieces.Numbers(PoissonBootstrap.ValueLimit),
            ArbMap.Default.ArbFor<int>(),
            (numbers, seed) =>
            {
                var items = numbers.Select((value, episode) => (value, (ulong)episode)).ToArray();
                var whole = new PoissonBootstrap(50);
                foreach (var item in items) Add(whole, item);
                var merged = Pieces.Merged(items, seed, () => new PoissonBootstrap(50), Add, (bootstrap, other) => bootstrap.Merge(other));
                return whole.Percentile() == merged.Percentile();
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_interval_covers_the_true_mean_about_as_often_as_it_says()
    {
        var random = new SeededRandom(new StreamKey(1, "bootstrap", "coverage", 0, "values"));
        var weights = new BootstrapWeights(400);
        var covered = 0;

        for (var study = 0; study < 400; study++)
        {
            var bootstrap = new PoissonBootstrap(400);
            for (var episode = 0; episode < 100; episode++)
            {
                weights.Draw(random.NextUInt64());
                bootstrap.Add(random.NextExponential(3), weights);
            }

            if (bootstrap.Percentile()!.Value.Contains(3)) covered++;
        }

        Assert.InRange(covered / 400.0, 0.90, 0.97);
    }

    [Fact]
    public void Large_and_small_values_mix_without_loss()
    {
        var weights = new BootstrapWeights(20);
        var bootstrap = new PoissonBootstrap(20);
        for (var episode = 0UL; episode < 3000; episode++)
        {
            weights.Draw(episode);
            bootstrap.Add(episode % 3 == 0 ? 4503599627370495.0 : episode % 3 == 1 ? -4503599627370495.0 : 400000.25, weights);
            bootstrap.Add(episode % 3 == 0 ? -4503599627370495.0 : episode % 3 == 1 ? 4503599627370495.0 : 400000.25, weights);
        }

        var interval = bootstrap.Percentile(0.999)!.Value;

        Assert.InRange(interval.Low, 100_000, 133_400);
        Assert.InRange(interval.High, 133_300, 170_000);
    }

    [Fact]
    public void Equal_values_have_an_interval_of_no_width()
    {
        var weights = new BootstrapWeights(100);
        var bootstrap = new PoissonBootstrap(100);
        for (var episode = 0UL; episode < 30; episode++)
        {
            weights.Draw(episode);
            bootstrap.Add(0.75, weights);
        }

        Assert.Equal(new Interval(0.75, 0.75), bootstrap.Percentile());
    }

    [Fact]
    public void Misuse_is_refused()
    {
        var bootstrap = new PoissonBootstrap(100);
        var weights = new BootstrapWeights(100);

        Assert.Null(bootstrap.Percentile());
        Assert.Throws<ArgumentException>(() => bootstrap.Add(1, new BootstrapWeights(99)));
        Assert.Throws<ArgumentException>(() => bootstrap.Merge(new PoissonBootstrap(99)));
        Assert.Throws<ArgumentOutOfRangeException>(() => bootstrap.Add(double.NaN, weights));
        Assert.Throws<ArgumentOutOfRangeException>(() => bootstrap.Add(PoissonBootstrap.ValueLimit, weights));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BootstrapWeights(1));
    }

    private static void Add(PoissonBootstrap bootstrap, (double Value, ulong Key) episode)
    {
        var weights = new BootstrapWeights(bootstrap.Replicates);
        weights.Draw(episode.Key);
        bootstrap.Add(episode.Value, weights);
    }
}
