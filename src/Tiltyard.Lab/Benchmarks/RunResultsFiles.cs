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
        if (recorded.Plan.DryRun || !recorded.AreAllThere) yield break;
        var options = LabOptions.From(recorded.Cell.Parameters);
        using var made = new LabWorld(options);
        var heading = Heading(recorded, options, made);
        var tally = new AnswersTally();
        var (plain, full) = (Text(), Text());
        var (plainWriter, fullWriter) = (new ResultsWriter(plain, heading, "0.2"), new ResultsWriter(full, heading, "0.3"));
        byte[]? registry = null;
        foreach (var at in recorded.Episodes())
        {
            var row = recorded.Row(at);
            if (!row.IsAssessed)
            {
                tally.LeaveOut(row);
                continue;
            }

            OutsideAnswers? answers = null;
            var world = (LabWorld)recorded.Watch(at, one => answers = new OutsideAnswers((LabWorld)one));
            registry ??= LabWorld.MayBeSigned(options) ? Line(world.Keys.Registry()) : null;
            tally.Add(row, answers!);
            var metrics = EpisodeMetrics.Of(options, world, answers);
            var outside = answers!.Answers.Count == 0 ? null : AnswersTally.OfEpisode(answers);
            plainWriter.Add(row.Seed, metrics, outside);
            fullWriter.Add(row.Seed, FullMetrics.Of(metrics, world, row.Seed), outside);
        }

        var metadata = tally.Metadata(BenchmarkRun.Metadata, recorded.Cell, !heading.Outside.IsEmpty);
        plainWriter.Finish(metadata);
        fullWriter.Finish(metadata);
        if (registry is not null) yield return ($"{Folder}/{recorded.Cell.Name}/key_registry.json", registry);
        yield return ($"{Folder}/{recorded.Cell.Name}/results.json", Encoding.UTF8.GetBytes(plain.ToString()));
        yield return ($"{Folder}/{recorded.Cell.Name}/results.v0.3.json", Encoding.UTF8.GetBytes(full.ToString()));
    }

    private static byte[] Line(DocumentMap document) => Encoding.UTF8.GetBytes(CanonicalJson.Text(document) + "\n");

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
