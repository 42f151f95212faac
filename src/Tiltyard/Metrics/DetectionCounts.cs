using System.Runtime.InteropServices;

namespace Tiltyard.Metrics;

/// <summary>
/// How what was found compares with what is there. Where places may match in part, one find can meet several labels, so the labels
/// that were met and the finds that were right are two numbers. For yes and no alone use <see cref="Rate"/>.
/// </summary>
/// <param name="Met">Labels that a find matches.</param>
/// <param name="Missed">Labels that none does.</param>
/// <param name="Right">Finds that match a label.</param>
/// <param name="Wrong">Finds that match none.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DetectionCounts(long Met, long Missed, long Right, long Wrong)
{
    public bool IsEmpty => this == default;

    public Rate Recall => new(Met, Met + Missed);

    public Rate Precision => new(Right, Right + Wrong);

    /// <summary>The harmonic mean of precision and recall; null where there is neither a label nor a find.</summary>
    public double? F1 => Mean(Met, Missed, Right, Wrong);

    public DetectionCounts Merge(DetectionCounts other) => new(Met + other.Met, Missed + other.Missed, Right + other.Right, Wrong + other.Wrong);

    internal static double? Mean(long met, long missed, long right, long wrong)
    {
        if (met + missed + right + wrong == 0) return null;
        if (met == 0 || right == 0) return 0;
        var recall = (double)met / (met + missed);
        var precision = (double)right / (right + wrong);
        return 2 * precision * recall / (precision + recall);
    }
}
