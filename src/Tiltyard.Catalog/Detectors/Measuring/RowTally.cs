using Tiltyard.Metrics;

namespace Tiltyard.Catalog.Detectors.Measuring;

/// <summary>The sums of one row while texts come in.</summary>
internal sealed class RowTally(MeasuredGroup group, string name, bool hasPlaces)
{
    private readonly DetectionBootstrap _exact = new();
    private readonly DetectionBootstrap? _overlapping = hasPlaces ? new DetectionBootstrap() : null;
    private Rate _falsePositives;
    private Rate? _passed;

    public void Add(DetectionCounts exact, DetectionCounts overlapping, BootstrapWeights weights)
    {
        _exact.Add(exact, weights);
        _overlapping?.Add(overlapping, weights);
    }

    /// <summary>A text that holds nothing of it.</summary>
    public void AddNegative(bool wasFound) => _falsePositives = _falsePositives.With(wasFound);

    public void AddNegatives(long texts, long found) => _falsePositives = _falsePositives.Merge(new Rate(found, texts));

    public void AddCase(bool hasPassed) => _passed = (_passed ?? default).With(hasPassed);

    public MeasuredRow Row() => new()
    {
        Group = group,
        Name = name,
        Exact = new MeasuredCounts(_exact.Counts, _exact.Percentile()),
        Overlapping = _overlapping is null ? null : new MeasuredCounts(_overlapping.Counts, _overlapping.Percentile()),
        FalsePositives = _falsePositives,
        Passed = _passed,
    };
}
