using System.Text;

namespace Tiltyard.Adapters.Consoles;

/// <summary>
/// Questions to a person on one stream and lines of answers from another; a terminal or a pipe. One question is open at a time. A line
/// that arrives after its question was given up answers the next one.
/// </summary>
public sealed class Conversation(TextReader input, TextWriter output, bool isInteractive) : IDisposable
{
    public const int LongestLine = 65_536;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private Task<string?>? _reading;

    /// <summary>True when somebody is there to be asked again.</summary>
    public bool IsInteractive => isInteractive;

    /// <summary>Asks and waits for a line. In an interactive conversation the same is asked again as long as there is an objection.</summary>
    /// <exception cref="EndOfStreamException">The input ended before an answer came.</exception>
    public async ValueTask<string> AskAsync(string prompt, Func<string, string?> objection, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await output.WriteAsync(prompt.AsMemory(), cancellation).ConfigureAwait(false);
            while (true)
            {
                await output.FlushAsync(cancellation).ConfigureAwait(false);
                var line = await NextLineAsync(cancellation).ConfigureAwait(false) ?? throw new EndOfStreamException("the input ended before an answer came");
                if (!isInteractive || objection(line) is not { } trouble) return line;
                await output.WriteAsync($"{trouble}\n> ".AsMemory(), cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<string?> NextLineAsync(CancellationToken cancellation)
    {
        _reading ??= Task.Run(() => ReadLine(input), CancellationToken.None);
        var line = await _reading.WaitAsync(cancellation).ConfigureAwait(false);
        _reading = null;
        return line;
    }

    private static string? ReadLine(TextReader input)
    {
        var line = new StringBuilder();
        while (true)
        {
            var read = input.Read();
            if (read < 0) return line.Length == 0 ? null : line.ToString();
            if (read == '\n') return line.ToString();
            if (line.Length == LongestLine) throw new InvalidDataException($"the answer is longer than {LongestLine} characters");
            if (read != '\r') line.Append((char)read);
        }
    }
}
