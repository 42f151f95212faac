using System.Security.Cryptography;
using System.Text;

namespace Tiltyard.Documents;

/// <summary>
/// A document as RFC 8785 canonical JSON, its keys sorted by UTF-16 code units, and the hashes of that form. For code that
/// writes known keys fast use <see cref="CanonicalWriter"/>; for people use <see cref="IndentedJson"/>.
/// </summary>
public static class CanonicalJson
{
    /// <summary>The canonical bytes.</summary>
    public static byte[] Write(DocumentNode node)
    {
        var writer = new CanonicalWriter();
        Write(writer, node);
        return writer.Written.ToArray();
    }

    /// <summary>The canonical form as text.</summary>
    public static string Text(DocumentNode node)
    {
        var writer = new CanonicalWriter();
        Write(writer, node);
        return Encoding.UTF8.GetString(writer.Written);
    }

    /// <summary>Writes the document as the next value.</summary>
    public static void Write(CanonicalWriter writer, DocumentNode node)
    {
        switch (node)
        {
            case DocumentMap map:
                writer.BeginObject();
                foreach (var entry in map.Entries.Sort(static (left, right) => string.CompareOrdinal(left.Key, right.Key)))
                {
                    writer.Name(entry.Key);
                    Write(writer, entry.Value);
                }

                writer.EndObject();
                break;
            case DocumentList list:
                writer.BeginArray();
                foreach (var item in list.Items) Write(writer, item);
                writer.EndArray();
                break;
            case DocumentScalar scalar:
                WriteScalar(writer, scalar);
                break;
        }
    }

    /// <summary>SHA-256 of the canonical bytes in lower-case hexadecimal.</summary>
    public static string Sha256Hex(DocumentNode node) => Sha256Hex(Write(node));

    /// <summary>SHA-256 of bytes in lower-case hexadecimal.</summary>
    public static string Sha256Hex(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>SHA-256 of text as UTF-8, in lower-case hexadecimal.</summary>
    public static string Sha256Hex(string text) => Sha256Hex(Encoding.UTF8.GetBytes(text));

    internal static void WriteScalar(CanonicalWriter writer, DocumentScalar scalar)
    {
        switch (scalar.Kind)
        {
            case DocumentScalarKind.Null:
                writer.Null();
                break;
            case DocumentScalarKind.Boolean:
                writer.Boolean(scalar.AsBoolean());
                break;
            case DocumentScalarKind.Integer:
                writer.Integer(scalar.AsInteger());
                break;
            case DocumentScalarKind.Number:
                writer.Number(scalar.AsNumber());
                break;
            default:
                writer.String(scalar.AsText());
                break;
        }
    }
}
