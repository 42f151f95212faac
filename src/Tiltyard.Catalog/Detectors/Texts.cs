using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Detectors;

/// <summary>The strings of a call or of a JSON answer, each with the path to it: what a detector can be asked about.</summary>
public static class Texts
{
    /// <summary>The text arguments of a call; those that hold JSON are walked through.</summary>
    public static IEnumerable<(string Path, string Text)> Of(ActionSpec action, ActionCall call, string path)
    {
        ArgumentNullException.ThrowIfNull(action);
        for (var at = 0; at < action.Parameters.Length; at++)
        {
            var value = call[at];
            var name = $"{path}.{action.Parameters[at].Name}";
            if (value.Kind == ValueKind.Text) yield return (name, value.Text);
            else if (value.Kind == ValueKind.Integer) yield return (name, value.ToString());
            if (value.Kind != ValueKind.Json) continue;
            foreach (var inner in OfJson(value.ToString(), name)) yield return inner;
        }
    }

    /// <summary>Every string and every whole number of a JSON text; the text itself where it is no JSON map or list.</summary>
    public static IEnumerable<(string Path, string Text)> OfJson(string text, string path)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().TrimStart() is ['{' or '[', ..] && Read(text) is { } document ? Walk(document, path) : [(path, text)];
    }

    private static DocumentNode? Read(string text)
    {
        try
        {
            return JsonDocumentReader.Read("answer", System.Text.Encoding.UTF8.GetBytes(text));
        }
        catch (DocumentException)
        {
            return null;
        }
    }

    private static IEnumerable<(string Path, string Text)> Walk(DocumentNode node, string path) => node switch
    {
        DocumentMap map => map.Entries.SelectMany(entry => Walk(entry.Value, $"{path}.{entry.Key}")),
        DocumentList list => list.Items.SelectMany((item, at) => Walk(item, $"{path}[{at}]")),
        DocumentScalar { Kind: DocumentScalarKind.Text } scalar => [(path, scalar.AsText())],
        DocumentScalar { Kind: DocumentScalarKind.Integer } scalar => [(path, scalar.AsInteger().ToString())],
        _ => [],
    };
}
