using Tiltyard.Worlds;

namespace Tiltyard.Metrics;

/// <summary>
/// What McNemar's test on pairs of yes and no can see: the smallest difference at a number of pairs, and the pairs for a difference, two-sided
/// at 5 % with a power of 80 %. The formula is Connor's (Biometrics 43, 1987): sqrt(n) d = z(a/2) sqrt(psi) + z(b) sqrt(psi - d²), with psi
/// the share of pairs that differ.
/// </summary>
public static class PairedPower
{
    private const double Alpha = 0.05;
    private const double Power = 0.8;

    /// <summary>The smallest difference between the two shares that this many pairs would show; null without a pair or where none is small enough.</summary>
    public static double? MinimumDetectable(long pairs, long discordant)
    {
        if (pairs <= 0) return null;
        var psi = Share(pairs, discordant);
        if (Needed(psi, psi) > pairs) return null;
        double low = 0, high = psi;
        for (var round = 0; round < 60; round++)
        {
            var middle = (low + high) / 2;
            if (Needed(psi, middle) > pairs) low = middle;
            else high = middle;
        }

        return high;
    }

    /// <summary>The pairs that would show the difference that was seen; null where none was seen.</summary>
    public static long? PairsFor(long pairs, long wins, long losses)
    {
        if (pairs <= 0 || wins == losses) return null;
        var needed = Needed(Share(pairs, wins + losses), (double)Math.Abs(wins - losses) / pairs);
        return needed > 1e12 ? null : (long)Math.Ceiling(needed);
    }

    /// <summary>The share of pairs that differ, with half a pair more, so that none seen is not none possible.</summary>
    private static double Share(long pairs, long discordant) => (discordant + 0.5) / (pairs + 1);

    private static double Needed(double psi, double difference)
    {
        if (difference <= 0) return double.PositiveInfinity;
        var (alpha, beta) = (NormalTail.Quantile(Alpha / 2), NormalTail.Quantile(1 - Power));
        var root = (alpha * Math.Sqrt(psi)) + (beta * Math.Sqrt(Math.Max(0, psi - (difference * difference))));
        return root * root / (difference * difference);
    }
}
