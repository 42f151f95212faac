using System.Collections.Immutable;

namespace Tiltyard.Catalog.Detectors.DataFlow;

/// <summary>
/// Reads untrusted texts: the plain form, and the passages in it, by their cues and by what a detector of injections finds besides.
/// Texts that come again, as records do in run after run, are read once; what is kept for that is bounded and makes no difference to
/// the outcome. One instance serves one thread.
/// </summary>
internal sealed class FlowReading(int reach, double leastScore, DetectorReading? detector)
{
    private const int MostKept = 8_000_000;

    private readonly PassageFinder _finder = new(reach, leastScore);
    private readonly Dictionary<string, (PlainText Text, ImmutableArray<Passage> Passages)> _known = new(StringComparer.Ordinal);
    private int _kept;

    public PlainTextReader Words { get; } = new();

    public UntrustedText Read(int step, string source, string given, string written)
    {
        var (text, passages) = Known(written);
        return new UntrustedText(step, source, given.Length == 0 ? PlainText.Empty : new PlainText(given), written, text, passages);
    }

    private (PlainText Text, ImmutableArray<Passage> Passages) Known(string written)
    {
        if (_known.TryGetValue(written, out var known)) return known;
        var text = Words.Read(written);
        var passages = _finder.Find(text, Words.Tokens);
        if (detector is not null) passages = detector.AddTo(passages, written, text, Words.Tokens, _finder);
        if (written.Length > MostKept / 8) return (text, passages);
        if (_kept + written.Length > MostKept)
        {
            _known.Clear();
            _kept = 0;
        }

        _kept += written.Length;
        return _known[written] = (text, passages);
    }
}
