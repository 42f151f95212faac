using System.Diagnostics;
using Tiltyard.Catalog.Detectors;
using Tiltyard.Catalog.Detectors.Measuring;

namespace Tiltyard.Cli;

/// <summary>
/// How many texts a detector reads in a second, on one thread and on two, beside a bare pass over the same characters. The clock of this
/// machine is in no result: it goes to standard error.
/// </summary>
internal static class DetectorSpeed
{
    private const double Least = 0.3;

    public static string Of(DetectorKind kind, IReadOnlyList<MeasuredText> texts)
    {
        var bare = PerSecond(texts, () => Bare);
        var one = PerSecond(texts, () => Detecting(kind));
        var two = Math.Min(2, Environment.ProcessorCount) == 2 ? TwoThreads(kind, texts) : one;
        return $"{one:N0} texts a second on one thread, {two:N0} on two; a bare pass over the same characters: {bare:N0} ({bare / one:0} times as many)";
    }

    private static double TwoThreads(DetectorKind kind, IReadOnlyList<MeasuredText> texts)
    {
        var rates = new double[2];
        Parallel.For(0, 2, new ParallelOptions { MaxDegreeOfParallelism = 2 }, thread => rates[thread] = PerSecond(texts, () => Detecting(kind)));
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

    private static double PerSecond(IReadOnlyList<MeasuredText> texts, Func<Action<string>> making)
    {
        var act = making();
        foreach (var text in texts) act(text.Text);
        var (started, read) = (Stopwatch.GetTimestamp(), 0L);
        while (Stopwatch.GetElapsedTime(started).TotalSeconds < Least)
        {
            foreach (var text in texts) act(text.Text);
            read += texts.Count;
        }

        return read / Stopwatch.GetElapsedTime(started).TotalSeconds;
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
