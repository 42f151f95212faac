using System.Buffers;
using System.IO.Compression;
using Tiltyard.Documents;

namespace Tiltyard.Corpora.Reading;

/// <summary>Opens one file of a corpus, unpacks it where it is gzip, sees by its first members which form it has, and cuts it into batches.</summary>
internal sealed class CorpusFile(CorpusSource source, CorpusLimits limits)
{
    private const int Prefix = 1 << 20;
    private const int ValuesTogether = 16;

    private static readonly RunReader Steps = static (tools, file, line, utf8) => tools.Lines.Read(file, line, utf8);
    private static readonly RunReader Messages = static (tools, file, line, utf8) => tools.Messages.Read(file, line, utf8);
    private static readonly RunReader Trace = static (tools, file, _, utf8) => TraceRuns.Read(file, utf8, tools.Steps);

    public IEnumerable<CorpusBatch> Batches()
    {
        using var stream = new GuardedStream(source.Name, Unpacked(), limits.MaxBytes);
        var prefix = ArrayPool<byte>.Shared.Rent(Prefix);
        var held = stream.ReadAtLeast(prefix.AsSpan(0, Prefix), Prefix, throwOnEndOfStream: false);
        var start = prefix.AsMemory(0, held);
        if (start.Span.StartsWith("\uFEFF"u8)) start = start[3..];
        if (start.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0) throw new DocumentException(source.Name, "the file is empty");
        foreach (var batch in Choose(start, stream, isAll: held < Prefix)) yield return batch;
        ArrayPool<byte>.Shared.Return(prefix);
    }

    private IEnumerable<CorpusBatch> Choose(ReadOnlyMemory<byte> start, Stream stream, bool isAll)
    {
        var beginning = Beginning.Of(start.Span, isAll);
        if (beginning.Has("resourceSpans")) return TelemetryRuns.Batches(source.Name, Whole(start, stream), limits);
        if (beginning.Has("eval") || beginning.Has("samples")) return InspectLog.Batches(source.Name, Whole(start, stream), limits);
        if (beginning.HasAll("data", "hash", "kind", "prev")) return OwnTrace(Whole(start, stream));
        var reader = beginning.HasAny("suite_name", "pipeline_name", "user_task_id") ? Messages : beginning.HasAny("prompt", "steps") ? Steps : null;
        if (reader is null) throw new DocumentException(source.Name, $"this is no form of recorded runs known here: it begins with {beginning}");
        return beginning.IsLines ? new ChunkedLines(reader, source.Name, stream, limits).Batches(start) : Document(reader, Whole(start, stream));
    }

    private IEnumerable<CorpusBatch> OwnTrace(byte[] trace) => [new ValueBatch(Trace, source.Name, trace, [(.., 1)])];

    /// <summary>A document that is not one run a line: a list of runs, or one that is laid out over several lines.</summary>
    private IEnumerable<CorpusBatch> Document(RunReader reader, byte[] document) =>
        JsonValues.Of(source.Name, document, limits.MaxDepth).Chunk(ValuesTogether).Select(values => new ValueBatch(reader, source.Name, document, values));

    private Stream Unpacked()
    {
        var stream = source.Open();
        var head = new byte[2];
        var held = stream.ReadAtLeast(head, 2, throwOnEndOfStream: false);
        var whole = new PrefixedStream(head.AsMemory(0, held), stream);
        return held == 2 && head is [0x1f, 0x8b] ? new GZipStream(whole, CompressionMode.Decompress) : whole;
    }

    private byte[] Whole(ReadOnlyMemory<byte> start, Stream rest)
    {
        using var whole = new MemoryStream();
        whole.Write(start.Span);
        var buffer = new byte[1 << 16];
        for (var read = rest.Read(buffer); read > 0; read = rest.Read(buffer))
        {
            if (whole.Length + read > limits.MaxDocument) throw new DocumentException(source.Name, $"the document has more than {limits.MaxDocument} bytes; only files of one run a line may be longer");
            whole.Write(buffer.AsSpan(0, read));
        }

        return whole.ToArray();
    }
}
