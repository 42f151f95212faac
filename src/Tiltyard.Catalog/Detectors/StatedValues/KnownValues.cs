using Tiltyard.Documents;

namespace Tiltyard.Catalog.Detectors.StatedValues;

/// <summary>
/// Every value that somebody was shown so far. A number is known where it was shown, or is the sum or the difference of two numbers that were
/// shown lately: totals and remainders are no inventions.
/// </summary>
public sealed class KnownValues
{
    private const int Most = 200_000;
    private const int Lately = 64;

    private readonly HashSet<double> _numbers = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly double[] _recent = new double[Lately];
    private readonly List<StatedValue> _read = [];
    private int _count;

    public void Clear()
    {
        _numbers.Clear();
        _names.Clear();
        _count = 0;
    }

    /// <exception cref="InvalidOperationException">More was shown than can be remembered.</exception>
    public void Add(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _read.Clear();
        StatedReading.AddTo(_read, FoldedText.Of(text));
        foreach (var value in _read)
        {
            if (value.Kind != StatedKind.Number) _names.Add(value.Text);
            else Add(value.Number);
        }

        if (_numbers.Count + _names.Count > Most) throw new InvalidOperationException($"the episode showed more than {Most} values, too many to say what was invented");
    }

    public void Add(double number)
    {
        if (_numbers.Add(number)) _recent[_count++ % Lately] = number;
    }

    public bool Has(in StatedValue value) => value.Kind == StatedKind.Number ? HasNumber(value.Number) : _names.Contains(value.Text);

    private bool HasNumber(double number)
    {
        if (_numbers.Contains(number)) return true;
        var recent = _recent.AsSpan(0, Math.Min(_count, Lately));
        for (var one = 0; one < recent.Length; one++)
        {
            for (var other = 0; other < recent.Length; other++)
            {
                if (one == other) continue;
                if (Math.Abs(recent[one] + recent[other] - number) < 0.005 || Math.Abs(recent[one] - recent[other] - number) < 0.005) return true;
            }
        }

        return false;
    }
}
