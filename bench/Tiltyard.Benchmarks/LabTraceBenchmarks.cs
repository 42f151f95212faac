using BenchmarkDotNet.Attributes;
using Tiltyard.Metrics;
using Tiltyard.Traces;

namespace Tiltyard.Benchmarks;

/// <summary>Whole shifts with the full hashed trace in a file, beside a bare loop that serialises, hashes and writes the same events.</summary>
public class LabTraceBenchmarks
{
    public const int Episodes = 16;

    private readonly TraceWriter _writer = new();
    private readonly EpisodeMeter _meter = new(0.9);
    private readonly RecordedShift[] _recorded = new RecordedShift[Episodes];
    private LabShifts _shifts = null!;
    private TraceFile _file = null!;

    [Params("documented", "full")]
    public string Roster { get; set; } = "documented";

    /// <summary>Bytes of a trace, in the mean.</summary>
    public long Bytes { get; private set; }

    [GlobalSetup]
    public void SetUp()
    {
        _shifts = new LabShifts("throughput_sla", Roster, _meter, _writer);
        _file = new TraceFile(perEpisode: false);
        for (var episode = 0; episode < Episodes; episode++) Record(episode);
        Bytes /= Episodes;
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _file.Dispose();
        _shifts.Dispose();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Episodes)]
    public void Bare_serialise_hash_write()
    {
        foreach (var episode in _recorded)
        {
            _writer.Clear();
            episode.Replay(_writer);
            _file.Write(_writer.Written);
        }
    }

    [Benchmark(OperationsPerInvoke = Episodes)]
    public void Shift_and_trace()
    {
        for (var episode = 0; episode < Episodes; episode++)
        {
            _writer.Clear();
            _meter.Begin();
            _shifts.Play(episode);
            _file.Write(_writer.Written);
        }
    }

    private void Record(int episode)
    {
        var (recorded, bare) = (_recorded[episode] = new RecordedShift(), new TraceWriter());
        using var shifts = new LabShifts("throughput_sla", Roster, recorded, _writer);
        _writer.Clear();
        shifts.Play(episode);
        recorded.Replay(bare);
        Bytes += bare.Written.Length;
        if (!bare.Written.SequenceEqual(_writer.Written)) throw new InvalidOperationException($"episode {episode}: the bare loop wrote another trace");
    }
}
