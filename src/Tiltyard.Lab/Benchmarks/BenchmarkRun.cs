using Tiltyard.Documents;
using Tiltyard.Lab.Episodes;
using Tiltyard.Lab.Pages;

namespace Tiltyard.Lab.Benchmarks;

/// <summary>An episode of a benchmark: its figures, and the laboratory as it was left, until the next one is played.</summary>
public sealed record BenchmarkEpisode(long Seed, DocumentMap Metrics, LabWorld World)
{
    /// <summary>The figures of version 0.3.</summary>
    public DocumentMap Full() => FullMetrics.Of(Metrics, World, Seed);
}

/// <summary>Episodes of one task with the scripted shift, as the documented results document. Results of runs with traces are made by <see cref="RunResultsFiles"/>.</summary>
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

    /// <summary>What the clock says is no part of the results of a deterministic run.</summary>
    public static DocumentMap Metadata { get; } = DocumentNode.Map(("platform", DocumentNode.Null), ("python_version", DocumentNode.Null), ("run_duration_episodes_per_s", 0L), ("run_duration_wall_s", 0L));

    /// <summary>What the results will say of the run as a whole.</summary>
    public ResultsHeading Heading()
    {
        using var player = new ShiftPlayer(Parameters, ShiftPlayer.Find(Agent)!);
        return new ResultsHeading { Options = player.Options, Seats = [.. player.World.Spec.Seats.Select(seat => (seat.Name, Agent))], Seed = Seed, Partner = Partner, GitSha = GitSha };
    }

    /// <summary>
    /// Plays episode after episode. The log, if any, takes a line for every record of the audit chain; a page is asked for with the number of an episode, and gets what is
    /// needed to draw that one.
    /// </summary>
    public IEnumerable<BenchmarkEpisode> PlayEach(Action<string>? log = null, Action<ShiftRecord>? page = null, int paged = 0)
    {
        using var player = new ShiftPlayer(Parameters, ShiftPlayer.Find(Agent)!);
        if (log is not null) player.World.Engine.OnRecord = record => log(EpisodeLog.Line(record, player.World.Engine.Chain));
        var recorder = page is null ? null : new ShiftRecorder(player.World);
        for (var episode = 0; episode < Episodes; episode++)
        {
            if (recorder is not null) recorder.IsWatching = episode == paged;
            player.Play(Seed, episode);
            if (recorder is { IsWatching: true })
            {
                page!(recorder.Finish(Agent));
                recorder.Leave();
                recorder = null;
            }

            yield return new BenchmarkEpisode(Seed + episode, EpisodeMetrics.Of(player.Options, player.World), player.World);
        }
    }

    /// <summary>Plays all episodes and keeps them: for a few.</summary>
    public DocumentMap Play(Action<string>? log = null, bool isFull = false, Action<ShiftRecord>? page = null, int paged = 0)
    {
        var (heading, episodes, seeds) = (Heading(), new List<DocumentNode>(), new List<long>());
        foreach (var episode in PlayEach(log, page, paged))
        {
            seeds.Add(episode.Seed);
            episodes.Add(ResultsWriter.Episode(episode.Seed, isFull ? episode.Full() : episode.Metrics));
        }

        return heading.Document(isFull ? "0.3" : "0.2", seeds, episodes, Metadata);
    }
}
