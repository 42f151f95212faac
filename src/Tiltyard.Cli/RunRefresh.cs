using System.Text;
using Tiltyard.Adapters.Stores;
using Tiltyard.Documents;
using Tiltyard.Runs;

namespace Tiltyard.Cli;

/// <summary>Makes a run's artifacts anew from its journal and traces, and checks that what people open is there and holds something.</summary>
internal sealed record RunRefresh(RunOutcome Outcome, IReadOnlyList<string> Problems)
{
    private static readonly (string Name, int Least, string Holds)[] Expected =
    [
        ("rows.jsonl", 2, "\n"),
        ("summary.csv", 200, "exp_id,"),
        ("summary.svg", 200, "<rect"),
        ("index.html", 1_024, "</html>"),
        ("summary.md", 100, "# "),
        ("notes.md", 100, "# "),
        ("run_report.json", 200, "\"total_trials\""),
        ("run.json", 200, "\"plan_hash\""),
    ];

    /// <exception cref="DocumentException">The run was not closed, or is damaged.</exception>
    public static RunRefresh Of(string folder)
    {
        using var store = RunFolder.Open(folder);
        var manifest = RunManifest.Read(store, Composition.Registry);
        var outcome = RunSession.JudgeAgain(store, Composition.Registry, manifest.Criteria, WasStrict(store));
        return new RunRefresh(outcome, [.. Expected.Select(file => Problem(store, file.Name, file.Least, file.Holds)).OfType<string>()]);
    }

    /// <summary>The strictness is the verdict's own: the manifest holds the criteria alone.</summary>
    private static bool WasStrict(RunFolder store) => store.Read("results.json") is { } results
        && JsonDocumentReader.Read("results.json", results, new DocumentLimits { MaxLength = int.MaxValue, MaxNodes = int.MaxValue }).AsMap().MapOrNull("verdict")?.Boolean("strict") == true;

    private static string? Problem(RunFolder store, string name, int least, string holds)
    {
        if (store.Read(name) is not { } bytes) return $"{name}: it is not there";
        return bytes.Length < least || bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(holds)) < 0 ? $"{name}: it holds no data; no episode of this run has a row, or it was cut" : null;
    }
}
