using Tiltyard.Metrics;

namespace Tiltyard.Catalog.Detectors.Measuring;

/// <summary>
/// Compares the places found in one text with those that the data name. A type and its narrower ones are one. Exactly the same place
/// counts for one comparison, a shared character for the other; there several finds may meet one label and the reverse.
/// </summary>
internal sealed class PlaceScore(DetectorKind kind)
{
    private readonly Dictionary<string, (DetectionCounts Exact, DetectionCounts Overlapping)> _byType = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long With, long Falsely)> _texts = new(StringComparer.Ordinal);
    private readonly List<(string Root, int Start, int End)> _labels = [];
    private readonly List<(string Root, int Start, int End)> _finds = [];

    public void Read(MeasuredText text, List<Detection> found)
    {
        _byType.Clear();
        _labels.Clear();
        _finds.Clear();
        foreach (var place in text.Places)
        {
            if (kind.Known(place.Type) is { } type) _labels.Add((Root(type.Name), place.Start, place.End));
        }

        foreach (var one in found) _finds.Add((Root(one.Type), one.Start, one.End));
        foreach (var label in _labels)
        {
            var isExact = _finds.Contains(label);
            var isMet = _finds.Exists(find => Meet(find, label));
            Add(label.Root, new DetectionCounts(isExact ? 1 : 0, isExact ? 0 : 1, 0, 0), new DetectionCounts(isMet ? 1 : 0, isMet ? 0 : 1, 0, 0));
        }

        foreach (var find in _finds)
        {
            var isExact = _labels.Contains(find);
            var isRight = _labels.Exists(label => Meet(find, label));
            Add(find.Root, new DetectionCounts(0, 0, isExact ? 1 : 0, isExact ? 0 : 1), new DetectionCounts(0, 0, isRight ? 1 : 0, isRight ? 0 : 1));
        }

        Note();
    }

    /// <summary>The counts of this text, for its types, their families, what has a fixed form, and all.</summary>
    public IEnumerable<(MeasuredGroup Group, string Name, DetectionCounts Exact, DetectionCounts Overlapping)> Rows()
    {
        foreach (var (type, counts) in _byType) yield return (MeasuredGroup.Type, type, counts.Exact, counts.Overlapping);
        foreach (var family in _byType.GroupBy(row => Family(row.Key), StringComparer.Ordinal)) yield return Sum(MeasuredGroup.Family, family.Key, family);
        var structured = _byType.Where(row => IsStructured(row.Key)).ToList();
        if (structured.Count > 0) yield return Sum(MeasuredGroup.Total, "structured", structured);
        if (_byType.Count > 0) yield return Sum(MeasuredGroup.Total, "all", _byType);
    }

    /// <summary>Of the texts without a label of the row, those in which it was found.</summary>
    public void AddNegatives(int texts, Func<MeasuredGroup, string, RowTally> row)
    {
        foreach (var (key, (with, falsely)) in _texts)
        {
            var (group, name) = Key(key);
            row(group, name).AddNegatives(texts - with, falsely);
        }
    }

    private static bool Meet((string Root, int Start, int End) a, (string Root, int Start, int End) b) =>
        a.Start < b.End && b.Start < a.End && a.Root.Equals(b.Root, StringComparison.Ordinal);

    private static (MeasuredGroup Group, string Name) Key(string key) => ((MeasuredGroup)(key[0] - '0'), key[1..]);

    /// <summary>Keeps for every row whether this text has a label of it, and if not, whether it was found.</summary>
    private void Note()
    {
        var labelled = _labels.SelectMany(label => Keys(label.Root)).ToHashSet(StringComparer.Ordinal);
        foreach (var key in labelled) _texts[key] = _texts.GetValueOrDefault(key) is var (with, falsely) ? (with + 1, falsely) : default;
        foreach (var key in _finds.SelectMany(find => Keys(find.Root)).Distinct(StringComparer.Ordinal).Where(key => !labelled.Contains(key)))
            _texts[key] = _texts.GetValueOrDefault(key) is var (with, falsely) ? (with, falsely + 1) : default;
    }

    private IEnumerable<string> Keys(string root)
    {
        yield return $"{(int)MeasuredGroup.Type}{root}";
        yield return $"{(int)MeasuredGroup.Family}{Family(root)}";
        yield return $"{(int)MeasuredGroup.Total}all";
        if (IsStructured(root)) yield return $"{(int)MeasuredGroup.Total}structured";
    }

    private void Add(string root, DetectionCounts exact, DetectionCounts overlapping)
    {
        var before = _byType.GetValueOrDefault(root);
        _byType[root] = (before.Exact.Merge(exact), before.Overlapping.Merge(overlapping));
    }

    private static (MeasuredGroup Group, string Name, DetectionCounts Exact, DetectionCounts Overlapping) Sum(
        MeasuredGroup group, string name, IEnumerable<KeyValuePair<string, (DetectionCounts Exact, DetectionCounts Overlapping)>> rows)
    {
        var (exact, overlapping) = (default(DetectionCounts), default(DetectionCounts));
        foreach (var (_, counts) in rows) (exact, overlapping) = (exact.Merge(counts.Exact), overlapping.Merge(counts.Overlapping));
        return (group, name, exact, overlapping);
    }

    private string Root(string type)
    {
        while (kind.Find(type)?.Parent is { } parent) type = parent;
        return type;
    }

    private string Family(string type) => kind.Find(type)?.Family ?? type;

    private bool IsStructured(string type) => kind.StructuredFamilies.Contains(Family(type), StringComparer.Ordinal);
}
