using BenchmarkDotNet.Attributes;
using Tiltyard.Engine;

namespace Tiltyard.Benchmarks;

/// <summary>World steps without a trace, an episode of twenty steps and its reset in each round, beside the bare arithmetic.</summary>
public class EngineBenchmarks
{
    private const int Episodes = 100;

    private readonly OutcomeSums _sums = new();
    private EpisodeEngine _engine = null!;
    private EpisodeEngine _measured = null!;
    private BareReleaseManager _bare = null!;
    private long _episode;

    [Params("careful", "baseline")]
    public string Policy { get; set; } = "careful";

    [GlobalSetup]
    public void SetUp()
    {
        _engine = Playing.Engine(Policy);
        _measured = Playing.Engine(Policy, _sums);
        _bare = new BareReleaseManager(Policy.Equals("careful", StringComparison.Ordinal));
        Proof.SameArithmetic(Policy);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Episodes * Playing.StepsPerEpisode)]
    public void Bare_loop()
    {
        for (var round = 0; round < Episodes; round++) _bare.Play(Playing.Key(_episode++).Seed);
    }

    [Benchmark(OperationsPerInvoke = Episodes * Playing.StepsPerEpisode)]
    public void Engine()
    {
        for (var round = 0; round < Episodes; round++) _engine.Play(Playing.Key(_episode++));
    }

    [Benchmark(OperationsPerInvoke = Episodes * Playing.StepsPerEpisode)]
    public void Engine_and_metric()
    {
        for (var round = 0; round < Episodes; round++) _measured.Play(Playing.Key(_episode++));
    }
}
