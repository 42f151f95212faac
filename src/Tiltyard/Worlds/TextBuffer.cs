namespace Tiltyard.Worlds;

/// <summary>Text under construction, reused from turn to turn so that nothing is allocated for messages nobody keeps.</summary>
public sealed class TextBuffer
{
    private const int MostShortDigits = 6;
    private const double MostShortValue = 999_999;

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

    /// <summary>Appends with exactly <paramref name="digits"/> decimals, correctly rounded, a true tie to the even digit.</summary>
    public TextBuffer Append(double value, int digits)
    {
        if (digits is > 0 and <= MostShortDigits && !double.IsNegative(value) && value < MostShortValue)
            return AppendUnits(DecimalRounding.Units(value, digits), digits);
        Span<char> format = ['F', (char)('0' + digits)];
        value.TryFormat(Room(512), out var written, format);
        Length += written;
        return this;
    }

    public override string ToString() => new(Written);

    /// <summary>Writes 267 with two digits as 2.67, from the last digit on.</summary>
    private TextBuffer AppendUnits(long units, int digits)
    {
        Span<char> text = stackalloc char[2 * MostShortDigits + 2];
        var start = text.Length;
        for (var place = 0; place <= digits || units > 0; place++)
        {
            if (place == digits) text[--start] = '.';
            (units, var digit) = Math.DivRem(units, 10);
            text[--start] = (char)('0' + digit);
        }

        return Append(text[start..]);
    }

    private Span<char> Room(int needed)
    {
        if (Length + needed > _characters.Length) Array.Resize(ref _characters, Math.Max(_characters.Length * 2, Length + needed));
        return _characters.AsSpan(Length);
    }
}
