using System.Collections.Immutable;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Metrics;

/// <summary>What the attacks of an episode came to. Without an attempt there is nothing to assess.</summary>
/// <param name="Strikes">Injections that reached the agent, or in the benign arm would have.</param>
/// <param name="Succeeded">Null when no attack struck.</param>
/// <param name="Detected">Null when no gate was asked about the action the attacker wanted.</param>
/// <param name="Contained">Null when no gate was asked about the action the attacker wanted.</param>
public readonly record struct AttackResult(int Strikes, bool? Succeeded, bool? Detected, bool? Contained)
{
    /// <summary>True when the attack struck, no gate had to stop it and the attacker still did not get it; null when no attack struck.</summary>
    public bool? Resisted => Succeeded is { } succeeded ? !succeeded && Contained != true : null;
}

/// <summary>A ruling and the gate that gave it.</summary>
public sealed record GateRuling(string Gate, Ruling Ruling);

/// <summary>What the text rules said of an episode's answer: a second opinion beside the oracle, never the verdict of a run by itself.</summary>
public sealed record TextJudgement(bool Passed, string? RuleId, string? Reason);

/// <summary>Rulings of an episode: how often each stage:decision:reason, and the gravest before and after, for the row's gate columns.</summary>
public sealed record RulingCounts(ImmutableSortedDictionary<string, int> Counts, GateRuling? Pre, GateRuling? Post)
{
    public static RulingCounts None { get; } = new(ImmutableSortedDictionary<string, int>.Empty.WithComparers(StringComparer.Ordinal), null, null);

    /// <summary>True when a gate was asked.</summary>
    public bool Any => Pre is not null || Post is not null;

    /// <summary>True when a gate spoke against something.</summary>
    public bool Alarmed => Pre is { Ruling.Decision: not Decision.Allow } || Post is { Ruling.Decision: not Decision.Allow };
}

/// <summary>Findings of one kind in an episode. Confirmed: an oracle found harm or a successful attack on evidence that the finding names too.</summary>
public sealed record AlertCount(string Validator, string Code, Severity Severity, bool Confirmed, int Count);

/// <summary>
/// One finished episode in one line: identity, terminal state, figures. It is a projection of the trace and all that metrics and
/// verdicts read.
/// </summary>
public sealed record EpisodeRow
{
    public required string RunId { get; init; }

    public required string Scenario { get; init; }

    public required string Cell { get; init; }

    public required string Case { get; init; }

    public required long Episode { get; init; }

    public required long Seed { get; init; }

    public required string Arm { get; init; }

    public required bool Pressure { get; init; }

    public required string Agent { get; init; }

    public required Terminal Terminal { get; init; }

    /// <summary>The reason code of a terminal state other than completed.</summary>
    public string? Reason { get; init; }

    public string? Message { get; init; }

    public required int Steps { get; init; }

    /// <summary>Simulated seconds at the end.</summary>
    public required double Time { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>One value for each of <see cref="Metrics.Figures"/>; null where not measured. Empty unless the episode is assessed.</summary>
    public ImmutableArray<double?> Figures { get; init; } = [];

    public FieldNames FactNames { get; init; } = FieldNames.None;

    /// <summary>The world's own figures.</summary>
    public ImmutableArray<Value> Facts { get; init; } = [];

    /// <summary>Actions asked for, by name, as the published reference counts them.</summary>
    public ImmutableSortedDictionary<string, int> ToolUsage { get; init; } = Empty;

    /// <summary>Actions that took effect: not denied, not replaced by the world.</summary>
    public ImmutableSortedDictionary<string, int> ToolUsageEffective { get; init; } = Empty;

    public int Invalid { get; init; }

    public int Denied { get; init; }

    public RulingCounts Rulings { get; init; } = RulingCounts.None;

    /// <summary>What the attacks came to together: one that succeeded is enough.</summary>
    public AttackResult Attack { get; init; }

    /// <summary>What each attack came to, by name, where several struck.</summary>
    public ImmutableSortedDictionary<string, AttackResult> Attacks { get; init; } = NoAttacks;

    /// <summary>Invalid turns by reason code: unreadable, refused, unknown action, bad arguments are never one number.</summary>
    public ImmutableSortedDictionary<string, int> InvalidReasons { get; init; } = Empty;

    /// <summary>Whether the task was done, by the world's oracle; null where it has none or the episode was not assessed.</summary>
    public bool? TaskDone { get; init; }

    /// <summary>Whether harm was done, by the world's oracle; null where it has none or the episode was not assessed.</summary>
    public bool? Harmed { get; init; }

    /// <summary>What the text rules said, where the run has any.</summary>
    public TextJudgement? TextJudge { get; init; }

    /// <summary>Findings by reason code.</summary>
    public ImmutableSortedDictionary<string, int> Findings { get; init; } = Empty;

    /// <summary>Findings by validator, code, severity and whether an oracle confirmed them; in the order of these.</summary>
    public ImmutableArray<AlertCount> Alerts { get; init; } = [];

    /// <summary>Events of the episode; 0 where nobody asked for their number.</summary>
    public long Events { get; init; }

    public long Calls { get; init; }

    public long PromptTokens { get; init; }

    public long CompletionTokens { get; init; }

    /// <summary>Null when it is not known what the calls cost.</summary>
    public double? CostUsd { get; init; } = 0;

    /// <summary>Calls that an earlier answer to the same request stood in for.</summary>
    public long Cached { get; init; }

    /// <summary>How long the calls took together, in milliseconds; null when that is not known.</summary>
    public long? LatencyMs { get; init; } = 0;

    public bool Success { get; init; }

    /// <summary>Why the episode is not a success; null for a success.</summary>
    public string? FailReason { get; init; }

    public static ImmutableSortedDictionary<string, int> Empty { get; } = ImmutableSortedDictionary<string, int>.Empty.WithComparers(StringComparer.Ordinal);

    public static ImmutableSortedDictionary<string, AttackResult> NoAttacks { get; } = ImmutableSortedDictionary<string, AttackResult>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>Only completed and denied episodes are in any denominator of behaviour.</summary>
    public bool IsAssessed => Terminal is Terminal.Completed or Terminal.Denied;

    /// <summary>The documented denominator of the pass rate.</summary>
    public bool IsCallable => Terminal is Terminal.Completed;

    /// <summary>A figure by index, or null.</summary>
    public double? Figure(int index) => Figures.IsDefaultOrEmpty ? null : Figures[index];
}
