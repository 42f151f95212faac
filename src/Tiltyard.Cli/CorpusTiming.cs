using System.Diagnostics;
using Tiltyard.Reports;

namespace Tiltyard.Cli;

/// <summary>Measures a pass over a corpus beside one that only reads it. It goes to standard error: measured times are in no artifact.</summary>
internal sealed class CorpusTiming
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _judging;
    private TimeSpan _reading;
    private int _runs;

    public static CorpusTiming Start() => new();

    public void Judged(int runs) => (_judging, _runs) = (_watch.Elapsed, runs);

    public void Reading(Action read)
    {
        _watch.Restart();
        read();
        _reading = _watch.Elapsed;
    }

    public void Print()
    {
        using var process = Process.GetCurrentProcess();
        Output.Note(
            $"timing: {Digits.Count(_runs)} runs read and judged in {Digits.Fixed(_judging.TotalSeconds, 2)} s, only read in {Digits.Fixed(_reading.TotalSeconds, 2)} s, "
            + $"peak memory {Digits.Fixed(process.PeakWorkingSet64 / 1e6, 0)} MB, {Environment.ProcessorCount} processors");
    }
}
