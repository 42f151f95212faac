using MathNet.Numerics.Distributions;
using Tiltyard.Metrics;

namespace Tiltyard.Tests.Metrics;

public sealed class RateTests
{
    /// <summary>Bounds computed with 40 digits by another method (Lentz's fraction and log-gamma).</summary>
    [Theory]
    [InlineData(0, 1, 0.95, 0.0, 0.975, 0.0, 0.7934506856227626)]
    [InlineData(1, 1, 0.95, 0.025000000000000022, 1.0, 0.20654931437723745, 1.0)]
    [InlineData(0, 5, 0.95, 0.0, 0.5218237501049814, 0.0, 0.4344824647831747)]
    [InlineData(3, 5, 0.95, 0.14663279963467316, 0.9472550494736831, 0.23072428127601297, 0.8823792257673521)]
    [InlineData(1, 10, 0.95, 0.002528578544461787, 0.4450161170281954, 0.01787621309507291, 0.4041500267952384)]
    [InlineData(50, 100, 0.95, 0.398321129503301, 0.601678870496699, 0.4038315303659957, 0.5961684696340044)]
    [InlineData(97, 100, 0.99, 0.8945187462749218, 0.9965929298968202, 0.889124722848905, 0.9923878306982215)]
    [InlineData(1, 1000, 0.95, 2.5317487491294065e-05, 0.005558924279826672, 0.00017654637062607806, 0.005642558597957935)]
    [InlineData(999, 1000, 0.95, 0.9944410757201734, 0.9999746825125088, 0.9943574414020421, 0.999823453629374)]
    [InlineData(0, 10000000, 0.95, 0.0, 3.6888787737224376e-07, 0.0, 3.841457345014104e-07)]
    [InlineData(1, 10000000, 0.95, 2.531780795224033e-09, 5.57164211736073e-07, 1.7652455711617434e-08, 5.664932019606461e-07)]
    [InlineData(2, 10000000, 0.99, 1.034945513872627e-08, 9.273788716474431e-07, 3.904556754450483e-08, 1.0244433869436916e-06)]
    [InlineData(17, 10000000, 0.95, 9.903129488514723e-07, 2.721863290901889e-06, 1.0614469232684393e-06, 2.722697505137474e-06)]
    [InlineData(5000000, 10000000, 0.95, 0.4996900525213711, 0.5003099474786289, 0.49969010254337065, 0.5003098974566293)]
    [InlineData(9999999, 10000000, 0.95, 0.9999994428357882, 0.9999999974682192, 0.999999433506798, 0.9999999823475443)]
    [InlineData(10000000, 10000000, 0.95, 0.9999996311121226, 1.0, 0.9999996158542654, 1.0)]
    [InlineData(123456, 10000000, 0.999, 0.012231017148924944, 0.012460919834556435, 0.012231225802041121, 0.012461030218872347)]
    [InlineData(9876543, 10000000, 0.95, 0.9875856688903338, 0.9877226485519585, 0.9875856726739742, 0.9877225526653872)]
    [InlineData(200, 250, 0.5, 0.7801292708014331, 0.818216550763096, 0.7823984742410622, 0.8165116616190248)]
    [InlineData(29, 30, 0.999999, 0.5536845232894699, 0.9999999833333293, 0.5204986383536795, 0.9987109387192347)]
    public void Intervals_agree_with_high_precision_arithmetic(
        long successes, long trials, double confidence, double exactLow, double exactHigh, double wilsonLow, double wilsonHigh)
    {
        var rate = new Rate(successes, trials);

        var exact = rate.ClopperPearson(confidence)!.Value;
        var wilson = rate.Wilson(confidence)!.Value;

        AssertRelative(exactLow, exact.Low, 1e-12);
        AssertRelative(exactHigh, exact.High, 1e-12);
        AssertRelative(wilsonLow, wilson.Low, 1e-12);
        AssertRelative(wilsonHigh, wilson.High, 1e-12);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(97)]
    [InlineData(1000)]
    [InlineData(25_000)]
    public void Exact_intervals_agree_with_the_beta_quantiles_of_MathNet(long trials)
    {
        for (var successes = trials / 10; successes < trials; successes += Math.Max(1, trials / 10))
        {
            var exact = new Rate(successes, trials).ClopperPearson()!.Value;

            AssertRelative(Beta.InvCDF(successes, trials - successes + 1, 0.025), exact.Low, 1e-10);
            AssertRelative(Beta.InvCDF(successes + 1, trials - successes, 0.975), exact.High, 1e-10);
        }
    }

    [Fact]
    public void The_bounds_are_where_a_result_this_extreme_has_half_the_missing_confidence()
    {
        for (var trials = 1; trials <= 60; trials++)
        {
            for (var successes = 0; successes <= trials; successes++)
            {
                var exact = new Rate(successes, trials).ClopperPearson(0.9)!.Value;

                if (successes > 0) Assert.Equal(0.05, 1 - Binomial.CDF(exact.Low, trials, successes - 1), 1e-9);
                if (successes < trials) Assert.Equal(0.05, Binomial.CDF(exact.High, trials, successes), 1e-9);
            }
        }
    }

    [Fact]
    public void Nothing_tried_is_no_estimate_and_no_interval()
    {
        var empty = default(Rate);

        Assert.Null(empty.Estimate);
        Assert.Null(empty.ClopperPearson());
        Assert.Null(empty.Wilson());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1_000_003)]
    public void None_reaches_down_to_exactly_zero_and_all_up_to_exactly_one(long trials)
    {
        var none = new Rate(0, trials);
        var all = new Rate(trials, trials);

        Assert.Equal(0, none.ClopperPearson()!.Value.Low);
        Assert.Equal(0, none.Wilson()!.Value.Low);
        Assert.Equal(1, all.ClopperPearson()!.Value.High);
        Assert.Equal(1, all.Wilson()!.Value.High);
    }

    [Fact]
    public void More_successes_move_both_bounds_up()
    {
        for (var successes = 1; successes <= 400; successes++)
        {
            var before = new Rate(successes - 1, 400).ClopperPearson()!.Value;
            var after = new Rate(successes, 400).ClopperPearson()!.Value;

            Assert.True(after.Low > before.Low && after.High > before.High);
            Assert.True(after.Contains(successes / 400.0));
        }
    }

    [Fact]
    public void Impossible_counts_and_confidences_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rate(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rate(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rate(1, 2).Wilson(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rate(1, 2).ClopperPearson(double.NaN));
    }

    [Fact]
    public void Rates_of_shards_add_up()
    {
        var whole = new Rate(3, 5).Merge(new Rate(0, 2)).With(success: true);

        Assert.Equal(new Rate(4, 8), whole);
        Assert.Equal(0.5, whole.Estimate);
    }

    private static void AssertRelative(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(actual - expected) <= tolerance * Math.Abs(expected), $"{actual:R} instead of {expected:R}");

    [Theory]
    [InlineData(10, 2, 0.03857421875)]
    [InlineData(5, 0, 0.0625)]
    [InlineData(3, 3, 1.0)]
    [InlineData(1, 0, 1.0)]
    public void McNemars_test_is_the_binomial_tail_of_the_discordant_pairs_twice(int wins, int losses, double p)
    {
        var pairs = new PairedDifference();
        for (var pair = 0; pair < wins; pair++) pairs.Add(1, 0);
        for (var pair = 0; pair < losses; pair++) pairs.Add(0, 1);
        for (var pair = 0; pair < 50; pair++) pairs.Add(1, 1);

        Assert.Equal(p, pairs.McNemarP!.Value, 1e-12);
    }

    [Fact]
    public void Without_a_discordant_pair_there_is_nothing_to_test()
    {
        var pairs = new PairedDifference();

        pairs.Add(1, 1);

        Assert.Null(pairs.McNemarP);
    }
}
