namespace Tiltyard.Metrics;

/// <summary>How many trials an inconclusive rate would have needed.</summary>
public static class SampleSize
{
    /// <summary>No answer above this is given.</summary>
    public const double Limit = 1e12;

    /// <summary>Keeps a product such as 0.29 * 100 from missing the whole number it stands for.</summary>
    private const double Tolerance = 1e-9;

    /// <summary>
    /// The smallest number of trials whose Clopper-Pearson interval, at the observed estimate rounded towards the threshold to whole
    /// successes, lies wholly on the estimate's side of the threshold. Null when the two are equal or more than 1e12 trials were needed.
    /// </summary>
    public static long? ForRate(double estimate, double threshold, double confidence = 0.95)
    {
        ThrowUnlessRate(estimate, nameof(estimate));
        ThrowUnlessRate(threshold, nameof(threshold));
        var tail = Rate.TailOf(confidence);
        if (estimate == threshold) return null;
        return estimate > threshold
            ? ToClearFromAbove(estimate, 1 - estimate, threshold, tail)
            : ToClearFromAbove(1 - estimate, estimate, 1 - threshold, tail);
    }

    private static void ThrowUnlessRate(double value, string name)
    {
        if (!(value >= 0 && value <= 1)) throw new ArgumentOutOfRangeException(name, value, "A rate lies between 0 and 1.");
    }

    /// <summary>
    /// With whole successes the bound moves in a saw-tooth, so smooth trials only say where to begin. From there the runs of equal
    /// counts of the rarer outcome are tried: more trials with equal successes are worse, with equal failures better.
    /// </summary>
    private static long? ToClearFromAbove(double success, double failure, double threshold, double tail)
    {
        if (SmoothTrials(success, failure, threshold, tail) is not { } start) return null;
        if (success < failure)
        {
            for (var k = Math.Max(1, (long)(start * success) - 1); ; k++)
            {
                var n = Math.Max(k, (long)Math.Ceiling((k - Tolerance) / success));
                if (Clears(k, n, threshold, tail)) return n;
            }
        }

        for (var f = Math.Max(0, (long)(start * failure) - 1); ; f++)
        {
            var first = Math.Max(f, f == 0 ? 0 : (long)Math.Floor((f - 1 + Tolerance) / failure)) + 1;
            var last = failure == 0 ? (long)Math.Ceiling(start) + 1 : (long)Math.Floor((f + Tolerance) / failure);
            if (last < first || !Clears(last - f, last, threshold, tail)) continue;
            while (first < last)
            {
                var middle = first + ((last - first) / 2);
                if (Clears(middle - f, middle, threshold, tail)) last = middle;
                else first = middle + 1;
            }

            return last;
        }
    }

    /// <summary>The trials needed if successes did not have to be whole: fewer can never do.</summary>
    private static double? SmoothTrials(double success, double failure, double threshold, double tail)
    {
        bool Enough(double n) => BetaTails.Lower(n * success, (n * failure) + 1, threshold) <= tail;

        double low = 0, high = 1;
        while (!Enough(high))
        {
            (low, high) = (high, high * 2);
            if (low > Limit) return null;
        }

        while (high - low > 1e-6 * high)
        {
            var middle = (low + high) / 2;
            if (Enough(middle)) high = middle;
            else low = middle;
        }

        return high;
    }

    private static bool Clears(long successes, long trials, double threshold, double tail) =>
        successes > 0 && BetaTails.Lower(successes, trials - successes + 1.0, threshold) <= tail;
}
