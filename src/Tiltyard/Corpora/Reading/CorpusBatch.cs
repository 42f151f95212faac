using System.Buffers;

namespace Tiltyard.Corpora.Reading;

/// <summary>Reads one run from its bytes, which begin in the given line.</summary>
internal delegate RecordedRun RunReader(ReadingTools tools, string file, int line, ReadOnlySpan<byte> utf8);

/// <summary>A piece of a corpus that one thread reads on its own; the pieces in order are the corpus.</summary>
internal abstract class CorpusBatch
{
    /// <summary>Gives every run of the piece in order.</summary>
    public abstract void Read(ReadingTools tools, Action<RecordedRun> take);
}

/// <summary>Whole lines, each one run. The buffer goes back to its pool once they are read.</summary>
internal sealed class LineBatch(RunReader reader, string file, int firstLine, byte[] buffer, int length) : CorpusBatch
{
    public override void Read(ReadingTools tools, Action<RecordedRun> take)
    {
        var rest = buffer.AsSpan(0, length);
        for (var line = firstLine; !rest.IsEmpty; line++)
        {
            var feed = rest.IndexOf((byte)'\n');
            var one = feed < 0 ? rest : rest[..feed];
            rest = feed < 0 ? default : rest[(feed + 1)..];
            if (one.IndexOfAnyExcept(" \t\r"u8) >= 0) take(reader(tools, file, line, one));
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }
}

/// <summary>Values of one document, each one run.</summary>
internal sealed class ValueBatch(RunReader reader, string file, byte[] document, (Range Bytes, int Line)[] values) : CorpusBatch
{
    public override void Read(ReadingTools tools, Action<RecordedRun> take)
    {
        foreach (var (bytes, line) in values) take(reader(tools, file, line, document.AsSpan(bytes)));
    }
}
