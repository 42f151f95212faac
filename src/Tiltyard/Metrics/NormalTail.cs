using Tiltyard.Worlds;

namespace Tiltyard.Metrics;

/// <summary>The upper tail of the standard normal distribution and its inverse, relative error below 1e-13.</summary>
public static class NormalTail
{
    private const double RootOfTwoPi = 2.5066282746310002;
    private const double SeriesLimit = 2.5;

    /// <summary>The probability of a value above z.</summary>
    public static double Probability(double z)
    {
        if (double.IsNaN(z)) return z;
        if (z < 0) return 1 - Probability(-z);
        return z < SeriesLimit ? 0.5 - (Density(z) * Series(z)) : Density(z) * MillsRatio(z);
    }

    /// <summary>The z above which this much probability lies; 0 for one half.</summary>
    public static double Quantile(double probability)
    {
        if (!(probability > 0 && probability < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A tail lies between 0 and 1, both excluded.");
        if (probability > 0.5) return -Quantile(1 - probability);

        // The tail is below exp(-z^2/2)/2, so this start is never too small, and from there Newton on the concave log falls steadily.
        var target = PortableMath.Log(probability);
        var z = Math.Sqrt(Math.Max(0, -2 * (target + 0.6931471805599453)));
        for (var round = 0; round < 50; round++)
        {
            var tail = Probability(z);
            var step = (PortableMath.Log(tail) - target) * tail / Density(z);
            z += step;
            if (Math.Abs(step) <= 1e-12 * Math.Max(1, z)) break;
        }

        return z;
    }

    private static double Density(double z) => PortableMath.Exp(-0.5 * z * z) / RootOfTwoPi;

    /// <summary>The probability between 0 and z over the density: z + z^3/3 + z^5/15 + ... , all terms of one sign.</summary>
    private static double Series(double z)
    {
        double term = z, sum = z;
        for (var odd = 3; term > sum * 1e-17; odd += 2)
        {
            term *= z * z / odd;
            sum += term;
        }

        return sum;
    }

    /// <summary>Laplace's continued fraction 1/(z + 1/(z + 2/(z + 3/(z + ...)))), folded from far enough inside.</summary>
    private static double MillsRatio(double z)
    {
        var fold = z;
        for (var n = 160; n >= 1; n--) fold = z + (n / fold);
        return 1 / fold;
    }
}
