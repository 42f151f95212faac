using System.Diagnostics;
using Tiltyard.Catalog.Detectors;
using Tiltyard.Catalog.Detectors.Measuring;

namespace Tiltyard.Cli;

/// <summary>
/// How many texts a detector reads in a second of a processor, and by the clock on two threads, beside a bare pass over the same
/// characters. The clock of this machine is in no result: it goes to standard error.
/// </summary>
internal static class DetectorSpeed
{
    private const double Least = 0.4;

    public static string Of(DetectorKind kind, IReadOnlyList<MeasuredText> texts)
    {
        var bare = PerSecond(texts, () => Bare, ByProcessor);
        var one = PerSecond(texts, () => Detecting(kind), ByProcessor);
        var two = TwoThreads(kind, texts);
        return $"{one:N0} texts in a second of one processor, {two:N0} by the clock on two threads; a bare pass over the same characters: {bare:N0} ({bare / one:0} times as many)";
    }

    private static double TwoThreads(DetectorKind kind, IReadOnlyList<MeasuredText> texts)
    {
        var rates = new double[2];
        Parallel.For(0, 2, new ParallelOptions { MaxDegreeOfParallelism = 2 }, thread => rates[thread] = PerSecond(texts, () => Detecting(kind), ByClock));
        return rates.Sum();
    }

    private static Action<string> Detecting(DetectorKind kind)
    {
        var (detector, found) = (kind.Create(kind.Threshold, []), new List<Detection>());
        return text =>
        {
            found.Clear();
            detector.Detect(text, found);
        };
    }

    private static double ByProcessor() => Environment.CpuUsage.TotalTime.TotalSeconds;

    private static double ByClock() => Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;

    /// <summary>Once to warm up, for the code is compiled anew while it runs, and once to count.</summary>
    private static double PerSecond(IReadOnlyList<MeasuredText> texts, Func<Action<string>> making, Func<double> clock)
    {
        var act = making();
        Count(texts, act, clock);
        return Count(texts, act, clock);
    }

    private static double Count(IReadOnlyList<MeasuredText> texts, Action<string> act, Func<double> clock)
    {
        var (started, read) = (clock(), 0L);
        while (clock() - started < Least)
        {
            foreach (var text in texts) act(text.Text);
            read += texts.Count;
        }

        return read / (clock() - started);
    }

    private static void Bare(string text)
    {
        var letters = 0;
        foreach (var letter in text)
        {
            if (char.IsLetterOrDigit(letter)) letters++;
        }

        Sink = letters;
    }

    private static int Sink { get; set; }
}
