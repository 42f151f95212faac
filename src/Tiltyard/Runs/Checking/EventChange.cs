using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;

namespace Tiltyard.Runs.Checking;

/// <summary>
/// One event of a stored trace, otherwise than it was: an action asked for, an answer from outside, a gate's decision, an attacker's
/// payload. What the world did is no one's to change: it follows.
/// </summary>
public sealed class EventChange
{
    private static readonly ImmutableArray<(string Kind, ImmutableArray<string> Fields)> Changeable =
    [
        (Acted.Kind, ["action", "args"]), (Answered.Kind, ["answer"]), (Ruled.Kind, ["decision"]), (Injected.Kind, ["payload"]),
    ];

    private EventChange(long seq, string kind, DocumentMap before, DocumentMap values) => (Seq, Kind, Before, Values) = (seq, kind, before, values);

    /// <summary>The event's sequence number.</summary>
    public long Seq { get; }

    public string Kind { get; }

    /// <summary>The event's data as recorded.</summary>
    public DocumentMap Before { get; }

    /// <summary>The new values by field.</summary>
    public DocumentMap Values { get; }

    /// <summary>How many events of the same kind come before it.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Reads the change off a trace and the values given for it.</summary>
    /// <exception cref="DocumentException">There is no such event, or it has no such field to change.</exception>
    public static EventChange Of(string file, ReadOnlySpan<byte> trace, long seq, DocumentMap values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var before = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var number = 1; trace.IndexOf((byte)'\n') is var feed and >= 0; number++)
        {
            var line = JsonDocumentReader.Read(file, trace[..feed], firstLine: number).AsMap();
            var kind = line.Text("kind");
            if (line.Integer("seq") == seq)
                return new EventChange(seq, kind, line.Map("data"), Checked(kind, line.Map("data"), values)) { Ordinal = before.GetValueOrDefault(kind) };
            before[kind] = before.GetValueOrDefault(kind) + 1;
            trace = trace[(feed + 1)..];
        }

        throw new DocumentException(file, $"the trace has no event {seq}");
    }

    private static DocumentMap Checked(string kind, DocumentMap data, DocumentMap values)
    {
        var fields = Changeable.FirstOrDefault(one => one.Kind.Equals(kind, StringComparison.Ordinal)).Fields;
        if (fields.IsDefault)
            throw new DocumentException("--change", $"events of the kind {kind} follow from others; change one of {string.Join(", ", Changeable.Select(one => one.Kind))}");
        if (values.Entries.IsEmpty) throw new DocumentException("--set", $"say what it should have been: {string.Join(", ", fields)}");
        foreach (var entry in values.Entries.Where(entry => !fields.Contains(entry.Key, StringComparer.Ordinal))) throw new DocumentException("--set", UnknownName.Reason($"field of {kind} events", entry.Key, fields));
        if (values.Find("decision") is { } decision) _ = EventNames.Index(DocumentNode.Map(("decision", decision)), "decision", Rulings.Decisions);
        var same = values.Entries.All(entry => data.Find(entry.Key) is { } was && string.Equals(CanonicalJson.Text(was), CanonicalJson.Text(entry.Value), StringComparison.Ordinal));
        return same ? throw new DocumentException("--set", "this is what was recorded: nothing would change") : values;
    }
}
