using System.Globalization;
using System.Text;
using Tiltyard.Documents;
using Tiltyard.Reports;

namespace Tiltyard.Runs.Projecting;

/// <summary>run_info.csv: name and value of what is true of this one execution. With run.json and meta.json the only place for wall time, host and folder.</summary>
internal static class RunInfo
{
    public static string Render(RunManifest manifest, RunOutcome outcome, string place)
    {
        var seconds = manifest.Finished is { } finished ? (finished - manifest.Started).TotalSeconds : (double?)null;
        var text = new StringBuilder("name,value\n");
        foreach (var (name, value) in Facts(manifest, outcome, place, seconds)) text.Append(Hostile.Csv(name)).Append(',').Append(Hostile.Csv(value)).Append('\n');
        return text.ToString();
    }

    private static IEnumerable<(string Name, string? Value)> Facts(RunManifest manifest, RunOutcome outcome, string place, double? seconds)
    {
        yield return ("run_id", manifest.RunId);
        yield return ("folder", place);
        yield return ("status", outcome.Status.ToString().ToLowerInvariant());
        yield return ("shard", manifest.Shard.ToString());
        yield return ("started", Instant(manifest.Started));
        yield return ("finished", manifest.Finished is { } finished ? Instant(finished) : null);
        yield return ("wall_seconds", seconds?.ToString("0.000", CultureInfo.InvariantCulture));
        yield return ("episodes", outcome.Results.Finished.ToString(CultureInfo.InvariantCulture));
        foreach (var entry in manifest.Host.Entries) yield return (entry.Key, entry.Value is DocumentScalar { Kind: DocumentScalarKind.Text } ? entry.Value.AsText() : CanonicalJson.Text(entry.Value));
    }

    private static string Instant(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
