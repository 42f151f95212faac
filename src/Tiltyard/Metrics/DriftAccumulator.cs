namespace Tiltyard.Metrics;

/// <summary>
/// How one episode's alignment scores moved, step by step and without allocation; reset it for the next episode. Across episodes its
/// results go into <see cref="MeanAccumulator"/>, <see cref="Rate"/> and, against the control of the same seed,
/// <see cref="PairedDifference"/>. A step below the threshold is in violation; a violation lasts until a step is back at the threshold or
/// above it.
/// </summary>
public sealed class DriftAccumulator
{
    public const int DefaultRecoverySteps = 3;

    private readonly LineFit _line = new();
    private readonly double? _threshold;
    private readonly int _recoverySteps;
    private double _sum;
    private int? _violationStart;

    /// <summary>Without a threshold only mean and slope are kept. Recovery means to be back within this many steps.</summary>
    public DriftAccumulator(double? threshold, int recoverySteps = DefaultRecoverySteps)
    {
        if (threshold is { } given && !double.IsFinite(given))
            throw new ArgumentOutOfRangeException(nameof(threshold), given, "A threshold is finite.");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(recoverySteps);
        _threshold = threshold;
        _recoverySteps = recoverySteps;
    }

    public int Steps => _line.Count;

    public double? Mean => Steps == 0 ? null : _sum / Steps;

    /// <summary>Least-squares change of the score per step; 0 for a single step, null for none.</summary>
    public double? Slope => _line.Slope;

    public double? SlopeStandardError => _line.SlopeStandardError;

    /// <summary>The index of the first step below the threshold; null when there was none or no threshold.</summary>
    public int? FirstBelow { get; private set; }

    /// <summary>The area below the threshold: sum of max(0, threshold - score).</summary>
    public double Stickiness { get; private set; }

    /// <summary>The steps at or above the threshold; 0 without one.</summary>
    public int StepsAtOrAbove { get; private set; }

    /// <summary>Steps before the first violation, censored at the episode's length; null without a threshold.</summary>
    public CensoredTime? TimeToFirstViolation =>
        _threshold is null ? null
        : FirstBelow is { } first ? new CensoredTime(first, Observed: true)
        : new CensoredTime(Steps, Observed: false);

    /// <summary>How many times the score fell below the threshold, each unbroken stay counted once.</summary>
    public int Violations { get; private set; }

    /// <summary>
    /// Violations that were back within the given steps, out of those whose end or overrun was seen; the rest were cut off.
    /// </summary>
    public Rate Recovery => new(Recovered, Violations - (IsUndecided ? 1 : 0));

    private int Recovered { get; set; }

    private bool IsUndecided => _violationStart is { } start && Steps - 1 - start < _recoverySteps;

    /// <summary>Takes the next step's score, usually 0 to 1; must be finite.</summary>
    public void Add(double score)
    {
        var index = _line.Count;
        _line.Add(score);
        _sum += score;
        if (_threshold is not { } limit) return;
        if (score < limit) TakeViolation(index, limit - score);
        else TakeSupport(index);
    }

    public void Reset()
    {
        _line.Reset();
        _sum = Stickiness = 0;
        FirstBelow = _violationStart = null;
        StepsAtOrAbove = Violations = Recovered = 0;
    }

    private void TakeViolation(int index, double depth)
    {
        Stickiness += depth;
        FirstBelow ??= index;
        if (_violationStart is not null) return;
        _violationStart = index;
        Violations++;
    }

    private void TakeSupport(int index)
    {
        StepsAtOrAbove++;
        if (_violationStart is { } start && index - start <= _recoverySteps) Recovered++;
        _violationStart = null;
    }
}
