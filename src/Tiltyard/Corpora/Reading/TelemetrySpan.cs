using System.Globalization;
using System.Text;
using System.Text.Json;
using Tiltyard.Documents;

namespace Tiltyard.Corpora.Reading;

/// <summary>What is kept of an OpenTelemetry span: where and when it stands, and its gen_ai and tiltyard attributes as text or JSON.</summary>
internal sealed class TelemetrySpan
{
    private const string OwnPrefix = "tiltyard.";
    private const string TheirPrefix = "gen_ai.";

    private readonly Dictionary<string, string> _attributes = new(StringComparer.Ordinal);

    public string TraceId { get; private set; } = "";

    /// <summary>Nanoseconds since 1970, as the exporter wrote them.</summary>
    public ulong Start { get; private set; }

    public required int Line { get; init; }

    /// <summary>What went wrong, where the span's status says that something did.</summary>
    public string? Error { get; private set; }

    /// <summary>Whether the span itself has any such attribute.</summary>
    public bool IsAgentic { get; private set; }

    public string? this[string attribute] => _attributes.GetValueOrDefault(attribute);

    /// <summary>Reads the spans of one resourceSpans document; attributes of the resource hold for all its spans.</summary>
    public static void ReadAll(ref JsonWalk walk, List<TelemetrySpan> into)
    {
        walk.EnterObject("an export of spans");
        while (walk.NextName(out var name))
        {
            if (!name.SequenceEqual("resourceSpans"u8) || walk.IsNull)
            {
                walk.Skip();
                continue;
            }

            walk.RequireList("resourceSpans");
            while (walk.NextItem()) ReadResource(ref walk, into);
        }
    }

    private static void ReadResource(ref JsonWalk walk, List<TelemetrySpan> into)
    {
        walk.EnterObject("resourceSpans");
        var first = into.Count;
        var shared = new TelemetrySpan { Line = walk.Line };
        while (walk.NextName(out var name))
        {
            if (name.SequenceEqual("resource"u8) && walk.Token == JsonTokenType.StartObject) shared.ReadResource(ref walk);
            else if (name.SequenceEqual("scopeSpans"u8) && walk.Token == JsonTokenType.StartArray) ReadScopes(ref walk, into);
            else walk.Skip();
        }

        foreach (var span in into.Skip(first))
        {
            foreach (var (key, value) in shared._attributes) span._attributes.TryAdd(key, value);
        }
    }

    private void ReadResource(ref JsonWalk walk)
    {
        while (walk.NextName(out var name))
        {
            if (name.SequenceEqual("attributes"u8)) ReadAttributes(ref walk);
            else walk.Skip();
        }
    }

    private static void ReadScopes(ref JsonWalk walk, List<TelemetrySpan> into)
    {
        while (walk.NextItem())
        {
            walk.EnterObject("scopeSpans");
            while (walk.NextName(out var name))
            {
                if (!name.SequenceEqual("spans"u8) || walk.Token != JsonTokenType.StartArray)
                {
                    walk.Skip();
                    continue;
                }

                while (walk.NextItem())
                {
                    var span = new TelemetrySpan { Line = walk.Line };
                    span.Read(ref walk);
                    into.Add(span);
                }
            }
        }
    }

    private void Read(ref JsonWalk walk)
    {
        walk.EnterObject("a span");
        while (walk.NextName(out var name))
        {
            if (name.SequenceEqual("traceId"u8)) TraceId = walk.TextOrNull("traceId") ?? "";
            else if (name.SequenceEqual("startTimeUnixNano"u8)) Start = Nanoseconds(ref walk);
            else if (name.SequenceEqual("attributes"u8)) ReadAttributes(ref walk);
            else if (name.SequenceEqual("events"u8) && walk.Token == JsonTokenType.StartArray) ReadEvents(ref walk);
            else if (name.SequenceEqual("status"u8) && walk.Token == JsonTokenType.StartObject) ReadStatus(ref walk);
            else walk.Skip();
        }

        if (TraceId.Length == 0) throw walk.Refuse("a span has no traceId");
        IsAgentic = _attributes.Count > 0;
    }

    /// <summary>Messages may stand in an event of the span instead of on it.</summary>
    private void ReadEvents(ref JsonWalk walk)
    {
        while (walk.NextItem())
        {
            walk.EnterObject("an event");
            while (walk.NextName(out var name))
            {
                if (name.SequenceEqual("attributes"u8)) ReadAttributes(ref walk);
                else walk.Skip();
            }
        }
    }

    private void ReadStatus(ref JsonWalk walk)
    {
        var (message, failed) = ("", false);
        while (walk.NextName(out var name))
        {
            if (name.SequenceEqual("message"u8)) message = walk.TextOrNull("message") ?? "";
            else if (name.SequenceEqual("code"u8)) failed = ValueReading.AnyText(ref walk) is "2" or "STATUS_CODE_ERROR";
            else walk.Skip();
        }

        if (failed) Error = message.Length == 0 ? "failed" : message;
    }

    private void ReadAttributes(ref JsonWalk walk)
    {
        if (walk.IsNull) return;
        walk.RequireList("attributes");
        while (walk.NextItem())
        {
            walk.EnterObject("an attribute");
            var (key, value) = ("", (string?)null);
            while (walk.NextName(out var name))
            {
                if (name.SequenceEqual("key"u8)) key = walk.ShortOrNull("key") ?? "";
                else if (name.SequenceEqual("value"u8) && walk.Token == JsonTokenType.StartObject) value = Text(ref walk);
                else walk.Skip();
            }

            if (value is not null && (key.StartsWith(TheirPrefix, StringComparison.Ordinal) || key.StartsWith(OwnPrefix, StringComparison.Ordinal))) _attributes[key] = value;
        }
    }

    /// <summary>A text as it is, anything else as the JSON that it means.</summary>
    private static string? Text(ref JsonWalk walk)
    {
        var writer = new CanonicalWriter(64);
        string? text = null;
        while (walk.NextName(out var kind))
        {
            if (kind.SequenceEqual("stringValue"u8)) text = walk.TextOrNull("stringValue");
            else if (Write(writer, kind, ref walk)) text = Encoding.UTF8.GetString(writer.Written);
        }

        return text;
    }

    /// <summary>Writes the value of one kind; false where there is none.</summary>
    private static bool Write(CanonicalWriter writer, ReadOnlySpan<byte> kind, ref JsonWalk walk)
    {
        if (kind.SequenceEqual("arrayValue"u8) && walk.Token == JsonTokenType.StartObject) WriteList(writer, ref walk);
        else if (kind.SequenceEqual("kvlistValue"u8) && walk.Token == JsonTokenType.StartObject) WriteMap(writer, ref walk);
        else if (kind.SequenceEqual("stringValue"u8)) writer.String(walk.TextOrNull("stringValue") ?? "");
        else if (kind.SequenceEqual("boolValue"u8)) writer.Boolean(walk.BooleanOrNull("boolValue") ?? false);
        else if (kind.SequenceEqual("intValue"u8) || kind.SequenceEqual("doubleValue"u8)) WriteNumber(writer, ValueReading.AnyText(ref walk) ?? "0");
        else
        {
            walk.Skip();
            return false;
        }

        return true;
    }

    private static void WriteNumber(CanonicalWriter writer, string digits)
    {
        if (double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < CanonicalWriter.MaxInteger) writer.Number(number);
        else writer.String(digits);
    }

    private static void WriteList(CanonicalWriter writer, ref JsonWalk walk)
    {
        writer.BeginArray();
        while (walk.NextName(out _))
        {
            if (walk.Token != JsonTokenType.StartArray) walk.Skip();
            else
            {
                while (walk.NextItem()) WriteAny(writer, ref walk);
            }
        }

        writer.EndArray();
    }

    private static void WriteMap(CanonicalWriter writer, ref JsonWalk walk)
    {
        var members = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        while (walk.NextName(out _))
        {
            if (walk.Token != JsonTokenType.StartArray) walk.Skip();
            else
            {
                while (walk.NextItem()) ReadMember(members, ref walk);
            }
        }

        writer.BeginObject();
        foreach (var (name, value) in members)
        {
            writer.Name(name);
            writer.Raw(value);
        }

        writer.EndObject();
    }

    private static void ReadMember(SortedDictionary<string, byte[]> members, ref JsonWalk walk)
    {
        walk.EnterObject("a member");
        var key = "";
        var value = new CanonicalWriter(64);
        while (walk.NextName(out var name))
        {
            if (name.SequenceEqual("key"u8)) key = walk.TextOrNull("key") ?? "";
            else if (name.SequenceEqual("value"u8)) WriteAny(value, ref walk);
            else walk.Skip();
        }

        members[key] = value.Length == 0 ? "null"u8.ToArray() : value.Written.ToArray();
    }

    private static void WriteAny(CanonicalWriter writer, ref JsonWalk walk)
    {
        walk.EnterObject("a value");
        var hasWritten = false;
        while (walk.NextName(out var kind))
        {
            if (hasWritten) walk.Skip();
            else hasWritten = Write(writer, kind, ref walk);
        }

        if (!hasWritten) writer.Null();
    }

    private static ulong Nanoseconds(ref JsonWalk walk) =>
        ulong.TryParse(ValueReading.AnyText(ref walk), NumberStyles.None, CultureInfo.InvariantCulture, out var time) ? time : throw walk.Refuse("startTimeUnixNano is a whole number of nanoseconds");
}
