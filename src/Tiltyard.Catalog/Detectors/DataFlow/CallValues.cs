using System.Buffers;
using System.Text;
using System.Text.Json;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Detectors.DataFlow;

/// <summary>One value of a call, and the argument it stands in.</summary>
internal readonly record struct CallValue(string Argument, string Text)
{
    private const int ShortestNumber = 8;
    private const int FewestDigits = 6;

    public bool IsLink => Text.Contains("://", StringComparison.Ordinal) || Text.StartsWith("www.", StringComparison.Ordinal);

    /// <summary>Says where something goes: an address, a link, or a number as long as that of a telephone or an account, but no date.</summary>
    public bool IsDestination =>
        (Text.Contains('@') && !Text.Contains(' ')) || IsLink
        || (Text.Length >= ShortestNumber && !Text.Contains(' ') && !DateMentions.IsDate(Text) && Text.Count(char.IsAsciiDigit) >= FewestDigits);
}

/// <summary>
/// The values that a call carries: every text and number of its arguments, also inside lists and objects, and the addresses and numbers
/// that stand inside a longer text. All in the form of a <see cref="PlainText"/>.
/// </summary>
internal static class CallValues
{
    /// <summary>More values of one call are not looked at one by one.</summary>
    public const int Most = 256;

    private const int ShortestPiece = 6;
    private const int LongestWhole = 30;
    private const int DeepestJson = 64;

    private static readonly SearchValues<char> Edges = SearchValues.Create(" \t\r\n.,;:!?\"'`()[]{}<>*");

    public static void Read(ActionSpec action, in ActionCall call, PlainTextReader reader, List<CallValue> into)
    {
        into.Clear();
        for (var index = 0; index < action.Parameters.Length; index++)
        {
            var value = call[index];
            var name = action.Parameters[index].Name;
            if (action.Parameters[index].Default is { } absent && absent == value) continue;
            switch (value.Kind)
            {
                case ValueKind.Text: Add(name, value.Text, reader, into); break;
                case ValueKind.Json: AddJson(name, value.Text, reader, into); break;
                case ValueKind.Integer or ValueKind.Number: Add(name, value.ToString(), reader, into); break;
            }
        }
    }

    private static void AddJson(string name, string json, PlainTextReader reader, List<CallValue> into)
    {
        var parts = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), new JsonReaderOptions { MaxDepth = DeepestJson });
        while (into.Count < Most && parts.Read())
        {
            if (parts.TokenType == JsonTokenType.String) Add(name, parts.GetString()!, reader, into);
            else if (parts.TokenType == JsonTokenType.Number) Add(name, Encoding.UTF8.GetString(parts.ValueSpan), reader, into);
        }
    }

    private static void Add(string name, string written, PlainTextReader reader, List<CallValue> into)
    {
        var plain = reader.Read(written).Text;
        var whole = plain.AsSpan().Trim(" .,!?\"'`");
        if (whole.IsEmpty) return;
        AddOnce(name, whole, into);
        if (whole.Length <= LongestWhole && !whole.Contains(' ')) return;
        foreach (var range in plain.AsSpan().Split(' '))
        {
            var piece = plain.AsSpan()[range];
            while (!piece.IsEmpty && Edges.Contains(piece[0])) piece = piece[1..];
            while (!piece.IsEmpty && Edges.Contains(piece[^1])) piece = piece[..^1];
            if (piece.Length >= ShortestPiece && IsTelling(piece)) AddOnce(name, piece, into);
        }
    }

    /// <summary>An address, a link or something with a digit: a piece that means the same outside its sentence.</summary>
    private static bool IsTelling(ReadOnlySpan<char> piece) =>
        piece.IndexOfAnyInRange('0', '9') >= 0 || piece.Contains('@') || piece.Contains("://", StringComparison.Ordinal) || piece.StartsWith("www.", StringComparison.Ordinal);

    private static void AddOnce(string name, ReadOnlySpan<char> text, List<CallValue> into)
    {
        if (into.Count >= Most) return;
        foreach (var known in into)
        {
            if (text.Equals(known.Text, StringComparison.Ordinal)) return;
        }

        into.Add(new CallValue(name, text.ToString()));
    }
}
