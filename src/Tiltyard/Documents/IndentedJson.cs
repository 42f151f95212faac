using System.Text;

namespace Tiltyard.Documents;

/// <summary>
/// A document as JSON for people: two spaces a level, keys in document order, line feeds, one at the end. Hashes are taken of
/// <see cref="CanonicalJson"/> instead.
/// </summary>
public static class IndentedJson
{
    /// <summary>The indented text.</summary>
    public static string Text(DocumentNode node)
    {
        var text = new StringBuilder();
        Append(text, new CanonicalWriter(), node, 0);
        return text.Append('\n').ToString();
    }

    private static void Append(StringBuilder text, CanonicalWriter writer, DocumentNode node, int depth)
    {
        switch (node)
        {
            case DocumentMap { Entries.IsEmpty: false } map:
                AppendMap(text, writer, map, depth);
                break;
            case DocumentList { Items.IsEmpty: false } list:
                AppendList(text, writer, list, depth);
                break;
            default:
                writer.Clear();
                CanonicalJson.Write(writer, node);
                text.Append(Encoding.UTF8.GetString(writer.Written));
                break;
        }
    }

    private static void AppendMap(StringBuilder text, CanonicalWriter writer, DocumentMap map, int depth)
    {
        var separator = "{\n";
        foreach (var entry in map.Entries)
        {
            writer.Clear();
            writer.String(entry.Key);
            text.Append(separator).Append(' ', (depth + 1) * 2).Append(Encoding.UTF8.GetString(writer.Written)).Append(": ");
            Append(text, writer, entry.Value, depth + 1);
            separator = ",\n";
        }

        text.Append('\n').Append(' ', depth * 2).Append('}');
    }

    private static void AppendList(StringBuilder text, CanonicalWriter writer, DocumentList list, int depth)
    {
        var separator = "[\n";
        foreach (var item in list.Items)
        {
            text.Append(separator).Append(' ', (depth + 1) * 2);
            Append(text, writer, item, depth + 1);
            separator = ",\n";
        }

        text.Append('\n').Append(' ', depth * 2).Append(']');
    }
}
