namespace Tiltyard.Documents;

/// <summary>Turns ascending byte positions of UTF-8 text into lines and columns, each byte looked at once.</summary>
internal struct JsonCursor(string file, int firstLine)
{
    private int _position;
    private int _line = firstLine;
    private int _column = 1;

    /// <summary>The place of a byte that is not before the last one asked for; columns count characters.</summary>
    public SourcePlace PlaceAt(ReadOnlySpan<byte> utf8, int position)
    {
        var passed = utf8[_position..position];
        var lineEnd = passed.LastIndexOf((byte)'\n');
        if (lineEnd >= 0)
        {
            _line += passed.Count((byte)'\n');
            _column = 1;
            passed = passed[(lineEnd + 1)..];
        }

        foreach (var code in passed)
        {
            if ((code & 0xC0) != 0x80) _column++;
        }

        _position = position;
        return new SourcePlace(file, _line, _column);
    }
}
