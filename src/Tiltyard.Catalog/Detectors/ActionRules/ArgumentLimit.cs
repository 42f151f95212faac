using System.Globalization;
using System.Text;
using Tiltyard.Catalog.Detectors.Sequences;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Detectors.ActionRules;

/// <summary>The least and the most that an argument may be. Of a list its length counts. What is given and is no number is beyond every limit.</summary>
internal sealed record ArgumentLimit(ActionPattern Action, string Argument, double? Above, double? Least, double? Most)
{
    public static ObjectShape Form { get; } = Shape.Object(
        Field.Required("action", Patterns.Action, "The action."),
        Field.Required("argument", Patterns.Name, "Its argument."),
        Field.Optional("above", Shape.Number(), "It must be more than this."),
        Field.Optional("min", Shape.Number(), "It must be at least this."),
        Field.Optional("max", Shape.Number(), "It must be at most this."));

    public string Id => $"{Action}.{Argument}";

    public static ArgumentLimit Read(DocumentMap limit)
    {
        var read = new ArgumentLimit(Patterns.Read(limit, "action"), limit.Text("argument"), limit.NumberOrNull("above"), limit.NumberOrNull("min"), limit.NumberOrNull("max"));
        if (read is { Above: null, Least: null, Most: null }) throw new DocumentException(limit, "the limit limits nothing: it needs above, min or max");
        return read.Least > read.Most || read.Above >= read.Most ? throw new DocumentException(limit, "no value is within the limit") : read;
    }

    /// <summary>How the arguments break the limit, or null.</summary>
    public string? Refuse(List<KeyValuePair<string, Value>> arguments)
    {
        foreach (var (name, value) in arguments)
        {
            if (!name.Equals(Argument, StringComparison.Ordinal) || value.IsNull) continue;
            if (Number(value) is not { } number) return $"{name} is {Excerpt.Quoted(value.ToString(), 40)}, which is no number";
            if (number <= Above) return $"{name} is {Text(number)}, not above {Text(Above.Value)}";
            if (number < Least) return $"{name} is {Text(number)}, below {Text(Least.Value)}";
            if (number > Most) return $"{name} is {Text(number)}, above {Text(Most.Value)}";
        }

        return null;
    }

    private static double? Number(in Value value)
    {
        if (value.Kind is ValueKind.Integer or ValueKind.Number) return value.Number;
        if (value.Kind == ValueKind.Json) return Length(value.Text);
        return value.Kind == ValueKind.Text && double.TryParse(value.Text.AsSpan().Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
    }

    private static double? Length(string json)
    {
        try
        {
            return JsonDocumentReader.Read("argument", Encoding.UTF8.GetBytes(json)) is DocumentList list ? list.Items.Length : null;
        }
        catch (DocumentException)
        {
            return null;
        }
    }

    private static string Text(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
