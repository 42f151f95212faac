using System.Text;
using Tiltyard.Catalog;
using Tiltyard.Catalog.Suites;
using Tiltyard.Documents;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;
using Tiltyard.Runs;
using Tiltyard.Verdicts;

namespace Tiltyard.Tests.Runs.Projecting;

/// <summary>A run in memory with the artifacts it left.</summary>
internal sealed record Played(MemoryStore Store, RunOutcome Outcome)
{
    public string Page => Text("index.html");

    /// <summary>Everything that is made from journal and traces and knows nothing of the host or the clock.</summary>
    public IEnumerable<string> Projections => Store.Names.Where(name => name is not ("run.json" or "run_info.csv"));

    public string Text(string name) => Encoding.UTF8.GetString(Store.Read(name) ?? throw new InvalidOperationException($"There is no {name}."));

    public static Task<Played> Run(string name, PlanSettings settings, int workers = 1, CriteriaSet? criteria = null, DocumentMap? host = null) =>
        Run(ScenarioFile.Read(BuiltIn.Find(name)!, BuiltIn.Find), settings, StandardCatalog.Registry, workers, criteria, host);

    public static async Task<Played> Run(
        ScenarioSet set, PlanSettings settings, Registry registry, int workers = 1, CriteriaSet? criteria = null, DocumentMap? host = null)
    {
        var plan = new PlanMaking(registry).Make(set, settings);
        var store = new MemoryStore();
        var session = new RunSession(plan, registry, store, new RunnerOptions { Workers = workers }, TimeProvider.System)
        {
            RunId = "run-1",
            Criteria = criteria ?? new CriteriaSet { Criteria = set.Criteria, Policy = VerdictPolicy.Strict },
            Host = host ?? DocumentNode.Map(),
        };
        return new Played(store, await session.RunAsync(TestContext.Current.CancellationToken));
    }
}
