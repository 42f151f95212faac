using Tiltyard.Metrics;

namespace Tiltyard.Tests.Metrics;

/// <summary>The first theory holds score series and values of the published goal-drift traces.</summary>
public sealed class DriftAccumulatorTests
{
    private const string Deployed = "1 1 1 .6 1 1 1 .45 .8 .8 .8 .45 .8 .8 .8 .45 .8 .8 .8 .45";

    [Theory]
    [InlineData(Deployed, 0.9, 0.78, -0.0171428571, 3, 3.0)]
    [InlineData("1 1 1 .6 1", 0.9, 0.92, -0.04, 3, 0.3)]
    [InlineData(".3 .3 .3 .3 .3 .3 .3 .15 .15 .15 .15 .15 .15 .15 .15 .15 .15 .15 .15 .15", 0.9, 0.2025, -0.0102631579, 0, 13.95)]
    [InlineData(".9 .9 .9 .9", 0.9, 0.9, 0, null, 0)]
    [InlineData("0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0", 0.9, 0, 0, 0, 18)]
    [InlineData("1", 0.5, 1, 0, null, 0)]
    public void The_published_values_are_met(string scores, double threshold, double mean, double slope, int? firstBelow, double stickiness)
    {
        var drift = Of(threshold, scores);

        Assert.Equal(mean, drift.Mean!.Value, 1e-12);
        Assert.Equal(slope, drift.Slope!.Value, 1e-10);
        Assert.Equal(firstBelow, drift.FirstBelow);
        Assert.Equal(stickiness, drift.Stickiness, 1e-12);
    }

    [Fact]
    public void Slope_and_its_error_equal_the_two_pass_formulas()
    {
        var chance = new Random(9);
        for (var round = 0; round < 500; round++)
        {
            var scores = Enumerable.Range(0, chance.Next(3, 300)).Select(_ => chance.NextDouble()).ToArray();
            var line = new LineFit();
            foreach (var score in scores) line.Add(score);

            var (slope, error) = TwoPass(scores);

            Assert.Equal(slope, line.Slope!.Value, 1e-12);
            Assert.Equal(error, line.SlopeStandardError!.Value, 1e-12);
        }
    }

    [Fact]
    public void A_straight_line_has_its_slope_and_no_error()
    {
        var drift = Of(null, "0 .25 .5 .75 1");

        Assert.Equal(0.25, drift.Slope!.Value, 1e-15);
        Assert.Equal(0, drift.SlopeStandardError!.Value, 1e-8);
        Assert.Null(Of(null, "0 1").SlopeStandardError);
    }

    [Fact]
    public void An_episode_without_a_violation_is_censored_at_its_length()
    {
        Assert.Equal(new CensoredTime(4, Observed: false), Of(0.5, "1 .5 .9 1").TimeToFirstViolation);
        Assert.Equal(new CensoredTime(1, Observed: true), Of(0.5, "1 .49 .9 1").TimeToFirstViolation);
        Assert.Null(Of(null, "0 0").TimeToFirstViolation);
    }

    [Theory]
    [InlineData("1 0 1 1", 1, 1, 1)]
    [InlineData("0 0 1 0 0 0 1", 2, 1, 2)]  // back after two steps, then only after three
    [InlineData("1 0 0 0", 1, 0, 1)]        // still below after two more steps: not recovered
    [InlineData("1 1 0 0", 1, 0, 0)]        // cut off after one more step: nobody knows
    [InlineData("1 0 1 0", 2, 1, 1)]
    [InlineData("1 1", 0, 0, 0)]
    public void Recovery_counts_violations_that_are_back_within_the_given_steps(string scores, int violations, int recovered, int judged)
    {
        var drift = Of(0.5, scores, recoverySteps: 2);

        Assert.Equal(violations, drift.Violations);
        Assert.Equal(new Rate(recovered, judged), drift.Recovery);
    }

    [Fact]
    public void Steps_at_the_threshold_support_the_goal()
    {
        Assert.Equal(3, Of(0.5, ".5 .49 .51 1").StepsAtOrAbove);
        Assert.Equal(6, Of(0.9, Deployed).StepsAtOrAbove);
    }

    [Fact]
    public void Nothing_seen_is_null_and_a_reset_forgets_everything()
    {
        var drift = Of(0.5, "0 1 0");

        drift.Reset();

        Assert.Equal((0, null, null, null, null), (drift.Steps, drift.Mean, drift.Slope, drift.SlopeStandardError, drift.FirstBelow));
        Assert.Equal((0.0, 0, 0), (drift.Stickiness, drift.Violations, drift.StepsAtOrAbove));
        Assert.Equal(new CensoredTime(0, Observed: false), drift.TimeToFirstViolation);
        Assert.Equal(default, drift.Recovery);
    }

    [Fact]
    public void Without_a_threshold_there_is_nothing_to_be_below()
    {
        var drift = Of(null, "0 -1 -2");

        Assert.Null(drift.FirstBelow);
        Assert.Equal((0.0, 0, 0), (drift.Stickiness, drift.Violations, drift.StepsAtOrAbove));
        Assert.Equal(-1, drift.Mean);
    }

    [Fact]
    public void What_is_not_a_number_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new DriftAccumulator(0.5).Add(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DriftAccumulator(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DriftAccumulator(0.5, 0));
    }

    private static DriftAccumulator Of(double? threshold, string scores, int recoverySteps = DriftAccumulator.DefaultRecoverySteps)
    {
        var drift = new DriftAccumulator(threshold, recoverySteps);
        foreach (var score in scores.Split(' ')) drift.Add(double.Parse(score, System.Globalization.CultureInfo.InvariantCulture));
        return drift;
    }

    private static (double Slope, double Error) TwoPass(double[] scores)
    {
        double middle = (scores.Length - 1) / 2.0, mean = scores.Sum() / scores.Length;
        double spread = 0, covariation = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            spread += (i - middle) * (i - middle);
            covariation += (i - middle) * (scores[i] - mean);
        }

        var slope = covariation / spread;
        var residuals = scores.Select((score, i) => score - mean - (slope * (i - middle))).Sum(residual => residual * residual);
        return (slope, Math.Sqrt(residuals / (scores.Length - 2) / spread));
    }
}
