namespace Tiltyard.Catalog.Detectors.Pii;

/// <summary>
/// The candidates of one text. Where several claim a place, the surest stays, then the longest, then the first. What was settled keeps
/// its place against everything that comes later.
/// </summary>
internal sealed class Candidates(double minimum, Func<string, bool> isWanted)
{
    private readonly List<Candidate> _items = [];
    private bool[] _taken = new bool[1024];
    private int _length;

    /// <summary>Forgets the text before; the next one has this length.</summary>
    public void Begin(int length)
    {
        _taken.AsSpan(0, Math.Min(_length, _taken.Length)).Clear();
        if (_taken.Length < length) _taken = new bool[Math.Max(length, _taken.Length * 2)];
        _length = length;
        _items.Clear();
    }

    public void Add(string type, int start, int end, double confidence, string rule)
    {
        if (confidence >= minimum && isWanted(type)) _items.Add(new Candidate(type, start, end, confidence, rule));
    }

    /// <summary>Whether something settled stands in a part of the place.</summary>
    public bool IsTaken(int start, int end) => _taken.AsSpan(start, end - start).Contains(true);

    /// <summary>Weighs what was added since the last time and hands on what stays.</summary>
    public void Settle(List<Detection> into)
    {
        if (_items.Count > 1) _items.Sort(static (a, b) => Order(a, b));
        foreach (var item in _items)
        {
            var place = _taken.AsSpan(item.Start, item.Length);
            if (place.Contains(true)) continue;
            place.Fill(true);
            into.Add(new Detection(item.Type, item.Start, item.Length, item.Confidence, item.Rule));
        }

        _items.Clear();
    }

    private static int Order(in Candidate a, in Candidate b)
    {
        if (a.Confidence != b.Confidence) return b.Confidence.CompareTo(a.Confidence);
        if (a.Length != b.Length) return b.Length.CompareTo(a.Length);
        return a.Start != b.Start ? a.Start.CompareTo(b.Start) : string.CompareOrdinal(a.Type, b.Type);
    }
}
