using Tiltyard.Documents;

namespace Tiltyard.Runs;

/// <summary>What artifacts are made from.</summary>
public sealed record ProjectionInput(IRunStore Store, RunManifest Manifest, RunOutcome Outcome, Registry Registry, JournalIndex Journal);

/// <summary>The table of contents of a run folder's artifacts beyond rows.jsonl and results.json: each is made from rows, results and traces alone.</summary>
public static class Projections
{
    public static void Write(ProjectionInput input) => ArgumentNullException.ThrowIfNull(input);
}
