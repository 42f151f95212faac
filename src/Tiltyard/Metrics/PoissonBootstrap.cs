namespace Tiltyard.Metrics;

/// <summary>
/// Bootstrap replicates of one mean, streaming and mergeable: every episode enters each replicate as often as its
/// <see cref="BootstrapWeights"/> say. Values are rounded to multiples of 2^-40 and summed as integers, so order and grouping cannot change
/// a bit.
/// </summary>
public sealed class PoissonBootstrap
{
    /// <summary>Values must be smaller than this, 2^52, so that 2^31 episodes fit.</summary>
    public const double ValueLimit = 4503599627370496.0;

    private const double Unit = 1099511627776.0; // 2^40
    private const double ShortLimit = 576460752303423488.0; // 2^59: eight times this fits a long
    private const ulong PendingLimit = 1UL << 62;
    private const int MaxWeight = 8;

    private readonly Int128[] _sums;
    private readonly long[] _totals;
    private readonly long[] _pending;
    private ulong _pendingMagnitude;

    public PoissonBootstrap(int replicates = BootstrapWeights.DefaultReplicates)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 2);
        _sums = new Int128[replicates];
        _totals = new long[replicates];
        _pending = new long[replicates];
    }

    public int Replicates => _sums.Length;

    /// <summary>Adds an episode's value under the weights drawn for that episode.</summary>
    public void Add(double value, BootstrapWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ThrowUnlessEqual(weights.Replicates, nameof(weights));
        if (!(Math.Abs(value) < ValueLimit))
            throw new ArgumentOutOfRangeException(nameof(value), value, "A bootstrapped value lies within 2^52.");
        var units = Math.Round(value * Unit);
        if (Math.Abs(units) >= ShortLimit) AddLong((Int128)units, weights.Values);
        else AddShort((long)units, weights.Values);
    }

    public void Merge(PoissonBootstrap other)
    {
        ArgumentNullException.ThrowIfNull(other);
        ThrowUnlessEqual(other.Replicates, nameof(other));
        Settle();
        other.Settle();
        for (var b = 0; b < _sums.Length; b++)
        {
            _sums[b] += other._sums[b];
            _totals[b] += other._totals[b];
        }
    }

    /// <summary>
    /// The percentile interval of the mean, interpolated between order statistics; replicates that drew nothing are left out, and
    /// null is returned when fewer than two remain.
    /// </summary>
    public Interval? Percentile(double confidence = 0.95)
    {
        var tail = Rate.TailOf(confidence);
        Settle();
        var means = new List<double>(_sums.Length);
        for (var b = 0; b < _sums.Length; b++)
        {
            if (_totals[b] > 0) means.Add((double)_sums[b] / Unit / _totals[b]);
        }

        if (means.Count < 2) return null;
        means.Sort();
        return new Interval(OrderStatistic(means, tail), OrderStatistic(means, 1 - tail));
    }

    internal static double OrderStatistic(List<double> sorted, double portion)
    {
        var position = (sorted.Count - 1) * portion;
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (position - below));
    }

    /// <summary>The hot path: a thousand multiplications of 64 bits instead of 128, settled before they could overflow.</summary>
    private void AddShort(long units, ReadOnlySpan<ushort> weights)
    {
        var magnitude = (ulong)Math.Abs(units) * MaxWeight;
        if (_pendingMagnitude + magnitude > PendingLimit) Settle();
        _pendingMagnitude += magnitude;
        var sink = _pending.AsSpan(0, weights.Length);
        var counts = _totals.AsSpan(0, weights.Length);
        unchecked
        {
            for (var b = 0; b < weights.Length; b++)
            {
                long weight = weights[b];
                sink[b] += weight * units;
                counts[b] += weight;
            }
        }
    }

    private void AddLong(Int128 units, ReadOnlySpan<ushort> weights)
    {
        for (var b = 0; b < weights.Length; b++)
        {
            _sums[b] += units * weights[b];
            _totals[b] += weights[b];
        }
    }

    private void Settle()
    {
        if (_pendingMagnitude == 0) return;
        for (var b = 0; b < _sums.Length; b++)
        {
            _sums[b] += _pending[b];
            _pending[b] = 0;
        }

        _pendingMagnitude = 0;
    }

    private void ThrowUnlessEqual(int replicates, string name)
    {
        if (replicates != _sums.Length)
            throw new ArgumentException($"{replicates} replicates were given to a bootstrap of {_sums.Length}.", name);
    }
}
