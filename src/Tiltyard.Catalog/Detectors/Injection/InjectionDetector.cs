using Tiltyard.Catalog.Detectors.Injection.Scoring;
using Tiltyard.Catalog.Detectors.Injection.Words;

namespace Tiltyard.Catalog.Detectors.Injection;

/// <summary>
/// Finds text that tries to give orders to the assistant that reads it. The text is folded to what a reader would see, cut into
/// sentences, and every sentence is scored by a small linear model; encoded runs are decoded and read the same way. What is found is
/// the sentence, so one line in a long document is found where it stands and the rest of the document adds nothing.
/// </summary>
public sealed class InjectionDetector : ITextDetector
{
    private readonly InjectionModel _model;
    private readonly SentenceScan _scan = new();
    private readonly FamilyNaming _naming = new(Lexicon.Shipped);
    private readonly SentenceVisit _judge;
    private readonly SentenceVisit _rate;
    private List<Detection>? _into;
    private double _highest;

    public InjectionDetector()
        : this(InjectionModel.Shipped)
    {
    }

    internal InjectionDetector(InjectionModel model)
    {
        _model = model;
        _judge = Judge;
        _rate = Rate;
    }

    public string Name => "prompt_injection";

    public void Detect(ReadOnlySpan<char> text, List<Detection> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        var first = into.Count;
        _into = into;
        _scan.Walk(text, _judge);
        _into = null;
        into.Sort(first, into.Count - first, ByPlace.Instance);
    }

    /// <summary>The confidence of the most suspicious sentence, whatever the threshold: what operating points are chosen by.</summary>
    public double Highest(ReadOnlySpan<char> text) => _model.Confidence(HighestScore(text));

    internal double HighestScore(ReadOnlySpan<char> text)
    {
        _highest = double.NegativeInfinity;
        _scan.Walk(text, _rate);
        return _highest;
    }

    private void Rate(in ScannedSentence sentence, Features features) => _highest = Math.Max(_highest, _model.Score(features));

    private void Judge(in ScannedSentence sentence, Features features)
    {
        var score = _model.Score(features);
        if (score < _model.Threshold) return;
        var rule = sentence.Depth == 0 ? "model" : "model in " + sentence.Encoding;
        _into!.Add(new Detection(_naming.Of(sentence.Words, sentence.Depth), sentence.Start, sentence.Length, _model.Confidence(score), rule));
    }

    private sealed class ByPlace : IComparer<Detection>
    {
        public static ByPlace Instance { get; } = new();

        public int Compare(Detection x, Detection y) =>
            x.Start != y.Start ? x.Start.CompareTo(y.Start) : x.Length != y.Length ? x.Length.CompareTo(y.Length) : string.CompareOrdinal(x.Rule, y.Rule);
    }
}
