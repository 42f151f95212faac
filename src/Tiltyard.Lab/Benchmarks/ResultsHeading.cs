using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Lab.Episodes;
using Tiltyard.Lab.Policies;
using Tiltyard.Lab.Staff;

namespace Tiltyard.Lab.Benchmarks;

/// <summary>What the episodes of a results document have in common.</summary>
public sealed record ResultsHeading
{
    private const string Baseline = "policy:baseline";

    public required LabOptions Options { get; init; }

    /// <summary>Seats and the agents that hold them, in the world's order.</summary>
    public required ImmutableArray<(string Seat, string Agent)> Seats { get; init; }

    public required long Seed { get; init; }

    public string? Partner { get; init; }

    /// <summary>The commit of the program, where the host knows it.</summary>
    public string? GitSha { get; init; }

    /// <summary>Who was asked outside, by seat; empty where all decided by computing.</summary>
    public ImmutableArray<string> Outside { get; init; } = [];

    /// <summary>Whether anybody outside was a provider's model, whose answers nobody can compute again.</summary>
    public bool IsLive { get; init; }

    /// <summary>scripted_lab_v1 for the scripted shift, else the agents that are not of it, with the signs of their names made harmless.</summary>
    public string BaselineId => string.Join('+', Seats.Select(seat => seat.Agent).Where(agent => !agent.Equals(Baseline, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Select(Sanitized)) is { Length: > 0 } others
        ? others.Length > 200 ? others[..200] : others
        : StaffPolicies.BaselineId;

    /// <summary>Members that stand before the episodes in canonical order.</summary>
    public IEnumerable<(string Key, DocumentNode Value)> Before() =>
    [
        ("agent_baseline_id", BaselineId),
        ("allow_network", IsLive),
        ("base_seed", Seed),
        ("config", Config()),
    ];

    /// <summary>Members that stand behind them.</summary>
    public IEnumerable<(string Key, DocumentNode Value)> After(string version, IReadOnlyCollection<long> seeds, DocumentMap metadata) =>
    [
        ("git_commit_hash", Text(GitSha)),
        ("git_sha", Text(GitSha)),
        ("implementation_id", "tiltyard"),
        ("llm_backend_id", Outside.IsEmpty ? DocumentNode.Null : Named(before: true)),
        ("llm_model_id", Outside.IsEmpty ? DocumentNode.Null : Named(before: false)),
        ("metadata", metadata),
        ("non_deterministic", IsLive),
        ("num_episodes", (long)seeds.Count),
        ("partner_id", Text(Partner)),
        ("pipeline_mode", Outside.IsEmpty ? "deterministic" : IsLive ? "llm_live" : "llm_offline"),
        ("policy_fingerprint", Options.Policy.Fingerprint),
        ("policy_versions", DocumentNode.Map([.. PolicyDocuments.Names.Select(name => (name, (DocumentNode)Options.Policy.Documents[name].Integer("version")))])),
        ("schema_version", version),
        ("seeds", DocumentNode.List(seeds.Select(seed => (DocumentNode)seed))),
        ("task", Options.Task.Name),
    ];

    /// <summary>The whole document of a few episodes; many are written by <see cref="ResultsWriter"/>.</summary>
    public DocumentMap Document(string version, IReadOnlyCollection<long> seeds, IEnumerable<DocumentNode> episodes, DocumentMap metadata) =>
        DocumentNode.Map([.. Before(), ("episodes", DocumentNode.List(episodes)), .. After(version, seeds, metadata)]);

    private DocumentMap Config() => DocumentNode.Map(
        ("access_control", Options.ChecksAccess),
        ("agents", DocumentNode.Map([.. Seats.OrderBy(seat => seat.Seat, StringComparer.Ordinal).Select(seat => (seat.Seat, (DocumentNode)seat.Agent))])),
        ("enforcement", Options.Enforces),
        ("load", (long)Options.Load),
        ("max_steps", (long)Options.Task.Steps),
        ("reward_config", DocumentNode.Map(
            ("blocked_penalty", Options.Task.Rewards.Blocked), ("schedule_reward", Options.Task.Rewards.Schedule), ("throughput_reward", Options.Task.Rewards.Throughput), ("violation_penalty", Options.Task.Rewards.Violation))),
        ("roster", Options.IsFullRoster ? "full" : "documented"),
        ("scripted_agents", DocumentNode.List([.. Seats.Where(seat => !Outside.Contains(seat.Agent, StringComparer.Ordinal)).Select(seat => (DocumentNode)seat.Seat)])),
        ("strict_signatures", Options.StrictSignatures),
        ("timing_mode", Options.IsSimulated ? "simulated" : "explicit"));

    /// <summary>The parts of names such as provider:model, several side by side.</summary>
    private DocumentNode Named(bool before)
    {
        var names = Outside.Distinct(StringComparer.Ordinal).Select(name => name.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 ? before ? name[..colon] : name[(colon + 1)..] : before ? name : "").Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
        return names.Length == 0 ? DocumentNode.Null : Cut(string.Join('+', names));
    }

    private static string Cut(string text) => text.Length > 200 ? text[..200] : text;

    private static string Sanitized(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' ? letter : '_'));

    private static DocumentNode Text(string? text) => text is null ? DocumentNode.Null : text;
}
