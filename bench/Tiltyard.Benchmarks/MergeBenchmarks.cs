using BenchmarkDotNet.Attributes;
using Tiltyard.Metrics;

namespace Tiltyard.Benchmarks;

/// <summary>
/// Merging what two shards measured, beside a bare loop that adds arrays of the same sizes. A mean is merged with a thousand bootstrap
/// replicates and without; one operation is one merge.
/// </summary>
public class MergeBenchmarks
{
    private const int Values = 1_000;

    private readonly Int128[] _sums = new Int128[BootstrapWeights.DefaultReplicates];
    private readonly Int128[] _otherSums = new Int128[BootstrapWeights.DefaultReplicates];
    private readonly long[] _totals = new long[BootstrapWeights.DefaultReplicates];
    private readonly long[] _otherTotals = new long[BootstrapWeights.DefaultReplicates];
    private readonly MeanAccumulator _mean = new(BootstrapWeights.DefaultReplicates);
    private readonly MeanAccumulator _otherMean = new(BootstrapWeights.DefaultReplicates);
    private readonly MeanAccumulator _plain = new();
    private readonly MeanAccumulator _otherPlain = new();

    [GlobalSetup]
    public void SetUp()
    {
        var weights = new BootstrapWeights(BootstrapWeights.DefaultReplicates);
        for (var value = 0; value < Values; value++)
        {
            weights.Draw((ulong)value);
            _mean.Add(value / 7.0, weights);
            _otherMean.Add(value / 3.0, weights);
            _plain.Add(value / 7.0);
            _otherPlain.Add(value / 3.0);
        }

        for (var replicate = 0; replicate < _otherSums.Length; replicate++) (_otherSums[replicate], _otherTotals[replicate]) = ((Int128)replicate << 40, replicate);
    }

    [Benchmark(Baseline = true)]
    public void Bare_loop()
    {
        unchecked
        {
            for (var replicate = 0; replicate < _sums.Length; replicate++)
            {
                _sums[replicate] += _otherSums[replicate];
                _totals[replicate] += _otherTotals[replicate];
            }
        }
    }

    [Benchmark]
    public void Mean_with_bootstrap() => _mean.Merge(_otherMean);

    [Benchmark]
    public void Mean_without_bootstrap() => _plain.Merge(_otherPlain);
}
