using System.Text;
using Tiltyard.Documents;
using Tiltyard.Traces;

namespace Tiltyard.Runs.Playing;

/// <summary>
/// A line of the journal: {"events","hash","head","index","row"}. The row stands last, so that its bytes can be taken out as they are;
/// the hash is over these bytes.
/// </summary>
public readonly record struct JournalEntry(long Index, long Events, string Head, ReadOnlyMemory<byte> Row)
{
    private static ReadOnlySpan<byte> RowMember => ",\"row\":"u8;

    /// <summary>Appends a line to the writer's buffer.</summary>
    public static void Write(CanonicalWriter line, long index, long events, string head, ReadOnlySpan<byte> row)
    {
        ArgumentNullException.ThrowIfNull(line);
        Span<byte> hash = stackalloc byte[TraceHash.HexLength];
        TraceHash.Hex(row, hash);
        line.BeginObject();
        line.Integer("events"u8, events);
        line.Utf8Text("hash"u8, hash);
        line.Text("head"u8, head);
        line.Integer("index"u8, index);
        line.Raw("row"u8, row);
        line.EndObject();
        line.EndLine();
    }

    /// <summary>Reads a line back and checks its hash.</summary>
    /// <exception cref="DocumentException">The line is damaged.</exception>
    public static JournalEntry Read(string file, in JournalLine line)
    {
        var bytes = line.Bytes;
        var row = bytes.Span.IndexOf(RowMember);
        if (row < 0 || bytes.Span[^1] != (byte)'}') throw Damage(file, line.Number, "the line is not a journal entry");
        var rowBytes = bytes[(row + RowMember.Length)..^1];
        var head = (DocumentMap)JsonDocumentReader.Read(file, [.. bytes.Span[..row], (byte)'}']);
        Span<byte> hash = stackalloc byte[TraceHash.HexLength];
        TraceHash.Hex(rowBytes.Span, hash);
        return head.Text("hash").Equals(Encoding.ASCII.GetString(hash), StringComparison.Ordinal)
            ? new JournalEntry(head.Integer("index"), head.Integer("events"), head.Text("head"), rowBytes)
            : throw Damage(file, line.Number, "its hash does not match its row");
    }

    /// <summary>The bytes of the row in a line that was checked before.</summary>
    public static ReadOnlyMemory<byte> RowOf(ReadOnlyMemory<byte> line) => line[(line.Span.IndexOf(RowMember) + RowMember.Length)..^1];

    private static DocumentException Damage(string file, int line, string reason) => new(new SourcePlace(file, line, 1), null, reason);
}
