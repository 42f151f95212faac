using BenchmarkDotNet.Attributes;

namespace Tiltyard.Benchmarks;

/// <summary>The laboratory's engine alone: unsigned events under the strict profile, no chain, no trace.</summary>
public class LabEngineBenchmarks
{
    private readonly LabEventStream _stream = new();

    public LabEngineBenchmarks()
    {
        _stream.Pass();
        // one attempt of every life is blocked, and nothing else
        if (_stream.Blocked * EventsOfLife != _stream.Count) throw new InvalidOperationException($"{_stream.Blocked} of {_stream.Count} events were blocked.");
    }

    public const int EventsOfLife = 17;
    public const int Events = 24 * EventsOfLife;

    [Benchmark(OperationsPerInvoke = Events)]
    public void Engine_events() => _stream.Pass();
}
