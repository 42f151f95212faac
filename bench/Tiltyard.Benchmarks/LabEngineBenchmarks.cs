using BenchmarkDotNet.Attributes;

namespace Tiltyard.Benchmarks;

/// <summary>The laboratory's engine alone: unsigned events under the strict profile, no chain, no trace. The cost of an event must not grow with people and specimens.</summary>
public class LabEngineBenchmarks
{
    private LabEventStream _stream = null!;

    /// <summary>Specimens of a pass, and as many people.</summary>
    [Params(24, 1_000, 10_000)]
    public int Scale { get; set; } = 24;

    [GlobalSetup]
    public void SetUp() => _stream = new LabEventStream(Scale, Scale);

    /// <summary>A pass over all lives; divide by <see cref="Events"/> for one event.</summary>
    [Benchmark]
    public void Engine_pass() => _stream.Pass();

    public int Events => Scale * LabEventStream.EventsOfLife;
}
