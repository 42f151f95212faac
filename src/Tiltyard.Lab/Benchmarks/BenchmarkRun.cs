using Tiltyard.Documents;
using Tiltyard.Lab.Episodes;
using Tiltyard.Lab.Pages;
using Tiltyard.Lab.Staff;

namespace Tiltyard.Lab.Benchmarks;

/// <summary>Episodes of one task with the scripted shift, as the documented results document.</summary>
public sealed record BenchmarkRun
{
    public required DocumentMap Parameters { get; init; }

    /// <summary>The agent of every seat.</summary>
    public string Agent { get; init; } = "policy:baseline";

    public int Episodes { get; init; } = 10;

    public long Seed { get; init; } = 123;

    public string? Partner { get; init; }

    /// <summary>The commit of the program, where the host knows it.</summary>
    public string? GitSha { get; init; }

    /// <summary>
    /// Plays all episodes. The log, if any, takes a line for every record of the audit chain, episode after episode; a page is asked for with the number of an episode,
    /// and gets what is needed to draw that one.
    /// </summary>
    public DocumentMap Play(Action<string>? log = null, Action<ShiftRecord>? page = null, int paged = 0)
    {
        using var player = new ShiftPlayer(Parameters, ShiftPlayer.Find(Agent)!);
        if (log is not null) player.World.Engine.OnRecord = record => log(EpisodeLog.Line(record, player.World.Engine.Chain));
        var recorder = page is null ? null : new ShiftRecorder(player.World);
        var episodes = new List<DocumentNode>();
        var seeds = new List<DocumentNode>();
        for (var episode = 0; episode < Episodes; episode++)
        {
            if (recorder is not null) recorder.IsWatching = episode == paged;
            player.Play(Seed, episode);
            if (recorder is { IsWatching: true }) page!(recorder.Finish(Agent));
            seeds.Add(Seed + episode);
            episodes.Add(DocumentNode.Map(("metrics", EpisodeMetrics.Of(player.Options, player.World)), ("seed", Seed + episode)));
        }

        return Results(player.Options, player.World, seeds, episodes);
    }

    private DocumentMap Results(LabOptions options, LabWorld world, List<DocumentNode> seeds, List<DocumentNode> episodes) => DocumentNode.Map(
        ("agent_baseline_id", Agent is "policy:baseline" ? StaffPolicies.BaselineId : Agent.Replace(':', '_')),
        ("allow_network", false),
        ("base_seed", Seed),
        ("config", Config(options, world)),
        ("episodes", DocumentNode.List(episodes)),
        ("git_commit_hash", Text(GitSha)),
        ("git_sha", Text(GitSha)),
        ("implementation_id", "tiltyard"),
        ("llm_backend_id", DocumentNode.Null),
        ("llm_model_id", DocumentNode.Null),
        ("metadata", DocumentNode.Map(("run_duration_wall_s", 0L))),
        ("non_deterministic", false),
        ("num_episodes", (long)Episodes),
        ("partner_id", Text(Partner)),
        ("pipeline_mode", "deterministic"),
        ("policy_fingerprint", options.Policy.Fingerprint),
        ("policy_versions", DocumentNode.Map([.. Policies.PolicyDocuments.Names.Select(name => (name, (DocumentNode)options.Policy.Documents[name].Integer("version")))])),
        ("schema_version", "0.2"),
        ("seeds", DocumentNode.List(seeds)),
        ("task", options.Task.Name));

    private static DocumentMap Config(LabOptions options, LabWorld world) => DocumentNode.Map(
        ("load", (long)options.Load),
        ("max_steps", (long)options.Task.Steps),
        ("reward_config", DocumentNode.Map(
            ("blocked_penalty", options.Task.Rewards.Blocked), ("schedule_reward", options.Task.Rewards.Schedule), ("throughput_reward", options.Task.Rewards.Throughput), ("violation_penalty", options.Task.Rewards.Violation))),
        ("roster", options.IsFullRoster ? "full" : "documented"),
        ("scripted_agents", DocumentNode.List([.. world.Spec.Seats.Select(seat => (DocumentNode)seat.Name)])),
        ("strict_signatures", options.StrictSignatures),
        ("timing_mode", options.IsSimulated ? "simulated" : "explicit"));

    private static DocumentNode Text(string? text) => text is null ? DocumentNode.Null : text;
}
