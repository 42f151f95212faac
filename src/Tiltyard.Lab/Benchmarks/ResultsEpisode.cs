using Tiltyard.Documents;
using Tiltyard.Lab.Episodes;
using Tiltyard.Lab.Pages;
using Tiltyard.Lab.Tasks;

namespace Tiltyard.Lab.Benchmarks;

/// <summary>
/// An episode of a results document, played again for its page. A results document says everything that an episode is made of, so the same policy gives the same episode;
/// whether it is the same is checked by the policy's fingerprint and by every figure.
/// </summary>
public static class ResultsEpisode
{
    /// <param name="results">Results of version 0.2.</param>
    /// <param name="overlay">The partner's documents, where the results were made with some.</param>
    /// <param name="episode">The number of the episode, from 0.</param>
    /// <exception cref="DocumentException">The document is not one of ours, or does not come out again.</exception>
    public static ShiftRecord Play(DocumentMap results, DocumentMap? overlay, int episode)
    {
        ArgumentNullException.ThrowIfNull(results);
        if (results.Text("schema_version") is not "0.2") throw new DocumentException(results.Node("schema_version"), "only results of version 0.2 say what an episode is made of: give the file that lies beside this one");
        var episodes = results.Maps("episodes");
        if (episode >= episodes.Length) throw new DocumentException(results.Node("episodes"), $"there are {episodes.Length} episodes: {episode} is none of them");
        var agent = Agent(results);
        using var player = new ShiftPlayer(Parameters(results, overlay), ShiftPlayer.Find(agent)!);
        if (!player.Options.Policy.Fingerprint.Equals(results.Text("policy_fingerprint"), StringComparison.Ordinal))
            throw new DocumentException(results.Node("policy_fingerprint"), $"this was played with another policy than {player.Options.Policy.Fingerprint}: give the partner's folder it was played with");
        var recorder = new ShiftRecorder(player.World);
        player.Play(results.Integer("base_seed"), episode);
        Compare(episodes[episode], EpisodeMetrics.Of(player.Options, player.World));
        return recorder.Finish(agent);
    }

    private static string Agent(DocumentMap results)
    {
        var named = results.Text("agent_baseline_id");
        var agent = named.Equals(Staff.StaffPolicies.BaselineId, StringComparison.Ordinal) ? "policy:baseline" : named.Replace('_', ':');
        return ShiftPlayer.Find(agent) is not null ? agent : throw new DocumentException(results.Node("agent_baseline_id"), $"'{named}' is nobody who can play it again: give the run folder that lies beside the results");
    }

    private static DocumentMap Parameters(DocumentMap results, DocumentMap? overlay)
    {
        if (LabTasks.Find(results.Text("task")) is null) throw new DocumentException(results.Node("task"), UnknownName.Reason("task", results.Text("task"), LabTasks.Names));
        var config = results.Map("config");
        return DocumentNode.Map(
            ("access_control", config.Boolean("access_control", true)), ("enforcement", config.Boolean("enforcement", false)), ("load", config.Integer("load")), ("policy", overlay ?? DocumentNode.Map()), ("roster", config.Text("roster")),
            ("strict_signatures", config.Boolean("strict_signatures") ? "on" : "off"), ("task", results.Text("task")), ("timing", config.Text("timing_mode")));
    }

    private static void Compare(DocumentMap recorded, DocumentMap played)
    {
        foreach (var entry in recorded.Map("metrics").Entries)
        {
            if (played.Find(entry.Key) is not { } figure || !CanonicalJson.Text(figure).Equals(CanonicalJson.Text(entry.Value), StringComparison.Ordinal))
                throw new DocumentException(entry.Value, $"'{entry.Key}' comes out different when the episode is played again: it was changed, made by another version, or recorded in a run: then give the run folder");
        }
    }
}
