using System.Runtime.InteropServices;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;

namespace Tiltyard.Runs.Checking;

/// <summary>
/// The first event in which two traces of one episode differ: its place, the field, both values, and what kind of thing came out
/// different. Later differences follow from it and say nothing.
/// </summary>
/// <param name="Event">The sequence number.</param>
/// <param name="Kind">The kind of event; where the kinds differ, the recorded one.</param>
/// <param name="Field">The field, such as data.request or kind; empty where one trace has no such event.</param>
/// <param name="Recorded">The recorded value, shortened; null where there is none.</param>
/// <param name="Played">The value that came now, shortened; null where there is none.</param>
/// <param name="Cause">plan, world, attack, gate, agent, request, budget, outside, oracle, length or record.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TraceDivergence(long Event, string Kind, string Field, string? Recorded, string? Played, string Cause)
{
    private const int Shown = 120;

    /// <summary>Compares two traces line by line.</summary>
    /// <returns>How many events are the same, and the first that is not.</returns>
    public static (long Same, TraceDivergence? First) Find(ReadOnlySpan<byte> recorded, ReadOnlySpan<byte> played)
    {
        long seq = 0;
        while (!recorded.IsEmpty || !played.IsEmpty)
        {
            var before = Line(ref recorded);
            var now = Line(ref played);
            if (!before.SequenceEqual(now)) return (seq, Describe(seq, before, now));
            seq++;
        }

        return (seq, null);
    }

    public DocumentMap ToDocument() => DocumentNode.Map(
        ("cause", Cause), ("event", Event), ("field", Field), ("kind", Kind), ("played", Node(Played)), ("recorded", Node(Recorded)));

    public override string ToString() => Cause switch
    {
        "length" => Recorded is null ? $"event {Event}: the replay goes on where the record ends" : $"event {Event}: the replay ends where the record goes on",
        _ => $"event {Event} ({Kind}), {Field}: recorded {Recorded ?? "nothing"}, played {Played ?? "nothing"}; cause: {Cause}",
    };

    private static TraceDivergence Describe(long seq, ReadOnlySpan<byte> before, ReadOnlySpan<byte> now)
    {
        if (before.IsEmpty) return new TraceDivergence(seq, KindOf(now), "", null, Shorten(now), "length");
        if (now.IsEmpty) return new TraceDivergence(seq, KindOf(before), "", Shorten(before), null, "length");
        if (Read(before) is not { } was || Read(now) is not { } isNow) return new TraceDivergence(seq, KindOf(before), "", Shorten(before), Shorten(now), "record");
        return OfRequest(seq, was, isNow) ?? OfFields(seq, was, isNow);
    }

    /// <summary>Where an answer stood and the recording now has none, somebody was asked something else.</summary>
    private static TraceDivergence? OfRequest(long seq, DocumentMap was, DocumentMap now)
    {
        if (!IsKind(now, Errored.Kind) || !string.Equals(now.Map("data").TextOrNull("reason_code"), ReasonCodes.ReplayDiverged.Code, StringComparison.Ordinal)) return null;
        var asked = now.Map("data").TextOrNull("message");
        return IsKind(was, Answered.Kind)
            ? new TraceDivergence(seq, Answered.Kind, "data.request", was.Map("data").TextOrNull("request"), asked, "request")
            : new TraceDivergence(seq, was.Text("kind"), "kind", was.Text("kind"), asked, "request");
    }

    private static TraceDivergence OfFields(long seq, DocumentMap was, DocumentMap now)
    {
        var kind = was.Text("kind");
        if (!IsKind(now, kind)) return new TraceDivergence(seq, kind, "kind", kind, now.Text("kind"), CauseOf(kind, "kind"));
        var (field, recorded, played) = First("data", was.Node("data"), now.Node("data"))
            ?? First("t", was.Node("t"), now.Node("t"))
            ?? First("", was, now)
            ?? ("", null, null);
        return new TraceDivergence(seq, kind, field, Text(recorded), Text(played), CauseOf(kind, field));
    }

    private static (string Field, DocumentNode? Recorded, DocumentNode? Played)? First(string path, DocumentNode was, DocumentNode now)
    {
        if (was is DocumentMap mapWas && now is DocumentMap mapNow) return InMaps(path, mapWas, mapNow);
        if (was is not DocumentList listWas || now is not DocumentList listNow) return string.Equals(CanonicalJson.Text(was), CanonicalJson.Text(now), StringComparison.Ordinal) ? null : (path, was, now);
        for (var index = 0; index < Math.Max(listWas.Items.Length, listNow.Items.Length); index++)
        {
            var place = $"{path}[{index}]";
            if (index >= listWas.Items.Length) return (place, null, listNow.Items[index]);
            if (index >= listNow.Items.Length) return (place, listWas.Items[index], null);
            if (First(place, listWas.Items[index], listNow.Items[index]) is { } inner) return inner;
        }

        return null;
    }

    private static (string Field, DocumentNode? Recorded, DocumentNode? Played)? InMaps(string path, DocumentMap was, DocumentMap now)
    {
        foreach (var key in was.Entries.Concat(now.Entries).Select(entry => entry.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var place = path.Length == 0 ? key : $"{path}.{key}";
            var (before, after) = (was.Find(key), now.Find(key));
            if (before is null || after is null) return (place, before, after);
            if (First(place, before, after) is { } inner) return inner;
        }

        return null;
    }

    private static string CauseOf(string kind, string field) => kind switch
    {
        EpisodeStarted.Kind => "plan",
        Injected.Kind => "attack",
        Ruled.Kind => "gate",
        Answered.Kind => field.Equals("data.request", StringComparison.Ordinal) ? "request" : "outside",
        Acted.Kind => field is "data.status" or "data.reason_code" or "data.delivered" ? "gate" : "agent",
        BudgetStopped.Kind => "budget",
        Errored.Kind => "outside",
        Judged.Kind => "oracle",
        Observed.Kind or Stepped.Kind or EpisodeEnded.Kind => "world",
        _ => "record",
    };

    private static bool IsKind(DocumentMap line, string kind) => line.Text("kind").Equals(kind, StringComparison.Ordinal);

    /// <summary>The line as a map with kind and data, or null where it has no such form.</summary>
    private static DocumentMap? Read(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonDocumentReader.Read("trace", line) is DocumentMap map && map.TextOrNull("kind") is not null && map.Find("data") is DocumentMap && map.Find("t") is not null ? map : null;
        }
        catch (DocumentException)
        {
            return null;
        }
    }

    private static string KindOf(ReadOnlySpan<byte> line) => Read(line)?.Text("kind") ?? "";

    private static string? Text(DocumentNode? node) => node is null ? null : Shorten(node is DocumentScalar { Kind: DocumentScalarKind.Text } text ? text.AsText() : CanonicalJson.Text(node));

    private static string Shorten(ReadOnlySpan<byte> line) => Shorten(System.Text.Encoding.UTF8.GetString(line));

    private static string Shorten(string text) => Reports.Hostile.Line(text.Length <= Shown ? text : $"{text[..Shown]}…");

    private static DocumentNode Node(string? text) => text is null ? DocumentNode.Null : text;

    private static ReadOnlySpan<byte> Line(ref ReadOnlySpan<byte> lines)
    {
        var feed = lines.IndexOf((byte)'\n');
        var line = feed < 0 ? lines : lines[..feed];
        lines = feed < 0 ? default : lines[(feed + 1)..];
        return line;
    }
}
