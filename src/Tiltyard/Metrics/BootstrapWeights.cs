using System.Numerics;

namespace Tiltyard.Metrics;

/// <summary>
/// How often one episode is drawn into each bootstrap replicate: Poisson(1) counts that depend on the episode's key and the replicate's
/// number alone, so any shard can compute them and every metric of the episode shares them. Draw once per episode, apply to many
/// <see cref="PoissonBootstrap"/>s; the buffer is reused.
/// </summary>
public sealed class BootstrapWeights
{
    public const int DefaultReplicates = 1000;

    private const ulong Golden = 0x9E3779B97F4A7C15UL;

    /// <summary>
    /// Poisson(1) on a scale of 2^16: a 16-bit slice gives as many draws as it reaches of these. The rounded probabilities happen to
    /// have a mean of exactly 1; their variance is 0.99997.
    /// </summary>
    private static readonly ushort[] Thresholds = [24109, 48219, 60273, 64292, 65296, 65497, 65531, 65535];

    private readonly ushort[] _counts;

    public BootstrapWeights(int replicates = DefaultReplicates)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 2);
        Replicates = replicates;
        var block = Math.Max(4, Vector<ushort>.Count);
        _counts = new ushort[(replicates + block - 1) / block * block];
    }

    public int Replicates { get; }

    /// <summary>The weight of the episode last drawn in each replicate, 0 to 8.</summary>
    public ReadOnlySpan<ushort> Values => _counts.AsSpan(0, Replicates);

    /// <summary>
    /// Computes the weights of an episode, for example by <see cref="Worlds.StreamKey.Fingerprint"/>. Replicates 4i to 4i + 3 are the
    /// slices, lowest first, of the (i + 1)th output of SplitMix64 seeded with the key.
    /// </summary>
    public void Draw(ulong episodeKey)
    {
        unchecked
        {
            for (var i = 0; i < _counts.Length; i += 4)
            {
                episodeKey += Golden;
                var word = Mix(episodeKey);
                _counts[i] = (ushort)word;
                _counts[i + 1] = (ushort)(word >> 16);
                _counts[i + 2] = (ushort)(word >> 32);
                _counts[i + 3] = (ushort)(word >> 48);
            }

            for (var i = 0; i < _counts.Length; i += Vector<ushort>.Count)
            {
                var slices = new Vector<ushort>(_counts, i);
                var reached = Vector<ushort>.Zero;
                // A lane that reaches the threshold compares as all ones, which is minus one.
                foreach (var threshold in Thresholds) reached -= Vector.GreaterThanOrEqual(slices, new Vector<ushort>(threshold));
                reached.CopyTo(_counts, i);
            }
        }
    }

    private static ulong Mix(ulong word)
    {
        unchecked
        {
            word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9UL;
            word = (word ^ (word >> 27)) * 0x94D049BB133111EBUL;
            return word ^ (word >> 31);
        }
    }
}
