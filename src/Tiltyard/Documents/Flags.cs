using System.Collections.Immutable;

namespace Tiltyard.Documents;

/// <summary>
/// Values of the command line as documents, so that the shapes of files check them too. A word that looks like a number, a
/// boolean or null is one, and is text again wherever a shape wants text, because a shell strips quotes.
/// </summary>
internal static class Flags
{
    /// <summary>One value; messages name the flag as its place. Never throws.</summary>
    public static DocumentScalar Scalar(string flag, string text)
    {
        var place = new SourcePlace(flag, 0, 0);
        var path = DocumentPath.Root;
        if (text.Equals("null", StringComparison.OrdinalIgnoreCase)) return DocumentScalar.OfNull(place, path, text);
        if (text.Equals("true", StringComparison.OrdinalIgnoreCase)) return DocumentScalar.OfBoolean(value: true, place, path, text);
        if (text.Equals("false", StringComparison.OrdinalIgnoreCase)) return DocumentScalar.OfBoolean(value: false, place, path, text);
        if (ScalarText.IsInteger(text))
        {
            return ScalarText.Integer(text) is { } integer
                ? DocumentScalar.OfInteger(integer, place, path, text)
                : DocumentScalar.OfText(text, place, path);
        }

        if (ScalarText.IsNumber(text) && ScalarText.Number(text) is var number && double.IsFinite(number))
            return DocumentScalar.OfNumber(number, place, path, text);
        return DocumentScalar.OfText(text, place, path);
    }

    /// <summary>The values of a flag that is given as key=value, once per key.</summary>
    /// <exception cref="DocumentException">A value has no equals sign or no key, or a key is given twice.</exception>
    public static DocumentMap Map(string flag, IEnumerable<string> pairs)
    {
        var entries = ImmutableArray.CreateBuilder<DocumentEntry>();
        foreach (var pair in pairs)
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) throw new DocumentException(flag, $"expected key=value, got {Excerpt.Quoted(pair)}");
            var key = pair[..equals];
            var name = $"{flag} {key}";
            entries.Add(new DocumentEntry(key, new SourcePlace(name, 0, 0), Scalar(name, pair[(equals + 1)..])));
        }

        return new DocumentMap(new SourcePlace(flag, 0, 0), DocumentPath.Root, entries.DrainToImmutable());
    }
}
