using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Tiltyard.Documents;

/// <summary>What a YAML scalar means: quoted is text, unquoted follows the core schema, and a core tag overrides both.</summary>
internal static class YamlScalar
{
    private const string Core = "tag:yaml.org,2002:";

    public static DocumentScalar Read(Scalar scalar, SourcePlace place, DocumentPath path)
    {
        CheckText(scalar.Value, place, path);
        if (scalar.Tag.IsEmpty)
            return scalar.Style == ScalarStyle.Plain ? Unquoted(scalar.Value, place, path) : DocumentScalar.OfText(scalar.Value, place, path);
        var kind = scalar.Tag.Value switch
        {
            Core + "str" => DocumentScalarKind.Text,
            Core + "int" => DocumentScalarKind.Integer,
            Core + "float" => DocumentScalarKind.Number,
            Core + "bool" => DocumentScalarKind.Boolean,
            Core + "null" => DocumentScalarKind.Null,
            _ => throw RefuseTag(scalar.Tag, place, path),
        };
        if (kind == DocumentScalarKind.Text) return DocumentScalar.OfText(scalar.Value, place, path);
        var read = Unquoted(scalar.Value, place, path);
        if (kind == DocumentScalarKind.Number && read.Kind == DocumentScalarKind.Integer)
            return DocumentScalar.OfNumber(read.AsNumber(), place, path);
        return read.Kind == kind
            ? read
            : throw new DocumentException(place, path.ToString(), $"the tag !!{scalar.Tag.Value[Core.Length..]} does not fit {read.Describe()}");
    }

    public static void CheckTag(TagName tag, string core, SourcePlace place, DocumentPath path)
    {
        if (!tag.IsEmpty && !tag.Value.Equals(core, StringComparison.Ordinal)) throw RefuseTag(tag, place, path);
    }

    /// <summary>An escape such as "\ud800" can smuggle half a surrogate pair past the check of the raw text.</summary>
    public static void CheckText(string text, SourcePlace place, DocumentPath path)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at])) continue;
            if (at + 1 >= text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
                throw new DocumentException(place, path.ToString(), "the text escapes half of a surrogate pair");
            at++;
        }
    }

    private static DocumentScalar Unquoted(string text, SourcePlace place, DocumentPath path)
    {
        if (ScalarText.IsNull(text)) return DocumentScalar.OfNull(place, path);
        if (ScalarText.IsTrue(text)) return DocumentScalar.OfBoolean(value: true, place, path);
        if (ScalarText.IsFalse(text)) return DocumentScalar.OfBoolean(value: false, place, path);
        if (ScalarText.IsInteger(text))
        {
            return ScalarText.Integer(text) is { } integer
                ? DocumentScalar.OfInteger(integer, place, path)
                : throw new DocumentException(place, path.ToString(), DocumentScalar.TooLarge(text));
        }

        if (ScalarText.IsNumber(text)) return DocumentScalar.OfNumber(ScalarText.Number(text), place, path);
        if (ScalarText.IsNotFinite(text))
            throw new DocumentException(place, path.ToString(), $"{text} is not a number that JSON has: numbers must be finite");
        return DocumentScalar.OfText(text, place, path);
    }

    private static DocumentException RefuseTag(TagName tag, SourcePlace place, DocumentPath path) =>
        new(place, path.ToString(), $"the tag {Excerpt.Quoted(tag.Value, 60)} is not supported here: only the core types are read");
}
