using System.Collections.Immutable;

namespace Tiltyard.Catalog.Detectors.DataFlow;

/// <summary>
/// Reads untrusted texts: the plain form, and the passages in it. Texts that come again, as records do in run after run, are read once;
/// what is kept for that is bounded and makes no difference to the outcome. One instance serves one thread.
/// </summary>
internal sealed class FlowReading(int reach, double leastScore)
{
    private const int MostKept = 4_000_000;

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
        var read = (text, _finder.Find(text, Words.Tokens));
        if (written.Length > MostKept / 8) return read;
        if (_kept + written.Length > MostKept)
        {
            _known.Clear();
            _kept = 0;
        }

        _kept += written.Length;
        return _known[written] = read;
    }
}
