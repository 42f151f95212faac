using System.Numerics;
using System.Runtime.InteropServices;

namespace Tiltyard.Metrics;

/// <summary>
/// Quantiles of whole numbers from 0 up (steps, milliseconds, tokens) that merge exactly. Values below 2^16 are counted one by one and
/// their quantiles are exact; above, each power of two has 128 buckets and a quantile is within 1/128 of the true one. For means use
/// <see cref="MeanAccumulator"/>.
/// </summary>
public sealed class IntegerHistogram
{
    private const int ExactLimit = 1 << 16;
    private const int BucketBits = 7;
    private const int BucketsPerOctave = 1 << BucketBits;

    private readonly Dictionary<int, long> _counts = [];

    public long Count { get; private set; }

    /// <summary>The exact smallest value; null when empty.</summary>
    public long? Min { get; private set; }

    /// <summary>The exact largest value; null when empty.</summary>
    public long? Max { get; private set; }

    public void Add(long value, long times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        if (times == 0) return;
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, BucketOf(value), out _) += times;
        Include(times, value, value);
    }

    public void Merge(IntegerHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Count == 0) return;
        foreach (var (bucket, times) in other._counts.ToArray()) CollectionsMarshal.GetValueRefOrAddDefault(_counts, bucket, out _) += times;
        Include(other.Count, other.Min!.Value, other.Max!.Value);
    }

    /// <summary>
    /// The value below which this portion (0 to 1) lies, interpolated linearly between the order statistics around position (n - 1) *
    /// portion; null when empty.
    /// </summary>
    public double? Quantile(double portion)
    {
        if (!(portion >= 0 && portion <= 1))
            throw new ArgumentOutOfRangeException(nameof(portion), portion, "A portion lies between 0 and 1.");
        if (Count == 0) return null;
        var position = (Count - 1) * portion;
        var rank = (long)position;
        var (below, above) = OrderStatistics(rank);
        return below + ((above - below) * (position - rank));
    }

    /// <summary>The value that this many others precede in order, as exact as its bucket.</summary>
    public double OrderStatistic(long rank)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rank);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rank, Count);
        return OrderStatistics(rank).Below;
    }

    /// <summary>The values of ranks <paramref name="rank"/> and the next, counted from 0; the next of the last is the last.</summary>
    private (double Below, double Above) OrderStatistics(long rank)
    {
        long seen = 0;
        double? below = null;
        foreach (var (bucket, times) in _counts.OrderBy(pair => pair.Key))
        {
            seen += times;
            if (seen > rank) below ??= ValueOf(bucket);
            if (seen > rank + 1) return (below!.Value, ValueOf(bucket));
        }

        return (below!.Value, below.Value);
    }

    private void Include(long times, long low, long high)
    {
        Count += times;
        Min = Math.Min(Min ?? low, low);
        Max = Math.Max(Max ?? high, high);
    }

    private static int BucketOf(long value)
    {
        if (value < ExactLimit) return (int)value;
        var octave = BitOperations.Log2((ulong)value);
        var within = (int)(value >> (octave - BucketBits)) - BucketsPerOctave;
        return ExactLimit + ((octave - 16) * BucketsPerOctave) + within;
    }

    /// <summary>The middle of a bucket, but never outside what was seen.</summary>
    private double ValueOf(int bucket)
    {
        if (bucket < ExactLimit) return bucket;
        var (octave, within) = Math.DivRem(bucket - ExactLimit, BucketsPerOctave);
        var width = 1L << (octave + 16 - BucketBits);
        var middle = ((BucketsPerOctave + within) * width) + (width / 2);
        return Math.Clamp(middle, Min!.Value, Max!.Value);
    }
}
