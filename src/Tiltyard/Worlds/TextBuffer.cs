namespace Tiltyard.Worlds;

/// <summary>Text under construction, reused from turn to turn so that nothing is allocated for messages nobody keeps.</summary>
public sealed class TextBuffer
{
    private char[] _characters = new char[512];

    public int Length { get; private set; }

    public ReadOnlySpan<char> Written => _characters.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public TextBuffer Append(ReadOnlySpan<char> text)
    {
        text.CopyTo(Room(text.Length));
        Length += text.Length;
        return this;
    }

    public TextBuffer Append(long value)
    {
        value.TryFormat(Room(24), out var written);
        Length += written;
        return this;
    }

    /// <summary>Appends with exactly <paramref name="digits"/> decimals, correctly rounded.</summary>
    public TextBuffer Append(double value, int digits)
    {
        Span<char> format = ['F', (char)('0' + digits)];
        value.TryFormat(Room(64), out var written, format);
        Length += written;
        return this;
    }

    public override string ToString() => new(Written);

    private Span<char> Room(int needed)
    {
        if (Length + needed > _characters.Length) Array.Resize(ref _characters, Math.Max(_characters.Length * 2, Length + needed));
        return _characters.AsSpan(Length);
    }
}
