using System.Collections.Frozen;
using Tiltyard.Catalog.Detectors.Injection.Patterns;
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
    private readonly InjectionOptions _options;
    private readonly FrozenSet<string> _families;
    private readonly InjectionModel _model;
    private readonly SentenceScan _scan = new();
    private readonly FamilyNaming _naming = new(Lexicon.Shipped);
    private readonly SentenceVisit _judge;
    private readonly double _least;
    private List<Detection>? _into;

    public InjectionDetector(InjectionOptions options)
        : this(options, InjectionModel.Shipped)
    {
    }

    /// <summary>A detector with another model than the shipped one.</summary>
    /// <exception cref="InvalidDataException">It is no model of this version.</exception>
    public InjectionDetector(InjectionOptions options, ReadOnlySpan<byte> model)
        : this(options, InjectionModel.Read(model))
    {
    }

    internal InjectionDetector(InjectionOptions options, InjectionModel model)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _model, _judge) = (options, model, Judge);
        _least = model.ScoreOf(options.MinimumConfidence);
        _families = (options.Families.IsDefaultOrEmpty ? InjectionFamilies.All : options.Families).ToFrozenSet(StringComparer.Ordinal);
    }

    public static DetectorKind Kind { get; } = new()
    {
        Name = "prompt_injection",
        Summary = "Finds orders to the assistant where only data belongs: overrides, role play, leaks, hidden and encoded instructions, in a dozen languages.",
        Types = [.. InjectionFamilies.All.Select(family => new DetectorType(family, "prompt_injection"))],
        Threshold = InjectionOptions.DefaultConfidence,
        Create = (threshold, types) => new InjectionDetector(new InjectionOptions { MinimumConfidence = threshold, Families = types }),
    };

    /// <summary>The documented detector with its mistakes, so that both are judged by the same figures.</summary>
    public static DetectorKind DocumentedKind { get; } = new()
    {
        Name = "prompt_injection_documented",
        Summary = "The documented patterns for prompt injection, which skip the first ten characters.",
        Types = Kind.Types,
        Threshold = InjectionOptions.DefaultConfidence,
        Create = (threshold, types) => new InjectionDetector(new InjectionOptions { MinimumConfidence = threshold, Families = types, Semantics = InjectionSemantics.Documented }),
    };

    public string Name => _options.Semantics == InjectionSemantics.Documented ? DocumentedKind.Name : Kind.Name;

    public void Detect(ReadOnlySpan<char> text, List<Detection> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        var first = into.Count;
        if (_options.Semantics == InjectionSemantics.Documented)
        {
            DocumentedPatterns.Find(text, into);
        }
        else
        {
            _into = into;
            _scan.Walk(text, _judge);
            _into = null;
            RulePatterns.Find(text, into);
        }

        for (var index = into.Count - 1; index >= first; index--)
        {
            if ((into[index].Confidence < _options.MinimumConfidence && !IsOfModel(into[index])) || !_families.Contains(into[index].Type)) into.RemoveAt(index);
        }

        into.Sort(first, into.Count - first, ByPlace.Instance);
    }

    private void Judge(in ScannedSentence sentence, Features features)
    {
        var score = _model.Score(features);
        if (score < _least) return;
        var rule = sentence.Depth == 0 ? "model" : "model in " + sentence.Encoding;
        _into!.Add(new Detection(_naming.Of(sentence.Words, sentence.Depth), sentence.Start, sentence.Length, _model.Confidence(score), rule));
    }

    /// <summary>What the model found was already held against the confidence asked for, by its score.</summary>
    private static bool IsOfModel(in Detection found) => found.Rule.StartsWith("model", StringComparison.Ordinal);

    private sealed class ByPlace : IComparer<Detection>
    {
        public static ByPlace Instance { get; } = new();

        public int Compare(Detection x, Detection y) =>
            x.Start != y.Start ? x.Start.CompareTo(y.Start) : x.Length != y.Length ? x.Length.CompareTo(y.Length) : string.CompareOrdinal(x.Type + x.Rule, y.Type + y.Rule);
    }
}
