using Tiltyard.Metrics;

namespace Tiltyard.Tests.Metrics;

public sealed class SampleSizeTests
{
    [Theory]
    [InlineData(1.0, 0.95, 0.90, 59)]   // no failure in 59 trials: 0.95^59 is just below 0.05
    [InlineData(0.0, 0.05, 0.90, 59)]
    [InlineData(1.0, 0.99, 0.95, 368)]
    [InlineData(0.75, 0.50, 0.95, 20)]
    public void Known_answers_are_met(double estimate, double threshold, double confidence, long expected) =>
        Assert.Equal(expected, SampleSize.ForRate(estimate, threshold, confidence));

    [Fact]
    public void No_smaller_number_of_trials_would_do()
    {
        double[] estimates = [0, 0.02, 0.1, 0.25, 0.29, 0.5, 2.0 / 3, 0.9, 0.98, 1];
        double[] thresholds = [0, 0.05, 0.2, 0.4, 0.55, 0.8, 0.95, 1];

        foreach (var (estimate, threshold) in estimates.SelectMany(estimate => thresholds.Select(threshold => (estimate, threshold))))
            Assert.Equal(BySearch(estimate, threshold), SampleSize.ForRate(estimate, threshold));
    }

    [Fact]
    public void A_narrow_gap_needs_many_and_no_gap_cannot_be_closed()
    {
        var narrow = SampleSize.ForRate(0.500001, 0.5);

        Assert.InRange(narrow!.Value, 960_000_000_000, 961_000_000_000);
        Assert.Null(SampleSize.ForRate(0.8, 0.8));
        Assert.Null(SampleSize.ForRate(0.5 + 1e-9, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleSize.ForRate(1.1, 0.5));
    }

    private static long? BySearch(double estimate, double threshold)
    {
        if (estimate == threshold) return null;
        for (var trials = 1; ; trials++)
        {
            var up = estimate > threshold;
            var successes = up ? Math.Floor((estimate * trials) + 1e-9) : Math.Ceiling((estimate * trials) - 1e-9);
            var interval = new Rate((long)successes, trials).ClopperPearson()!.Value;
            if (up ? interval.Low > 0 && interval.Low >= threshold : interval.High < 1 && interval.High <= threshold) return trials;
        }
    }
}
