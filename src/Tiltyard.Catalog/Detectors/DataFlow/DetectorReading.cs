using System.Collections.Immutable;

namespace Tiltyard.Catalog.Detectors.DataFlow;

/// <summary>
/// What a detector finds in a text, as passages: what is found, and what stands after it in the same field. From the sure confidence
/// on a find counts as an instruction, below it is worth a warning.
/// </summary>
internal sealed class DetectorReading(ITextDetector detector, double sure, double strong)
{
    private const double MostUnsure = .7;

    /// <summary>Shorter finds are keys and names of records more often than orders.</summary>
    private const int FewestWords = 4;

    private readonly List<Detection> _found = [];
    private readonly PlainTextReader _reader = new();

    public ImmutableArray<Passage> AddTo(ImmutableArray<Passage> passages, string written, PlainText text, ReadOnlySpan<TextToken> tokens, PassageFinder finder)
    {
        _found.Clear();
        detector.Detect(written, _found);
        if (_found.Count == 0 || tokens.IsEmpty) return passages;
        var all = passages.ToBuilder();
        var from = 0;
        foreach (var find in _found)
        {
            if (find.Start < 0 || find.Length <= 0 || find.End > written.Length) continue;
            var sentence = _reader.Read(written.Substring(find.Start, find.Length)).Text.Trim();
            var at = _reader.Tokens.Length < FewestWords ? -1 : text.Text.IndexOf(sentence, from, StringComparison.Ordinal);
            if (at < 0) continue;
            from = at;
            var score = find.Confidence >= sure ? Math.Max(find.Confidence, strong) : Math.Min(find.Confidence, Math.Min(MostUnsure, strong * MostUnsure));
            if (!IsKnown(passages, at, score)) all.Add(finder.Around(text, tokens, at, at + sentence.Length) with { IsByDetector = true, Score = score, Meanings = [$"the detector takes for {find.Type.Replace('_', ' ')}"] });
        }

        return all.ToImmutable();
    }

    private static bool IsKnown(ImmutableArray<Passage> passages, int at, double score)
    {
        foreach (var passage in passages)
        {
            // those with cues come first, in order, and the plain requests after them
            if (passage.Score == 0 || passage.Start > at) return false;
            if (passage.Score >= score && at >= passage.Start && at < passage.End) return true;
        }

        return false;
    }
}
