using System.Buffers;
using Tiltyard.Documents;

namespace Tiltyard.Corpora.Reading;

/// <summary>Cuts a stream of any length into batches of whole lines, in memory that does not grow with it.</summary>
internal sealed class ChunkedLines(RunReader reader, string file, Stream stream, CorpusLimits limits)
{
    private const int Chunk = 1 << 20;

    /// <summary>The batches; <paramref name="start"/> is what was read of the stream already.</summary>
    public IEnumerable<CorpusBatch> Batches(ReadOnlyMemory<byte> start)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(Chunk, start.Length));
        start.Span.CopyTo(buffer);
        var (held, line, ended) = (start.Length, 1, false);
        while (!ended || held > 0)
        {
            while (!ended && held < buffer.Length)
            {
                var read = stream.Read(buffer, held, buffer.Length - held);
                ended = read == 0;
                held += read;
            }

            var end = ended ? held : buffer.AsSpan(0, held).LastIndexOf((byte)'\n') + 1;
            if (end == 0 && !ended)
            {
                if (held >= limits.MaxLine) throw new DocumentException(new SourcePlace(file, line, 1), null, $"the line has more than {limits.MaxLine} bytes");
                buffer = Grown(buffer, held);
                continue;
            }

            if (end == 0) break;
            var next = ArrayPool<byte>.Shared.Rent(Math.Max(Chunk, held - end));
            buffer.AsSpan(end, held - end).CopyTo(next);
            var lines = buffer.AsSpan(0, end).Count((byte)'\n');
            yield return new LineBatch(reader, file, line, buffer, end);
            (line, held, buffer) = (checked(line + lines), held - end, next);
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static byte[] Grown(byte[] buffer, int held)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, held).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
