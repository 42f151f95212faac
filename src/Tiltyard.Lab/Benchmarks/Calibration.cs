using Tiltyard.Documents;

namespace Tiltyard.Lab.Benchmarks;

/// <summary>
/// How far stated confidence is from what came of it: ten bins of equal width over confidence, in each the share of acts that went through against the mean of what
/// was said. ECE weighs the differences by acts, MCE is the largest.
/// </summary>
public sealed class Calibration
{
    private const int Bins = 10;

    private readonly int[] _counts = new int[Bins];
    private readonly int[] _through = new int[Bins];
    private readonly double[] _said = new double[Bins];

    public int Count { get; private set; }

    /// <param name="confidence">From 0 to 1.</param>
    /// <param name="wentThrough">Whether nothing of the act was refused.</param>
    public void Add(double confidence, bool wentThrough)
    {
        if (!(confidence >= 0 && confidence <= 1)) throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence lies between 0 and 1.");
        var bin = Math.Min(Bins - 1, (int)(confidence * Bins));
        Count++;
        _counts[bin]++;
        _said[bin] += confidence;
        if (wentThrough) _through[bin]++;
    }

    public double? Expected => Count == 0 ? null : Enumerable.Range(0, Bins).Sum(bin => _counts[bin] * Gap(bin)) / Count;

    public double? Most => Count == 0 ? null : Enumerable.Range(0, Bins).Max(Gap);

    /// <summary>Null where nobody stated a confidence.</summary>
    public DocumentMap? ToDocument() => Count == 0 ? null : DocumentNode.Map(("ece", Expected!.Value), ("mce", Most!.Value), ("n", (long)Count));

    private double Gap(int bin) => _counts[bin] == 0 ? 0 : Math.Abs(_through[bin] - _said[bin]) / _counts[bin];
}
