using System.Globalization;
using System.Text;
using Tiltyard.Documents;
using Tiltyard.Lab.Episodes;
using Tiltyard.Runs.Projecting;

namespace Tiltyard.Lab.Benchmarks;

/// <summary>
/// The documented results of both versions for each cell of a recorded run, whoever holds the seats: the episodes are played again from their traces. Episodes that
/// did not come to their end are in no figure; metadata says how many. Where a trace is missing, nothing is made.
/// </summary>
public static class RunResultsFiles
{
    /// <summary>The folder in the run folder, in which every cell has one of its own.</summary>
    public const string Folder = "lab";

    public static IEnumerable<(string Name, byte[] Content)> Make(RecordedEpisodes recorded)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        if (!recorded.AreAllThere) yield break;
        var options = LabOptions.From(recorded.Cell.Parameters);
        var (tally, leftOut) = (new AnswersTally(), 0L);
        var (plain, full) = (Text(), Text());
        ResultsHeading? heading = null;
        byte[]? registry = null;
        (ResultsWriter Plain, ResultsWriter Full)? writers = null;
        foreach (var at in recorded.Episodes())
        {
            OutsideAnswers? answers = null;
            var row = recorded.Row(at);
            var world = (LabWorld)recorded.Watch(at, made => answers = new OutsideAnswers((LabWorld)made));
            heading ??= Heading(recorded, options, world);
            registry ??= LabWorld.MayBeSigned(options) ? EvidenceLine(world.Keys.Registry()) : null;
            writers ??= (new ResultsWriter(plain, heading, "0.2"), new ResultsWriter(full, heading, "0.3"));
            tally.Add(row, answers!);
            if (!row.IsAssessed)
            {
                leftOut++;
                world.Dispose();
                continue;
            }

            var metrics = EpisodeMetrics.Of(options, world, answers);
            var outside = answers!.Answers.Count == 0 ? null : AnswersTally.OfEpisode(answers);
            writers.Value.Plain.Add(row.Seed, metrics, outside);
            writers.Value.Full.Add(row.Seed, FullMetrics.Of(metrics, world, row.Seed), outside);
            world.Dispose();
        }

        if (writers is not { } both) yield break;
        var metadata = tally.Metadata(BenchmarkRun.Metadata, recorded.Cell, leftOut);
        both.Plain.Finish(metadata);
        both.Full.Finish(metadata);
        if (registry is not null) yield return ($"{Folder}/{recorded.Cell.Name}/key_registry.json", registry);
        yield return ($"{Folder}/{recorded.Cell.Name}/results.json", Encoding.UTF8.GetBytes(plain.ToString()));
        yield return ($"{Folder}/{recorded.Cell.Name}/results.v0.3.json", Encoding.UTF8.GetBytes(full.ToString()));
    }

    private static byte[] EvidenceLine(DocumentMap document) => Encoding.UTF8.GetBytes(CanonicalJson.Text(document) + "\n");

    private static StringWriter Text() => new(CultureInfo.InvariantCulture);

    private static ResultsHeading Heading(RecordedEpisodes recorded, LabOptions options, LabWorld world) => new()
    {
        Options = options,
        Seats = [.. world.Spec.Seats.Select((seat, place) => (seat.Name, recorded.Cell.Seats[place].Name))],
        Seed = recorded.Plan.Seed,
        GitSha = recorded.GitSha,
        Outside = [.. recorded.Cell.Seats.Where(recorded.AsksOutside).Select(seat => seat.Name)],
        IsLive = recorded.Cell.Seats.Any(recorded.IsLive),
    };
}
