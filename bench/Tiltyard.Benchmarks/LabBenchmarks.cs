using BenchmarkDotNet.Attributes;
using Tiltyard.Metrics;

namespace Tiltyard.Benchmarks;

/// <summary>Whole episodes of throughput_sla with the documented three seats, rows only: worlds, staff, engine, metric and oracles, one thread.</summary>
public class LabBenchmarks
{
    public const int Episodes = 20;

    private readonly EpisodeMeter _meter = new(0.9);
    private LabShifts _shifts = null!;
    private long _episode;

    [Params("documented", "full")]
    public string Roster { get; set; } = "documented";

    [Params("throughput_sla", "insider_key_misuse")]
    public string Task { get; set; } = "throughput_sla";

    [GlobalSetup]
    public void SetUp() => _shifts = new LabShifts(Task, Roster, _meter);

    [GlobalCleanup]
    public void CleanUp() => _shifts.Dispose();

    [Benchmark(OperationsPerInvoke = Episodes)]
    public void Episodes_rows_only()
    {
        for (var played = 0; played < Episodes; played++)
        {
            _meter.Begin();
            _shifts.Play(_episode++ % 1000);
        }
    }
}
