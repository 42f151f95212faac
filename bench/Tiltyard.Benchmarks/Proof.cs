using Tiltyard.Traces;

namespace Tiltyard.Benchmarks;

/// <summary>A yardstick that does other work than what it measures is none. These checks run before every measurement.</summary>
internal static class Proof
{
    private const int Episodes = 500;

    /// <exception cref="InvalidOperationException">The bare loop's sums are not the engine's, to the last bit.</exception>
    public static void SameArithmetic(string policy)
    {
        var sums = new OutcomeSums();
        var engine = Playing.Engine(policy, sums);
        var bare = new BareReleaseManager(policy.Equals("careful", StringComparison.Ordinal));
        for (var episode = 0; episode < Episodes; episode++)
        {
            engine.Play(Playing.Key(episode));
            bare.Play(Playing.Key(episode).Seed);
        }

        if (sums.Alignment != bare.Alignment || sums.Conduct != bare.Conduct || sums.Utility != bare.Utility)
            throw new InvalidOperationException($"policy {policy}: the bare loop came to {bare.Alignment}, the engine to {sums.Alignment}");
    }

    /// <exception cref="InvalidOperationException">The bare loop's bytes are not the trace writer's.</exception>
    public static void SameBytes(string policy)
    {
        var bare = new BareTrace();
        for (var episode = 0; episode < Episodes; episode++)
        {
            var recorded = new RecordedEpisode();
            var writer = new TraceWriter();
            Playing.Engine(policy, recorded, writer).Play(Playing.Key(episode));
            if (!bare.Write(recorded).SequenceEqual(writer.Written)) throw new InvalidOperationException($"policy {policy}: the bare loop wrote another trace");
        }
    }
}
