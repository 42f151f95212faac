using BenchmarkDotNet.Attributes;
using Tiltyard.Catalog.Detectors;
using Tiltyard.Catalog.Detectors.Injection;

namespace Tiltyard.Benchmarks;

/// <summary>
/// A page of records and prose of some four thousand characters through the injection detector, beside a bare pass that looks at every
/// character. One operation is one page.
/// </summary>
public class InjectionBenchmarks
{
    private readonly List<Detection> _found = [];
    private readonly InjectionDetector _detector = new(new InjectionOptions());

    private readonly string _page = string.Concat(Enumerable.Range(0, 12).Select(number =>
        $"id: {number}\nsubject: Notes of the meeting\nsender: nora{number}@example.org\nbody: 'Dear team, please find the notes attached. We moved the review to Thursday, " +
        "and Pavel will update the slides before noon. Let me know whether the room is large enough. The old plan is in the shared folder, and nobody has to read it again.'\n" +
        "read: true\nattachments: []\n\n"));

    public static int Sink { get; private set; }

    [Benchmark(Baseline = true)]
    public void Bare_pass()
    {
        var letters = 0;
        foreach (var letter in _page)
        {
            if (char.IsLetterOrDigit(letter)) letters++;
        }

        Sink = letters;
    }

    [Benchmark]
    public void Detect()
    {
        _found.Clear();
        _detector.Detect(_page, _found);
        Sink = _found.Count;
    }
}
