using Tiltyard.Catalog.Detectors.Acts;

namespace Tiltyard.Catalog.Detectors.Drift;

/// <summary>
/// How far words are from a task, by words alone: the share of their content words that the task does not hold. It knows no meaning: what is
/// said in other words counts as far away, so only a turn that shares next to nothing is taken for drift.
/// </summary>
public sealed class DriftDetector(double threshold) : ITextDetector
{
    /// <summary>Fewer content words say nothing.</summary>
    public const int FewestWords = 4;

    private const int MostWords = 2_000;

    public static DetectorKind Kind { get; } = new()
    {
        Name = "context_drift",
        Summary = "Words that share next to nothing with a task: the first line of a text is the task, the rest the turn.",
        Types = [new DetectorType("drift", "words")],
        Threshold = 0.95,
        Create = static (threshold, _) => new DriftDetector(threshold),
    };

    public string Name => "context_drift";

    /// <summary>The share of words that are foreign to the task, 0 to 1; null where there are too few to tell.</summary>
    public static double? Distance(HashSet<string> task, HashSet<string> turn)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(turn);
        if (task.Count < FewestWords || turn.Count < FewestWords) return null;
        var foreign = 0;
        foreach (var word in turn)
        {
            if (!task.Contains(word)) foreign++;
        }

        return (double)foreign / turn.Count;
    }

    public void Detect(ReadOnlySpan<char> text, List<Detection> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        var end = text.IndexOf('\n');
        if (end < 0) return;
        var (task, turn) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        ContentWords.AddTo(task, text[..end], MostWords);
        ContentWords.AddTo(turn, text[(end + 1)..], MostWords);
        if (Distance(task, turn) is { } distance && distance >= threshold) into.Add(new Detection("drift", end + 1, text.Length - end - 1, distance, "foreign_words"));
    }
}
