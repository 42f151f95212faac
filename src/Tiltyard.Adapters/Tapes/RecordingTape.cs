using System.Diagnostics.CodeAnalysis;
using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Engine;

namespace Tiltyard.Adapters.Tapes;

/// <summary>
/// Writes every answer from outside to tape.jsonl, on disk before the world goes on: an answer that was paid for is not lost to a crash.
/// To play one back use <see cref="ReplayingTape"/>.
/// </summary>
public sealed class RecordingTape : ITape, IDisposable
{
    public const string FileName = "tape.jsonl";

    private readonly Lock _writing = new();
    private readonly FileStream _file;

    private RecordingTape(FileStream file) => _file = file;

    public bool IsStrict => false;

    /// <summary>Opens the tape of a folder and goes on at its end; a line that a crash left torn is cut off.</summary>
    /// <exception cref="DocumentException">The tape cannot be written.</exception>
    public static RecordingTape Open(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            Directory.CreateDirectory(folder);
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            file.SetLength(WholeLines(file));
            file.Position = file.Length;
            return new RecordingTape(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DocumentException(path, $"the tape cannot be written: {e.Message}");
        }
    }

    public bool TryReplay(in TapeKey key, [NotNullWhen(true)] out Answer? answer)
    {
        answer = null;
        return false;
    }

    public void Record(in TapeKey key, Question question, Answer answer)
    {
        var line = TapeLine.Write(key, question, answer);
        lock (_writing)
        {
            _file.Write(line);
            _file.Flush(flushToDisk: true);
        }
    }

    public void Dispose() => _file.Dispose();

    private static long WholeLines(FileStream file)
    {
        var last = new byte[1];
        for (var end = file.Length; end > 0; end--)
        {
            file.Position = end - 1;
            file.ReadExactly(last);
            if (last[0] == (byte)'\n') return end;
        }

        return 0;
    }
}
