using System.Text;
using Tiltyard.Adapters.Tapes;
using Tiltyard.Agents;
using Tiltyard.Catalog;
using Tiltyard.Catalog.Suites;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Metrics;
using Tiltyard.Runs;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;
using Tiltyard.Traces;

namespace Tiltyard.Tests.Adapters;

/// <summary>A short run of the release manager in memory, with an agent from outside in its seat.</summary>
internal sealed class OutsideRun(AgentKind kind, string agent, params (string Key, DocumentNode Value)[] parameters)
{
    public const int Steps = 4;

    public long Episodes { get; init; } = 1;

    public string? Briefing { get; init; }

    public ITape Tape { get; init; } = NoTape.Instance;

    public CancellationToken Stop { get; init; }

    public MemoryStore Store { get; } = new();

    public IEnumerable<EpisodeRow> Rows => StoredRun.Open(Store, Registry).Rows().Select(entry => entry.Row);

    public Terminal[] Ends => [.. Rows.Select(row => row.Terminal)];

    /// <summary>All traces, one after another.</summary>
    public string Traces => string.Concat(Store.Names.Where(name => name.StartsWith("traces/", StringComparison.Ordinal)).Select(name => Encoding.UTF8.GetString(Store.Read(name)!)));

    private Registry Registry { get; } = new(
        StandardCatalog.Registry.Worlds, [.. StandardCatalog.Registry.Agents, kind], StandardCatalog.Registry.Attacks, StandardCatalog.Registry.Gates, StandardCatalog.Registry.Validators);

    public RunPlan Plan()
    {
        var set = ScenarioFile.Read(BuiltIn.Find("release_manager")!, BuiltIn.Find);
        var choice = new SeatChoice(agent, DocumentNode.Map(parameters), DocumentScalar.FromFlag("--agent", agent));
        var scenarios = set.Scenarios.Select(scenario => scenario with
        {
            Parameters = World(scenario.Parameters),
            Seats = scenario.Seats.SetItem("agent", choice),
        });
        return new PlanMaking(Registry).Make(set with { Scenarios = [.. scenarios] }, new PlanSettings { Episodes = Episodes });
    }

    public async Task<OutsideRun> PlayAsync()
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken, Stop);
        var session = new RunSession(Plan(), Registry, Store, new RunnerOptions { Workers = 1 }, TimeProvider.System) { RunId = "test", Tape = Tape };
        await session.RunAsync(both.Token);
        return this;
    }

    /// <summary>Everything that law 1 is about is the same, byte for byte.</summary>
    public static void AssertSame(OutsideRun expected, OutsideRun actual)
    {
        var names = expected.Store.Names.Where(name => name is not ("run.json" or "run_info.csv") && !name.EndsWith("meta.json", StringComparison.Ordinal)).ToArray();
        Assert.Contains("rows.jsonl", names, StringComparer.Ordinal);
        Assert.Equal(expected.Store.Names, actual.Store.Names, StringComparer.Ordinal);
        Assert.All(names, name => Assert.Equal(expected.Store.Read(name), actual.Store.Read(name)));
    }

    /// <summary>Plays once with a recording, then once more from it; what lies between is the time to take the agent away.</summary>
    public static async Task AssertReplaysAsync(Func<ITape, OutsideRun> make, Action between, Terminal ends = Terminal.Completed)
    {
        var folder = Directory.CreateTempSubdirectory("tiltyard-test-").FullName;
        try
        {
            OutsideRun recorded;
            using (var tape = RecordingTape.Open(folder, NoTape.Instance)) recorded = await make(tape).PlayAsync();
            between();

            var replayed = await make(ReplayingTape.Read(folder).Over(null)).PlayAsync();

            Assert.All(recorded.Ends, end => Assert.Equal(ends, end));
            AssertSame(recorded, replayed);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private DocumentMap World(DocumentMap parameters)
    {
        var world = parameters.With("max_steps", Steps);
        return Briefing is { } briefing ? world.With("briefing", briefing) : world;
    }
}
