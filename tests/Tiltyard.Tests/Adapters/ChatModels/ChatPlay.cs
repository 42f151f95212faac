using Tiltyard.Adapters.ChatModels;
using Tiltyard.Adapters.ChatModels.Calls;
using Tiltyard.Adapters.ChatModels.Secrets;
using Tiltyard.Catalog;
using Tiltyard.Catalog.Suites;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Runs;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;
using Tiltyard.Verdicts;

namespace Tiltyard.Tests.Adapters.ChatModels;

/// <summary>A whole run of release_manager with a chat model in its seat, in memory, against a server on this machine.</summary>
internal sealed class ChatPlay
{
    public required string Address { get; init; }

    public string Agent { get; init; } = "openai-compatible";

    public long Episodes { get; init; } = 1;

    public int Workers { get; init; } = 1;

    public int MaxSteps { get; init; } = 4;

    public BudgetLimits Limits { get; init; } = new();

    public NetworkWall? Network { get; init; }

    public KeyRing Keys { get; init; } = KeyRing.Empty;

    public IReadOnlyList<(string Key, DocumentNode Value)> Parameters { get; init; } = [];

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public async Task<(MemoryStore Store, RunOutcome Outcome)> RunAsync(ITape? tape = null)
    {
        var host = new ChatHost { Network = Network ?? new NetworkWall { Granted = [new Uri(Address)] }, Keys = Keys, Clock = Clock, MaxConcurrency = Workers };
        using var connections = new ChatConnections(host);
        var catalog = StandardCatalog.Registry;
        var registry = new Registry(catalog.Worlds, [.. catalog.Agents, .. connections.Kinds], catalog.Attacks, catalog.Gates, catalog.Validators);
        var set = ScenarioFile.Read(BuiltIn.Find("release_manager")!, BuiltIn.Find);
        var parameters = Parameters.Aggregate(DocumentNode.Map(("model", "stub"), ("base_url", Address)), (all, given) => all.With(given.Key, given.Value));
        set = set with { Scenarios = [.. set.Scenarios.Select(Seated)] };
        var plan = new PlanMaking(registry).Make(set, new PlanSettings { Episodes = Episodes, Limits = Limits });
        var store = new MemoryStore();
        var session = new RunSession(plan, registry, store, new RunnerOptions { Workers = Workers }, TimeProvider.System)
        {
            RunId = "test",
            Criteria = CriteriaSet.None,
            Tape = tape ?? NoTape.Instance,
            Redactor = new Redactor("test", Keys.Known()),
        };
        return (store, await session.RunAsync(TestContext.Current.CancellationToken));

        Scenario Seated(Scenario scenario) => scenario with
        {
            Parameters = scenario.Parameters.With("max_steps", MaxSteps),
            Seats = scenario.Seats.SetItem("agent", new SeatChoice(Agent, parameters, DocumentNode.Null)),
        };
    }

    /// <summary>The files that law 1 names.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Lawful(MemoryStore store) => store.Names
        .Where(name => name is "rows.jsonl" or "results.json" or "summary.csv" || name.StartsWith("traces/", StringComparison.Ordinal))
        .Select(name => (name, store.Read(name)!));

    public static void AssertSame(MemoryStore first, MemoryStore second)
    {
        Assert.Equal(Lawful(first).Select(file => file.Name), Lawful(second).Select(file => file.Name), StringComparer.Ordinal);
        Assert.All(Lawful(first), file => Assert.True(second.Read(file.Name).AsSpan().SequenceEqual(file.Bytes), $"{file.Name} differs"));
    }
}
