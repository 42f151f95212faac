using BenchmarkDotNet.Attributes;
using Tiltyard.Metrics;

namespace Tiltyard.Benchmarks;

/// <summary>Whole episodes, rows only: world, staff, engine, metric and oracles, on one thread and on two.</summary>
public class LabBenchmarks
{
    public const int Episodes = 20;
    public const int EpisodesOfTwo = 400;

    private readonly Player[] _players = [new(), new()];

    [Params("documented", "full")]
    public string Roster { get; set; } = "documented";

    [GlobalSetup]
    public void SetUp()
    {
        foreach (var player in _players) player.Shifts = new LabShifts("throughput_sla", Roster, player.Meter);
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        foreach (var player in _players) player.Shifts.Dispose();
    }

    [Benchmark(OperationsPerInvoke = Episodes)]
    public void One_thread() => _players[0].Play(Episodes);

    [Benchmark(OperationsPerInvoke = EpisodesOfTwo)]
    public void Two_threads()
    {
        var other = new Thread(() => _players[1].Play(EpisodesOfTwo / 2));
        other.Start();
        _players[0].Play(EpisodesOfTwo / 2);
        other.Join();
    }

    private sealed class Player
    {
        private long _episode;

        public EpisodeMeter Meter { get; } = new(0.9);

        public LabShifts Shifts { get; set; } = null!;

        public void Play(int episodes)
        {
            for (var played = 0; played < episodes; played++)
            {
                Meter.Begin();
                Shifts.Play(_episode++ % 1000);
            }
        }
    }
}
