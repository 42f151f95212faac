using System.Text;
using System.Threading.Channels;
using Tiltyard.Adapters.Exchanges;

namespace Tiltyard.Adapters.Processes;

/// <summary>
/// Reads a child's standard output line by line, on a thread of its own, because a read of a pipe cannot be called back. A line that is too
/// long or is not UTF-8 ends the reading with a word of why.
/// </summary>
internal sealed class AnswerLines
{
    /// <summary>A child that is asked one thing at a time has no reason to be further ahead.</summary>
    private const int MostAhead = 4;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Channel<string> _lines = Channel.CreateBounded<string>(MostAhead);

    /// <summary>Why nothing more is read, where the child did something that cannot be understood.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Whether there is something that nobody asked for.</summary>
    public bool AnyAhead => _lines.Reader.TryPeek(out _);

    /// <summary>The next line, or null where the stream or the understanding ended.</summary>
    public async ValueTask<string?> NextAsync(CancellationToken cancellation)
    {
        try
        {
            return await _lines.Reader.ReadAsync(cancellation).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            return null;
        }
    }

    public void Read(Stream stream)
    {
        try
        {
            ReadLines(stream);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // the child was ended while it was being read
        }
        finally
        {
            _lines.Writer.TryComplete();
            stream.Dispose();
        }
    }

    private void ReadLines(Stream stream)
    {
        using var line = new MemoryStream();
        var piece = new byte[16_384];
        while (Trouble is null && stream.Read(piece) is > 0 and var length)
        {
            var rest = piece.AsSpan(0, length);
            while (Trouble is null && rest.IndexOf((byte)'\n') is >= 0 and var feed)
            {
                line.Write(rest[..feed]);
                Trouble = Take(line);
                line.SetLength(0);
                rest = rest[(feed + 1)..];
            }

            line.Write(rest);
            if (line.Length > AgentAnswer.LongestBytes) Trouble ??= $"wrote a line longer than {AgentAnswer.LongestBytes} bytes";
        }
    }

    private string? Take(MemoryStream line)
    {
        if (line.Length > AgentAnswer.LongestBytes) return $"wrote a line longer than {AgentAnswer.LongestBytes} bytes";
        string text;
        try
        {
            text = Strict.GetString(line.GetBuffer(), 0, (int)line.Length).TrimEnd('\r');
        }
        catch (DecoderFallbackException)
        {
            return "wrote a line that is not UTF-8";
        }

        return _lines.Writer.TryWrite(text) ? null : "wrote lines that nobody asked for";
    }
}
