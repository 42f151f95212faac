using System.Text;
using System.Text.Unicode;

namespace Tiltyard.Documents;

/// <summary>
/// Reads one JSON value (RFC 8259, no comments, no trailing commas) from untrusted UTF-8. For YAML, of which JSON is nearly a
/// part, use <see cref="YamlDocumentReader"/>.
/// </summary>
public static class JsonDocumentReader
{
    /// <summary>Reads a document; a byte order mark is tolerated.</summary>
    /// <param name="fileName">The name used in messages.</param>
    /// <param name="utf8">The bytes of the document.</param>
    /// <param name="limits">Bounds for hostile input; <see cref="DocumentLimits.Default"/> if null.</param>
    /// <param name="firstLine">The number of the first line, for a line of a JSON Lines file.</param>
    /// <exception cref="DocumentException">The bytes are not one JSON value that is within the limits, each key once.</exception>
    public static DocumentNode Read(string fileName, ReadOnlySpan<byte> utf8, DocumentLimits? limits = null, int firstLine = 1)
    {
        limits ??= DocumentLimits.Default;
        if (utf8.StartsWith(Encoding.UTF8.Preamble)) utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        DocumentBudget.CheckLength(fileName, utf8.Length, "bytes", limits);
        if (!Utf8.IsValid(utf8)) throw NotUtf8(fileName, utf8, firstLine);
        if (utf8.IndexOfAnyExcept(" \t\r\n"u8) < 0) throw new DocumentException(fileName, "the document is empty");
        return new JsonTree(fileName, utf8, limits, firstLine).ReadDocument();
    }

    private static DocumentException NotUtf8(string fileName, ReadOnlySpan<byte> utf8, int firstLine)
    {
        var cursor = new JsonCursor(fileName, firstLine);
        var at = 0;
        while (Rune.DecodeFromUtf8(utf8[at..], out _, out var taken) == System.Buffers.OperationStatus.Done) at += taken;
        return new DocumentException(cursor.PlaceAt(utf8, at), path: null, $"not valid UTF-8: the byte 0x{utf8[at]:x2} does not belong here");
    }
}
