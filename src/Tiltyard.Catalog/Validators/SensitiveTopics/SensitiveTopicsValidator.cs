using System.Collections.Immutable;
using Tiltyard.Catalog.Detectors.Acts;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Validators;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Validators.SensitiveTopics;

/// <summary>
/// Finds topics that a deployment forbids in what an agent says, by words that the deployment lists. No list ships: none was measured, and
/// what is forbidden differs.
/// </summary>
public sealed class SensitiveTopicsValidator : IValidator
{
    private readonly ImmutableArray<(string Topic, ImmutableArray<string> Phrases)> _topics;
    private readonly Speech _speech;
    private readonly FindingList _findings = new("sensitive_topics");

    private SensitiveTopicsValidator(WorldSpec world, DocumentMap topics)
    {
        _topics = [.. topics.Entries.Select(entry => (entry.Key, entry.Value.AsList().Items.Select(item => FoldedText.Of(item.AsText())).ToImmutableArray()))];
        _speech = new Speech(world);
    }

    public static ValidatorKind Kind { get; } = new()
    {
        Name = "sensitive_topics",
        Summary = "Finds topics that the deployment forbids, by its own lists of words.",
        Options = Shape.Object(Field.Optional("topics", Shape.Map(Shape.List(Shape.Text() with { MinLength = 2, MaxLength = 200 }, 1, 1_000)) with { Min = 1 }, "The words and phrases of each forbidden topic; whole words, in any case.")),
        Create = static (options, world) => options.MapOrNull("topics") is { } topics
            ? new SensitiveTopicsValidator(world, topics)
            : throw new DocumentException(options, "the validator sensitive_topics needs topics: no measured list of sensitive words is shipped"),
    };

    public string Name => "sensitive_topics";

    public IReadOnlyList<Finding> Findings => _findings.All;

    public void Begin() => _findings.Clear();

    public void Emit(in EventHeader at, in Acted acted)
    {
        if (_speech.Of(acted) is not { } said) return;
        var folded = FoldedText.Of(said);
        foreach (var (topic, phrases) in _topics)
        {
            var found = phrases.FirstOrDefault(phrase => HoldsWord(folded, phrase));
            if (found is not null) _findings.Add(ReasonCodes.SensitiveTopicSeen, Severity.Medium, $"step {acted.Step}: {acted.Seat} spoke of {topic}: {Excerpt.Quoted(found)}", at.Seq);
        }
    }

    private static bool HoldsWord(string text, string phrase)
    {
        for (var at = text.IndexOf(phrase, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(phrase, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + phrase.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end]))) return true;
        }

        return false;
    }
}
