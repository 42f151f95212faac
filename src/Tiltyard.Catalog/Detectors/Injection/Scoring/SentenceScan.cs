using Tiltyard.Catalog.Detectors.Injection.Decoding;
using Tiltyard.Catalog.Detectors.Injection.Reading;
using Tiltyard.Catalog.Detectors.Injection.Words;

namespace Tiltyard.Catalog.Detectors.Injection.Scoring;

/// <summary>A sentence that could speak to somebody, with its place in the text that was given.</summary>
internal readonly record struct ScannedSentence(int Start, int Length, int Depth, string Encoding, List<WordToken> Words);

/// <summary>Is shown every sentence with its features; neither may be kept.</summary>
internal delegate void SentenceVisit(in ScannedSentence sentence, Features features);

/// <summary>
/// Walks through a text: folds it, cuts it into sentences, reads their features, follows what is encoded. The detector and the training
/// walk with the same one, so a model is trained on exactly what it will see.
/// </summary>
internal sealed class SentenceScan
{
    /// <summary>An encoding within an encoding within an encoding is followed; a fourth is not.</summary>
    public const int Deepest = 3;

    private readonly FeatureReader _reader = new(Lexicon.Shipped);
    private readonly ShiftedText _shifted = new(Lexicon.Shipped);
    private readonly Features _features = new();
    private readonly Level[] _levels = [new(), new(), new(), new()];
    private int _decodable;

    public void Walk(ReadOnlySpan<char> text, SentenceVisit visit)
    {
        _decodable = EncodedRuns.MostDecoded;
        Walk(text, 0, null, "", visit);
    }

    private void Walk(ReadOnlySpan<char> text, int depth, (int Start, int Length)? outer, string encoding, SentenceVisit visit)
    {
        var level = _levels[depth];
        PlainReader.Read(text, level.Plain);
        level.Sentences.Clear();
        SentenceCutter.Cut(level.Plain.Letters, level.Sentences);
        for (var index = 0; index < level.Sentences.Count; index++) Read(level, level.Sentences[index], depth, outer, encoding, visit);

        if (depth == Deepest) return;
        level.Runs.Clear();
        EncodedRuns.Find(text, level.Runs);
        for (var index = 0; index < level.Runs.Count; index++)
        {
            var run = level.Runs[index];
            _decodable -= run.Text.Length;
            if (_decodable < 0) return;
            Walk(run.Text, depth + 1, outer ?? (run.Start, run.Length), run.Encoding, visit);
        }
    }

    private void Read(Level level, Sentence sentence, int depth, (int Start, int Length)? outer, string encoding, SentenceVisit visit)
    {
        var speaks = _reader.ReadWords(level.Plain, sentence);
        var place = outer ?? Place(level.Plain, sentence);
        if (depth < Deepest && _decodable > 0 && _shifted.Of(level.Plain.Letters, _reader.Words) is { } meant)
        {
            _decodable -= meant.Length;
            Walk(meant, depth + 1, place, "shifted letters", visit);
            speaks = _reader.ReadWords(level.Plain, sentence);
        }

        if (!speaks) return;
        _reader.Read(level.Plain, sentence, depth, _features);
        visit(new ScannedSentence(place.Start, place.Length, depth, encoding, _reader.Words), _features);
    }

    private static (int Start, int Length) Place(PlainText plain, Sentence sentence)
    {
        var start = plain.Origin(sentence.Start);
        return (start, plain.Origin(sentence.End) - start);
    }

    /// <summary>What is in hand at one depth of decoding.</summary>
    private sealed class Level
    {
        public PlainText Plain { get; } = new();

        public List<Sentence> Sentences { get; } = [];

        public List<DecodedRun> Runs { get; } = [];
    }
}
