using System.Text;

namespace Tiltyard.Adapters.Processes;

/// <summary>Reads a child's standard error to its end, so that the child never waits, and keeps the last line that says anything.</summary>
internal sealed class LastWords
{
    private const int LongestLine = 1_000;

    private readonly Lock _reading = new();
    private readonly StringBuilder _line = new();
    private string _last = "";

    /// <summary>The last line with something in it; the one that is not ended counts.</summary>
    public string Last
    {
        get
        {
            lock (_reading) return Line() is { Length: > 0 } open ? open : _last;
        }
    }

    public void Drain(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var piece = new char[4_096];
        while (reader.Read(piece) is > 0 and var length)
        {
            lock (_reading) Take(piece.AsSpan(0, length));
        }
    }

    private void Take(ReadOnlySpan<char> piece)
    {
        foreach (var letter in piece)
        {
            if (letter == '\n') EndLine();
            else if (_line.Length < LongestLine) _line.Append(letter);
        }
    }

    private void EndLine()
    {
        if (Line() is { Length: > 0 } line) _last = line;
        _line.Clear();
    }

    private string Line() => _line.ToString().Trim();
}
