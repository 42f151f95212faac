using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Detectors.Measuring;

/// <summary>
/// Reads lines of labelled data; the first line says of which form all are. Places are counted in Unicode code points in the data and
/// in UTF-16 code units here.
/// </summary>
public sealed class MeasuredTextReader
{
    private readonly string _file;

    public MeasuredTextReader(string file) => _file = file;

    /// <summary>The form of the lines read so far, or null before the first.</summary>
    public MeasuredForm? Form { get; private set; }

    /// <exception cref="DocumentException">The line is no JSON object of the form.</exception>
    public MeasuredText Read(ReadOnlySpan<byte> utf8, int line)
    {
        var map = JsonDocumentReader.Read(_file, utf8, firstLine: line).AsMap();
        var form = map.Find("label") is not null ? MeasuredForm.Labels
            : map.Find("spans") is not null ? MeasuredForm.Spans
            : map.Find("expected_len") is not null ? MeasuredForm.Cases
            : throw new DocumentException(map, "this is no labelled text: label, spans or expected_len is missing");
        Form ??= form;
        if (form != Form) throw new DocumentException(map, "this line is of another form than those before it");
        return form switch
        {
            MeasuredForm.Labels => Labelled(map, line),
            MeasuredForm.Spans => Spanned(map, line),
            _ => Case(map, line),
        };
    }

    private static MeasuredText Labelled(DocumentMap map, int line)
    {
        Only(map, "text", "label", "source", "id", "language");
        var label = map.Node("label");
        var isPositive = label.AsInteger() switch
        {
            0 => false,
            1 => true,
            _ => throw new DocumentException(label, "a label is 0 or 1"),
        };
        return new MeasuredText { Line = line, Text = map.Text("text"), IsPositive = isPositive, Source = map.Text("source", "all") };
    }

    private static MeasuredText Spanned(DocumentMap map, int line)
    {
        Only(map, "text", "spans", "source", "id", "language", "template_id");
        var text = map.Text("text");
        var units = CodePoints.Of(text);
        var places = ImmutableArray.CreateBuilder<LabelledPlace>();
        foreach (var span in map.Maps("spans"))
        {
            Only(span, "type", "start", "end", "value");
            var place = Place(span, span.Text("type"), span.Integer("start"), span.Integer("end"), units);
            if (span.TextOrNull("value") is { } value && !text.AsSpan(place.Start, place.End - place.Start).SequenceEqual(value))
                throw new DocumentException(span, "the value is not what stands from start to end, counted in Unicode code points");
            places.Add(place);
        }

        return new MeasuredText { Line = line, Text = text, Places = places.DrainToImmutable(), Source = map.Text("source", "all") };
    }

    private static MeasuredText Case(DocumentMap map, int line)
    {
        Only(map, "file", "entities", "text", "expected_len", "expected_positions");
        var text = map.Text("text");
        ImmutableArray<string> asked = map.Has("entities") ? map.Texts("entities") : [OfFile(map)];
        var given = map.NodeOrNull("expected_positions")?.AsList().Items ?? [];
        if (!given.IsEmpty && given[0] is DocumentScalar) given = [map.Node("expected_positions")];
        var units = CodePoints.Of(text);
        var expected = map.IntegerOrNull("expected_len") ?? given.Length;
        if (expected is < 0 or > 10_000) throw new DocumentException(map.Node("expected_len"), "a number of places is meant");
        var places = given.Select(pair => pair.AsList() is { Items.Length: 2 } list
            ? Place(list, asked[0], list.Items[0].AsInteger(), list.Items[1].AsInteger(), units)
            : throw new DocumentException(pair, "a position is [start, end]"));
        return new MeasuredText { Line = line, Text = text, Asked = asked, Expected = (int)expected, Places = [.. places], Source = map.Text("file", "") };
    }

    /// <summary>A case that names no entity is of the recogniser that its file is named after: test_X_recognizer.py.</summary>
    private static string OfFile(DocumentMap map)
    {
        var file = map.Text("file");
        var name = file.StartsWith("test_", StringComparison.Ordinal) ? file["test_".Length..] : file;
        var end = name.IndexOf("_recognizer", StringComparison.Ordinal);
        return (end > 0 ? name[..end] : Path.GetFileNameWithoutExtension(name)).ToUpperInvariant();
    }

    private static LabelledPlace Place(DocumentNode at, string type, long start, long end, CodePoints units) => start >= 0 && start < end && end <= units.Count
        ? new LabelledPlace(type, units.Unit((int)start), units.Unit((int)end))
        : throw new DocumentException(at, $"the place from {start} to {end} is not in the text of {units.Count} code points");

    private static void Only(DocumentMap map, params ReadOnlySpan<string> keys)
    {
        foreach (var entry in map.Entries)
        {
            if (!keys.Contains(entry.Key)) throw new DocumentException(map, UnknownName.Reason("key", entry.Key, keys.ToArray()));
        }
    }
}
