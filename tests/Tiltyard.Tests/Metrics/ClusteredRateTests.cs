using Tiltyard.Metrics;

namespace Tiltyard.Tests.Metrics;

public sealed class ClusteredRateTests
{
    [Fact]
    public void Parts_added_up_give_the_same_bits_as_one_count()
    {
        var (whole, left, right) = (new ClusteredRate(), new ClusteredRate(), new ClusteredRate());
        for (var trial = 0; trial < 500; trial++)
        {
            var (cluster, success) = ((ulong)(trial % 23), trial % 3 == 0);
            whole.Add(cluster, success);
            (trial % 2 == 0 ? left : right).Add(cluster, success);
        }

        right.Merge(left);

        Assert.Equal(whole.Pooled, right.Pooled);
        Assert.Equal(whole.Interval95(new ClusterWeights()), right.Interval95(new ClusterWeights()));
    }

    [Fact]
    public void Trials_that_are_alike_within_clusters_widen_the_interval()
    {
        var (alone, alike) = (new ClusteredRate(), new ClusteredRate());
        for (var trial = 0; trial < 400; trial++)
        {
            alone.Add((ulong)trial, trial % 2 == 0);
            alike.Add((ulong)(trial / 20), trial / 20 % 2 == 0);
        }

        var (narrow, wide) = (alone.Interval95(new ClusterWeights())!.Value, alike.Interval95(new ClusterWeights())!.Value);

        Assert.Equal(alone.Pooled, alike.Pooled);
        Assert.InRange(narrow.High - narrow.Low, 0.08, 0.12);
        Assert.InRange(wide.High - wide.Low, 0.3, 0.6);
    }

    [Fact]
    public void It_is_the_bootstrap_that_adds_every_trial_with_the_weights_of_its_cluster()
    {
        var (rate, bootstrap, weights) = (new ClusteredRate(), new PoissonBootstrap(), new BootstrapWeights());
        for (var trial = 0; trial < 300; trial++)
        {
            weights.Draw((ulong)(trial % 17));
            rate.Add((ulong)(trial % 17), trial % 17 * 7 % 5 < 2);
            bootstrap.Add(trial % 17 * 7 % 5 < 2 ? 1 : 0, weights);
        }

        var (own, other) = (rate.Interval95(new ClusterWeights())!.Value, bootstrap.Percentile()!.Value);

        Assert.Equal(other.Low, own.Low, 9);
        Assert.Equal(other.High, own.High, 9);
    }

    [Fact]
    public void Where_no_cluster_differs_the_interval_counts_clusters_and_not_trials()
    {
        var none = new ClusteredRate();
        for (var trial = 0; trial < 1_000; trial++) none.Add((ulong)(trial % 10), false);

        Assert.Equal(new Rate(0, 10).Wilson(), none.Interval95(new ClusterWeights()));
        Assert.Null(new ClusteredRate().Interval95(new ClusterWeights()));
    }

    [Fact]
    public void Every_family_counts_alike_in_the_macro_mean()
    {
        var (large, small, empty) = (new ClusteredRate(), new ClusteredRate(), new ClusteredRate());
        for (var trial = 0; trial < 90; trial++) large.Add((ulong)trial, trial < 45);
        for (var trial = 0; trial < 10; trial++) small.Add((ulong)trial, trial < 9);

        Assert.Equal(0.7, ClusteredRate.Macro([large, small, empty])!.Value, 12);
        Assert.True(ClusteredRate.MacroInterval95([large, small, empty], new ClusterWeights())!.Value.Contains(0.7));
        Assert.Null(ClusteredRate.Macro([empty]));
    }
}
