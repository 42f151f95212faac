using System.IO.Compression;
using System.Text.Json;
using Tiltyard.Documents;

namespace Tiltyard.Corpora.Reading;

/// <summary>Opens one file of a corpus, unpacks it where it is gzip, sees by its beginning which form it has, and cuts it into batches.</summary>
internal static class CorpusFile
{
    private const int Prefix = 1 << 20;

    public static IEnumerable<CorpusBatch> Batches(CorpusSource source, CorpusLimits limits)
    {
        using var stream = Unpacked(source);
        var prefix = new byte[Prefix];
        var held = Fill(source.Name, stream, prefix);
        var start = prefix.AsMemory(0, held);
        if (start.Span.StartsWith("\uFEFF"u8)) start = start[3..];
        if (start.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0) throw new DocumentException(source.Name, "the file is empty");
        var (keys, end) = Beginning.Of(start.Span, isAll: held < Prefix);
        if (!keys.Contains("prompt") && !keys.Contains("steps"))
            throw new DocumentException(source.Name, $"no form of recorded runs is known that begins with {Beginning.Named(keys)}");
        foreach (var batch in new ChunkedLines(source.Name, new GuardedStream(source.Name, stream, limits.MaxBytes), limits).Batches(start)) yield return batch;
    }

    private static Stream Unpacked(CorpusSource source)
    {
        var stream = source.Open();
        var head = new byte[2];
        var held = stream.ReadAtLeast(head, 2, throwOnEndOfStream: false);
        var whole = new PrefixedStream(head.AsMemory(0, held), stream);
        return head is [0x1f, 0x8b] ? new GZipStream(whole, CompressionMode.Decompress) : whole;
    }

    private static int Fill(string file, Stream stream, byte[] prefix)
    {
        try
        {
            return stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException e)
        {
            throw new DocumentException(file, $"the file cannot be unpacked: {e.Message}");
        }
    }
}
