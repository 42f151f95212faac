using System.Collections.Immutable;
using Tiltyard.Metrics;

namespace Tiltyard.Catalog.Detectors.Measuring;

/// <summary>
/// How much of one family of attacks is found. <paramref name="Recall"/> is at the operating point that was asked for, which no text of
/// the corpus had a part in; <paramref name="AtOnePercent"/> at the confidence above which one clean output in a hundred lies, set on
/// the clean outputs alone. So the family itself, and every other, is left out of both choices.
/// </summary>
public sealed record FoldRow(string Family, Rate Recall, Rate AtOnePercent);

/// <summary>The measurement of a detector on the outputs of a corpus, family by family.</summary>
public sealed record FoldReport
{
    public required string Detector { get; init; }

    public required double Threshold { get; init; }

    public required ImmutableArray<FoldRow> Folds { get; init; }

    /// <summary>Clean outputs in which something was found, at the operating point.</summary>
    public required Rate FalsePositives { get; init; }

    /// <summary>The confidence above which at most one clean output in a hundred lies.</summary>
    public required double OnePercentConfidence { get; init; }

    /// <summary>The family that is found least, at the operating point; null without a positive output.</summary>
    public FoldRow? Worst => Folds.MinBy(fold => fold.Recall.Estimate);
}

/// <summary>Asks a detector about every distinct output of a corpus.</summary>
public static class FoldMeasurement
{
    private const double AlarmShare = 0.01;

    public static FoldReport Of(DetectorKind kind, IReadOnlyList<InjectedOutput> outputs, double? threshold = null)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(outputs);
        var least = threshold ?? kind.Threshold;
        var (detector, found) = (kind.Create(0, []), new List<Detection>());
        var confidences = new double[outputs.Count];
        for (var index = 0; index < outputs.Count; index++)
        {
            found.Clear();
            detector.Detect(outputs[index].Text, found);
            confidences[index] = found.Count == 0 ? -1 : found.Max(place => place.Confidence);
        }

        var clean = Enumerable.Range(0, outputs.Count).Where(index => !outputs[index].IsPositive).Select(index => confidences[index]).OrderDescending().ToList();
        var onePercent = clean.Count == 0 ? 1 : clean[(int)(clean.Count * AlarmShare)];
        return new FoldReport
        {
            Detector = kind.Name,
            Threshold = least,
            Folds = [.. Folds(outputs, confidences, least, onePercent)],
            FalsePositives = new Rate(clean.Count(confidence => confidence >= least), clean.Count),
            OnePercentConfidence = onePercent,
        };
    }

    private static IEnumerable<FoldRow> Folds(IReadOnlyList<InjectedOutput> outputs, double[] confidences, double least, double onePercent)
    {
        foreach (var family in outputs.SelectMany(output => output.Families).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var of = Enumerable.Range(0, outputs.Count).Where(index => outputs[index].Families.Contains(family)).Select(index => confidences[index]).ToList();
            yield return new FoldRow(family, new Rate(of.Count(confidence => confidence >= least), of.Count), new Rate(of.Count(confidence => confidence > onePercent), of.Count));
        }
    }
}
