using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Metrics;

namespace Tiltyard.Catalog.Detectors.Measuring;

/// <summary>
/// Asks a detector about labelled texts and counts how often it is right. The same texts in another order give the same figures, for the
/// weights of the bootstrap hang on the line.
/// </summary>
public sealed class Measurement
{
    private readonly DetectorKind _kind;
    private readonly MeasuredForm _form;
    private readonly BootstrapWeights _weights = new();
    private readonly Dictionary<(MeasuredGroup Group, string Name), RowTally> _rows = [];
    private readonly Dictionary<string, ITextDetector> _detectors = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _unsupported = new(StringComparer.Ordinal);
    private readonly ImmutableArray<MissedCase>.Builder _missed = ImmutableArray.CreateBuilder<MissedCase>();
    private readonly List<Detection> _found = [];
    private readonly PlaceScore _score;
    private int _texts;

    /// <param name="kind">The detector.</param>
    /// <param name="form">The form of the data.</param>
    /// <param name="threshold">What counts as found; null for the detector's own, and for 0 in cases, which ask for one type whatever its confidence.</param>
    public Measurement(DetectorKind kind, MeasuredForm form, double? threshold = null)
    {
        ArgumentNullException.ThrowIfNull(kind);
        (_kind, _form) = (kind, form);
        Threshold = threshold ?? (form == MeasuredForm.Cases ? 0 : kind.Threshold);
        _score = new PlaceScore(kind);
    }

    public double Threshold { get; }

    public void Add(MeasuredText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _texts++;
        _weights.Draw((ulong)text.Line);
        switch (_form)
        {
            case MeasuredForm.Labels:
                AddLabelled(text);
                break;
            case MeasuredForm.Spans:
                AddSpanned(text);
                break;
            default:
                AddCase(text);
                break;
        }
    }

    public MeasuredReport Report()
    {
        if (_form == MeasuredForm.Spans) _score.AddNegatives(_texts, Tally);
        return new()
        {
            Detector = _kind.Name,
            Threshold = Threshold,
            Form = _form,
            Texts = _texts,
            Rows = [.. _rows.OrderBy(row => row.Key.Group).ThenBy(row => row.Key.Name, StringComparer.Ordinal).Select(row => row.Value.Row())],
            Unsupported = _unsupported.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Missed = _missed.ToImmutable(),
        };
    }

    private void AddLabelled(MeasuredText text)
    {
        var isFound = Detect([], text.Text).Count > 0;
        var counts = text.IsPositive ? new DetectionCounts(isFound ? 1 : 0, isFound ? 0 : 1, isFound ? 1 : 0, 0) : new DetectionCounts(0, 0, 0, isFound ? 1 : 0);
        foreach (var row in (ReadOnlySpan<RowTally>)[Tally(MeasuredGroup.Source, text.Source), Tally(MeasuredGroup.Total, "all")])
        {
            row.Add(counts, default, _weights);
            if (!text.IsPositive) row.AddNegative(isFound);
        }
    }

    private void AddSpanned(MeasuredText text)
    {
        foreach (var place in text.Places)
        {
            if (_kind.Known(place.Type) is null) Unsupported(place.Type);
        }

        _score.Read(text, Detect([], text.Text));
        foreach (var (group, name, exact, overlapping) in _score.Rows()) Tally(group, name).Add(exact, overlapping, _weights);
    }

    private void AddCase(MeasuredText text)
    {
        var types = text.Asked.Select(asked => (Asked: asked, Known: _kind.Known(asked))).ToList();
        var unknown = types.Where(type => type.Known is null).Select(type => type.Asked).ToList();
        if (unknown.Count > 0)
        {
            unknown.ForEach(Unsupported);
            return;
        }

        var found = Detect([.. types.Select(type => type.Known!.Name)], text.Text);
        var places = text.Places.Count(place => found.Exists(one => one.Start == place.Start && one.End == place.End));
        var hasPassed = found.Count == text.Expected && places == text.Places.Length;
        var met = text.Places.Length == text.Expected ? places : Math.Min(found.Count, text.Expected);
        var counts = new DetectionCounts(met, text.Expected - met, met, Math.Max(0, found.Count - met));
        var asked = string.Join('+', types.Select(type => type.Known!.Name));
        if (!hasPassed) _missed.Add(new MissedCase(text.Line, asked, text.Expected, found.Count));
        var country = types[0].Known!.Country ?? "any country";
        foreach (var row in (ReadOnlySpan<RowTally>)[Tally(MeasuredGroup.Type, asked), Tally(MeasuredGroup.Family, country), Tally(MeasuredGroup.Total, "all")])
        {
            row.Add(counts, default, _weights);
            row.AddCase(hasPassed);
            if (text.Expected == 0) row.AddNegative(found.Count > 0);
        }
    }

    private List<Detection> Detect(ImmutableArray<string> types, string text)
    {
        var key = string.Join(',', types);
        if (!_detectors.TryGetValue(key, out var detector)) _detectors[key] = detector = _kind.Create(Threshold, types);
        _found.Clear();
        detector.Detect(text, _found);
        return _found;
    }

    private RowTally Tally(MeasuredGroup group, string name)
    {
        if (!_rows.TryGetValue((group, name), out var row)) _rows[(group, name)] = row = new RowTally(group, name, _form == MeasuredForm.Spans);
        return row;
    }

    private void Unsupported(string type) => _unsupported[type] = _unsupported.GetValueOrDefault(type) + 1;
}
