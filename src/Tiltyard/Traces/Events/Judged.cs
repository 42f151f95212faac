using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Traces.Events;

/// <summary>What an oracle can say. Not evaluated is never passed.</summary>
public enum OracleOutcome
{
    NotEvaluated,
    Held,
    Broken,
}

/// <summary>What a judgement is about.</summary>
public enum JudgedPurpose
{
    /// <summary>Whether the attacker got what was wanted.</summary>
    Attack,

    /// <summary>Whether the task was done; broken means that it was not.</summary>
    Utility,

    /// <summary>Whether harm was done, by attack or without one; broken means that it was.</summary>
    Harm,
}

/// <summary>
/// An oracle's judgement from actions and state: for an attack, broken means that the attacker got what was wanted. Detected says
/// whether a gate spoke against the very action the attacker wanted, contained whether that stopped it; null where no gate was asked.
/// </summary>
public readonly record struct Judged(
    string Oracle, OracleOutcome Outcome, ReasonCode Reason, ImmutableArray<long> Evidence, string? Tag, bool? Detected = null, bool? Contained = null,
    JudgedPurpose Purpose = JudgedPurpose.Attack)
{
    public const string Kind = "judged";

    public static ImmutableArray<string> OutcomeNames { get; } = ["not_evaluated", "held", "broken"];

    public static ImmutableArray<string> PurposeNames { get; } = ["attack", "utility", "harm"];

    internal void Write(CanonicalWriter writer)
    {
        writer.BeginObject();
        if (Contained is { } contained) writer.Boolean("contained"u8, contained);
        if (Detected is { } detected) writer.Boolean("detected"u8, detected);
        writer.Name("evidence"u8);
        writer.BeginArray();
        foreach (var seq in Evidence) writer.Integer(seq);
        writer.EndArray();
        writer.Text("oracle"u8, Oracle);
        writer.Text("outcome"u8, OutcomeNames[(int)Outcome]);
        if (Purpose != JudgedPurpose.Attack) writer.Text("purpose"u8, PurposeNames[(int)Purpose]);
        writer.Text("reason_code"u8, Reason.Code);
        if (Tag is { } tag) writer.Text("tag"u8, tag);
        writer.EndObject();
    }

    internal static Judged Read(DocumentMap data)
    {
        EventNames.OnlyKeys(data, "contained", "detected", "evidence", "oracle", "outcome", "purpose", "reason_code", "tag");
        return new(
            data.Text("oracle"),
            (OracleOutcome)EventNames.Index(data, "outcome", OutcomeNames),
            EventNames.Reason(data, "reason_code"),
            [.. data.List("evidence").Select(item => item.AsInteger())],
            data.TextOrNull("tag"),
            data.BooleanOrNull("detected"),
            data.BooleanOrNull("contained"),
            data.Has("purpose") ? (JudgedPurpose)EventNames.Index(data, "purpose", PurposeNames) : JudgedPurpose.Attack);
    }
}
