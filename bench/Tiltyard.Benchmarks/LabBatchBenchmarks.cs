using BenchmarkDotNet.Attributes;
using Tiltyard.Documents;
using Tiltyard.Lab.Learning;

namespace Tiltyard.Benchmarks;

/// <summary>Shifts stepped together with moves that somebody else chose, here none: what the world costs a learner.</summary>
public class LabBatchBenchmarks
{
    public const int Lanes = 64;

    private ShiftBatch _batch = null!;
    private Move[] _moves = [];
    private long _first;

    [Params("documented", "full")]
    public string Roster { get; set; } = "documented";

    [GlobalSetup]
    public void SetUp()
    {
        _batch = new ShiftBatch(DocumentNode.Map(("roster", Roster), ("task", "throughput_sla")), Lanes);
        _moves = [.. Enumerable.Repeat(Move.None, Lanes * _batch.Seats)];
    }

    [GlobalCleanup]
    public void CleanUp() => _batch.Dispose();

    [Benchmark(OperationsPerInvoke = Lanes)]
    public void Nobody_acts()
    {
        _batch.Reset(123, _first = (_first + Lanes) % 10_000);
        while (!_batch.Outcomes[0].IsOver) _batch.Step(_moves);
    }
}
