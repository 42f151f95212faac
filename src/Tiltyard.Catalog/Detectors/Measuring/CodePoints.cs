namespace Tiltyard.Catalog.Detectors.Measuring;

/// <summary>Where the code points of a text begin in its UTF-16 code units. Without surrogates both are the same.</summary>
internal sealed class CodePoints
{
    private readonly int[]? _units;

    private CodePoints(int count, int[]? units) => (Count, _units) = (count, units);

    public int Count { get; }

    public static CodePoints Of(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')) return new CodePoints(text.Length, null);
        var units = new List<int>(text.Length + 1);
        for (var at = 0; at < text.Length; at += char.IsSurrogatePair(text, at) ? 2 : 1)
        {
            units.Add(at);
            if (at == text.Length - 1) break;
        }

        units.Add(text.Length);
        return new CodePoints(units.Count - 1, [.. units]);
    }

    public int Unit(int codePoint) => _units is null ? codePoint : _units[codePoint];
}
