using System.Runtime.InteropServices;
using Tiltyard.Worlds;

namespace Tiltyard.Metrics;

/// <summary>
/// Successes out of trials that were judged; errored and skipped ones belong in neither number. Without a trial there is no estimate
/// and no interval, never 0. Gates use <see cref="ClopperPearson"/>, which never covers less than promised; <see cref="Wilson"/> is for
/// display. For means of anything but yes and no use <see cref="MeanAccumulator"/>.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Rate
{
    public Rate(long successes, long trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        Successes = successes;
        Trials = trials;
    }

    public long Successes { get; }

    public long Trials { get; }

    public double? Estimate => Trials == 0 ? null : (double)Successes / Trials;

    public Rate Merge(Rate other) => new(Successes + other.Successes, Trials + other.Trials);

    /// <summary>This rate with one more trial.</summary>
    public Rate With(bool success) => new(Successes + (success ? 1 : 0), Trials + 1);

    /// <summary>
    /// The exact two-sided interval: each bound is the rate at which a result this extreme has probability (1 - confidence) / 2.
    /// </summary>
    public Interval? ClopperPearson(double confidence = 0.95)
    {
        var tail = TailOf(confidence);
        if (Trials == 0) return null;
        double k = Successes, n = Trials;
        var low = Successes == 0 ? 0
            : Successes == Trials ? PortableMath.Exp(PortableMath.Log(tail) / n)
            : BetaTails.InverseLower(k, n - k + 1, tail);
        var high = Successes == Trials ? 1
            : Successes == 0 ? -PortableMath.ExpM1(PortableMath.Log(tail) / n)
            : BetaTails.InverseUpper(k + 1, n - k, tail);
        return new Interval(low, high);
    }

    /// <summary>Wilson's score interval.</summary>
    public Interval? Wilson(double confidence = 0.95)
    {
        var tail = TailOf(confidence);
        if (Trials == 0) return null;
        double k = Successes, n = Trials;
        var z = NormalTail.Quantile(tail);
        var half = z * z / 2;
        var high = Successes == Trials ? 1 : (k + half + (z * Math.Sqrt((k * ((n - k) / n)) + (half / 2)))) / (n + (z * z));
        // The bounds are the roots of one quadratic; their product gives the lower without cancellation, and exactly 0 at k = 0.
        var low = k / n * k / ((n + (z * z)) * high);
        return new Interval(low, high);
    }

    internal static double TailOf(double confidence) => confidence > 0 && confidence < 1
        ? (1 - confidence) / 2
        : throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence lies between 0 and 1, both excluded.");
}
