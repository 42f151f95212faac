using Tiltyard.Documents;

namespace Tiltyard.Cli;

/// <summary>Reads the text of flags with the same shapes and messages as files.</summary>
internal static class Flags
{
    public static DocumentNode Whole(string flag, string text, long min, long max) => Shape.Integer(min, max).Check(DocumentScalar.FromFlag(flag, text));

    public static DocumentNode Number(string flag, string text, double min, double max) => Shape.Number(min, max).Check(DocumentScalar.FromFlag(flag, text));

    public static T OneOf<T>(string flag, string text)
        where T : struct, Enum
    {
        var names = Enum.GetNames<T>().Select(name => name.ToLowerInvariant()).ToArray();
        return names.Contains(text, StringComparer.Ordinal)
            ? Enum.Parse<T>(text, ignoreCase: true)
            : throw new DocumentException(flag, UnknownName.Reason("value", text, names));
    }

    /// <summary>A scalar, or a list or map as they stand in a file: [a, b].</summary>
    private static DocumentNode Value(string flag, string text) =>
        text.AsSpan().TrimStart() is ['[' or '{', ..] ? YamlDocumentReader.Read(flag, text) : DocumentScalar.FromFlag(flag, text);

    /// <summary>Repeated key=value flags, in the order given.</summary>
    public static IEnumerable<(string Key, DocumentNode Value)> KeyValues(string flag, string[]? pairs)
    {
        foreach (var pair in pairs ?? [])
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) throw new DocumentException(flag, $"'{pair}' is not key=value");
            yield return (pair[..equals], Value($"{flag} {pair[..equals]}", pair[(equals + 1)..]));
        }
    }
}
