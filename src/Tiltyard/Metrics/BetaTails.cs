using Tiltyard.Worlds;

namespace Tiltyard.Metrics;

/// <summary>
/// The two tails of the beta distribution, that is of the binomial, and their inverses, for a and b up to 1e12. Relative error below
/// 1e-11: the density comes from Loader's saddle-point form, which has no large logarithms to subtract, and the tail from the continued
/// fraction of Didonato and Morris, whose terms are all positive on the side of the mean where it is used.
/// </summary>
internal static class BetaTails
{
    private const int MaxTerms = 1_000_000;
    private const double Settled = 4e-16; // two last places: rounding may keep a factor from being exactly 1
    private const double TwoPi = 6.283185307179586;

    /// <summary>The probability of a value at most x.</summary>
    public static double Lower(double a, double b, double x)
    {
        if (x <= 0) return 0;
        if (x >= 1) return 1;
        var excess = a - ((a + b) * x);
        return excess >= 0 ? Fraction(a, b, x, 1 - x, excess, Weight(a, b, x)) : 1 - Fraction(b, a, 1 - x, x, -excess, Weight(a, b, x));
    }

    /// <summary>The probability of a value above x; precise where it is small.</summary>
    public static double Upper(double a, double b, double x)
    {
        if (x <= 0) return 1;
        if (x >= 1) return 0;
        var excess = a - ((a + b) * x);
        return excess < 0 ? Fraction(b, a, 1 - x, x, -excess, Weight(a, b, x)) : 1 - Fraction(a, b, x, 1 - x, excess, Weight(a, b, x));
    }

    /// <summary>The x with <see cref="Lower"/> equal to the tail.</summary>
    public static double InverseLower(double a, double b, double tail) => Solve(a, b, tail, rising: true);

    /// <summary>The x with <see cref="Upper"/> equal to the tail.</summary>
    public static double InverseUpper(double a, double b, double tail) => Solve(a, b, tail, rising: false);

    /// <summary>
    /// Newton on the logarithm of the tail, which is concave for a and b from 1 up, so that the iteration runs to the root from one
    /// side; a step that would leave the bracket halves it instead.
    /// </summary>
    private static double Solve(double a, double b, double tail, bool rising)
    {
        var mean = a / (a + b);
        var spread = NormalTail.Quantile(tail) * Math.Sqrt(mean * (b / (a + b)) / (a + b + 1));
        double low = 0, high = 1;
        var x = rising ? mean - spread : mean + spread;
        if (x <= 0) x = mean / 2;
        if (x >= 1) x = (1 + mean) / 2;

        var target = PortableMath.Log(tail);
        for (var round = 0; round < 200; round++)
        {
            var probability = rising ? Lower(a, b, x) : Upper(a, b, x);
            var miss = PortableMath.Log(probability) - target;
            if (miss > 0 == rising) high = x;
            else low = x;
            var slope = Weight(a, b, x) / (x * (1 - x) * probability);
            var next = x - (rising ? miss / slope : -miss / slope);
            if (!(next > low && next < high)) next = low + ((high - low) / 2);
            var step = Math.Abs(next - x);
            x = next;
            if (step <= 1e-12 * x) break;
        }

        return x;
    }

    /// <summary>
    /// The fraction for I_x(a, b) = x^a y^b / B(a, b) / (beta0 + alpha1/(beta1 + alpha2/(beta2 + ...))), where excess = a - (a + b) x.
    /// </summary>
    private static double Fraction(double a, double b, double x, double y, double excess, double weight)
    {
        var sum = a * (excess + 1) / (a + 1);
        double above = sum, below = 0;
        for (var n = 1; n <= MaxTerms; n++)
        {
            var two = a + (2.0 * n);
            var alpha = ((a + n - 1) / (two - 1)) * ((a + b + n - 1) / (two - 1)) * n * (b - n) * x * x;
            if (alpha == 0) return weight / sum;
            var beta = n + (n * (b - n) * x / (two - 1)) + ((a + n) * (excess + 1 + (n * (1 + y))) / (two + 1));
            below = 1 / (beta + (alpha * below));
            above = beta + (alpha / above);
            var factor = above * below;
            sum *= factor;
            if (Math.Abs(factor - 1) <= Settled) return weight / sum;
        }

        throw new ArithmeticException($"The tail of Beta({a:R}, {b:R}) at {x:R} did not settle in {MaxTerms} terms.");
    }

    /// <summary>
    /// x^a (1 - x)^b / B(a, b) = ab/(a + b) times the binomial probability of a successes in a + b trials, after C. Loader, "Fast and
    /// accurate computation of binomial probabilities" (2000).
    /// </summary>
    private static double Weight(double a, double b, double x)
    {
        var n = a + b;
        var exponent = StirlingError(n) - StirlingError(a) - StirlingError(b) - Deviance(a, n * x) - Deviance(b, n * (1 - x));
        return PortableMath.Exp(exponent) * Math.Sqrt(a * b / (TwoPi * n));
    }

    /// <summary>ln Gamma(x + 1) minus Stirling's (x + 1/2) ln x - x + ln sqrt(2 pi), absolute error below 1e-15, for x above 0.</summary>
    private static double StirlingError(double x)
    {
        var shifted = 0.0;
        for (; x < 16; x++) shifted += ((x + 0.5) * PortableMath.Log1P(1 / x)) - 1;
        var z = 1 / (x * x);
        var late = (1.0 / 1680) - (z * ((1.0 / 1188) - (z * (691.0 / 360360))));
        var series = (1.0 / 12) - (z * ((1.0 / 360) - (z * ((1.0 / 1260) - (z * late)))));
        return shifted + (series / x);
    }

    /// <summary>x ln(x / mean) + mean - x, without the cancellation near the mean.</summary>
    private static double Deviance(double x, double mean)
    {
        var difference = x - mean;
        if (Math.Abs(difference) >= 0.1 * (x + mean)) return (x * PortableMath.Log(x / mean)) - difference;
        var v = difference / (x + mean);
        var sum = difference * v;
        var term = 2 * x * v;
        for (var odd = 3; odd < 200; odd += 2)
        {
            term *= v * v;
            var grown = sum + (term / odd);
            if (grown == sum) break;
            sum = grown;
        }

        return sum;
    }
}
