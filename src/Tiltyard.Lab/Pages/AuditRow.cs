using System.Collections.Immutable;
using System.Globalization;
using Tiltyard.Documents;

namespace Tiltyard.Lab.Pages;

/// <summary>What the laboratory's answer to a record was.</summary>
public enum AuditAnswer
{
    Accepted,
    Blocked,

    /// <summary>Nobody did it: an arrival, a failure, a delivery.</summary>
    Occurred,

    /// <summary>An act of enforcement.</summary>
    Enforced,
}

/// <summary>A line of the audit trail for reading. Its text is as agents wrote it and is made harmless where it is drawn.</summary>
public sealed record AuditRow
{
    public required int Time { get; init; }

    public required string Agent { get; init; }

    public required string Action { get; init; }

    /// <summary>What it was done to.</summary>
    public required string What { get; init; }

    public required AuditAnswer Answer { get; init; }

    /// <summary>Why it was blocked, or empty.</summary>
    public string Code { get; init; } = "";

    /// <summary>Invariants that were broken.</summary>
    public ImmutableArray<string> Breaches { get; init; } = [];

    /// <summary>The key that was named, or empty.</summary>
    public string Key { get; init; } = "";

    /// <summary>Whether the signature was good; null where nobody looked.</summary>
    public bool? HasGoodSignature { get; init; }

    /// <summary>The hash of the chain after this record.</summary>
    public string Hash { get; init; } = "";

    /// <summary>The seat that acted, or empty where devices or nobody did.</summary>
    public string Seat { get; init; } = "";

    /// <summary>Whether an attacker's seat did it, under whatever name.</summary>
    public bool IsHostile { get; init; }

    /// <summary>Reads a record of the audit chain.</summary>
    public static AuditRow Read(ReadOnlySpan<byte> record)
    {
        var map = JsonDocumentReader.Read("record", record).AsMap();
        var time = (int)map.Integer("t_s");
        return map.TextOrNull("event_type") switch
        {
            "OCCURRENCE" => new AuditRow { Time = time, Agent = "", Action = map.Text("occurrence"), What = Rest(map, "event_type", "occurrence", "t_s"), Answer = AuditAnswer.Occurred },
            "ENFORCEMENT" => new AuditRow
            {
                Time = time,
                Agent = "",
                Action = map.Text("action_type"),
                What = Rest(map, "action_type", "event_id", "event_type", "reason_code", "t_s"),
                Answer = AuditAnswer.Enforced,
                Code = map.TextOrNull("reason_code") ?? "",
            },
            "END_OF_RUN" => new AuditRow { Time = time, Agent = "", Action = "END_OF_RUN", What = Rest(map, "event_type", "t_s", "violations"), Answer = AuditAnswer.Occurred, Breaches = Broken(map) },
            _ => Event(map, time),
        };
    }

    private static AuditRow Event(DocumentMap map, int time)
    {
        var blocked = map.TextOrNull("blocked_reason_code");
        var rationale = map.TextOrNull("rationale");
        return new AuditRow
        {
            Time = time,
            Agent = map.Text("agent_id"),
            Action = map.Text("action_type"),
            What = Rest(map.Map("args")) + Tokens(map) + (rationale is null ? "" : $" · because: {rationale}"),
            Answer = blocked is null ? AuditAnswer.Accepted : AuditAnswer.Blocked,
            Code = blocked ?? "",
            Breaches = Broken(map),
            Key = map.TextOrNull("key_id") ?? "",
            HasGoodSignature = map.MapOrNull("signature_verification")?.Boolean("passed"),
        };
    }

    private static ImmutableArray<string> Broken(DocumentMap map) => [.. map.Maps("violations").Where(one => one.Text("status") is "VIOLATION").Select(one => one.Text("invariant_id"))];

    private static string Tokens(DocumentMap map) => map.Texts("token_refs") is { Length: > 0 } tokens ? $" · with {string.Join(", ", tokens)}" : "";

    /// <summary>The values of a map in the order of their keys, without the names that say themselves.</summary>
    private static string Rest(DocumentMap map, params ReadOnlySpan<string> without)
    {
        var parts = new List<string>();
        foreach (var entry in map.Entries)
        {
            if (without.Contains(entry.Key, StringComparer.Ordinal)) continue;
            var text = Text(entry.Value);
            if (text.Length > 0) parts.Add(entry.Key.EndsWith("_id", StringComparison.Ordinal) || entry.Key.EndsWith("_ids", StringComparison.Ordinal) ? text : $"{entry.Key.Replace('_', ' ')} {text}");
        }

        return string.Join(" · ", parts);
    }

    private static string Text(DocumentNode node) => node switch
    {
        DocumentList list => string.Join(", ", list.Items.Select(Text)),
        DocumentMap map => string.Join(" ", map.Entries.Select(entry => Text(entry.Value))),
        DocumentScalar { Kind: DocumentScalarKind.Text } => node.AsText(),
        DocumentScalar { Kind: DocumentScalarKind.Boolean } => node.AsBoolean() ? "yes" : "no",
        DocumentScalar { Kind: DocumentScalarKind.Null } => "",
        _ => node.AsNumber().ToString("0.####", CultureInfo.InvariantCulture),
    };
}
