namespace Tiltyard.Catalog.Detectors.Injection.Reading;

/// <summary>
/// A text as it is meant to be read, lower case, with the place in the original for every character. The detector owns one and reuses it.
/// </summary>
internal sealed class PlainText
{
    private char[] _letters = new char[1024];
    private int[] _origins = new int[1024];
    private CharMarks[] _marks = new CharMarks[1024];

    public int Length { get; private set; }

    public ReadOnlySpan<char> Letters => _letters.AsSpan(0, Length);

    public ReadOnlySpan<CharMarks> Marks => _marks.AsSpan(0, Length);

    /// <summary>Where a character stood in the original; one past the end for the end.</summary>
    public int Origin(int index) => index < Length ? _origins[index] : OriginalLength;

    public int OriginalLength { get; private set; }

    public void Begin(int originalLength)
    {
        Length = 0;
        OriginalLength = originalLength;
        if (_letters.Length >= originalLength + 16) return;
        Grow(originalLength + 16);
    }

    public void Add(char letter, int origin, CharMarks marks)
    {
        if (Length == _letters.Length) Grow(_letters.Length * 2);
        _letters[Length] = letter;
        _origins[Length] = origin;
        _marks[Length] = marks;
        Length++;
    }

    /// <summary>Changes a character in place, where only the word around it could say what it is.</summary>
    public void Replace(int index, char letter, CharMarks more)
    {
        _letters[index] = letter;
        _marks[index] |= more;
    }

    private void Grow(int size)
    {
        Array.Resize(ref _letters, size);
        Array.Resize(ref _origins, size);
        Array.Resize(ref _marks, size);
    }
}
