using System.Collections.Immutable;
using System.Text;
using Tiltyard.Catalog;
using Tiltyard.Catalog.Attacks.RedTeam;
using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Runs;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;
using Tiltyard.Traces;

namespace Tiltyard.Tests.Catalog.RedTeam;

/// <summary>What rows and results say of a red team: separate facts, by module, each with its interval.</summary>
public sealed class FactTests
{
    [Fact]
    public async Task Rows_and_results_say_of_each_module_what_became_of_it()
    {
        var (store, results) = await RunAsync("policy:gullible");

        var cell = Assert.Single(results.Maps("cells"), cell => cell.Text("name").EndsWith("attacked", StringComparison.Ordinal)).Map("figures");
        var (rates, modules) = (cell.Map("rates"), cell.Map("attacks"));
        Assert.Equal(["jailbreak", "multi_turn_override", "pii_extraction", "prompt_injection"], modules.Entries.Select(entry => entry.Key), StringComparer.Ordinal);
        Assert.Equal(rates.Map("survival_rate").Integer("n") - rates.Map("attack_success_rate").Integer("k"), rates.Map("survival_rate").Integer("k"));
        Assert.InRange(rates.Map("survival_rate").Number("cp_low"), 0, rates.Map("survival_rate").Number("estimate"));
        Assert.Equal(rates.Map("attack_success_rate").Integer("k"), modules.Entries.Sum(entry => ((DocumentMap)entry.Value).Map("succeeded").Integer("k")), 6.0);
        var row = EpisodeRowReader.Read("row", Lines(store).First(line => Encoding.UTF8.GetString(line).Contains("\"attacks\":", StringComparison.Ordinal)));
        var writer = new CanonicalWriter();
        EpisodeRowWire.Write(writer, row);
        Assert.Contains(Encoding.UTF8.GetString(writer.Written), Encoding.UTF8.GetString(store.Read("rows.jsonl")!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_arms_without_an_attack_have_no_survival()
    {
        var (_, results) = await RunAsync("policy:gullible");

        var benign = Assert.Single(results.Maps("cells"), cell => cell.Text("name").EndsWith("benign", StringComparison.Ordinal)).Map("figures").Map("rates");

        Assert.Equal((0L, 0L), (benign.Map("survival_rate").Integer("n"), benign.Map("attack_success_rate").Integer("k")));
    }

    [Fact]
    public void An_attack_that_a_gate_stopped_was_contained_and_not_resisted()
    {
        Assert.False(new AttackResult(1, false, true, true).Resisted);
        Assert.True(new AttackResult(1, false, false, false).Resisted);
        Assert.True(new AttackResult(1, false, null, null).Resisted);
        Assert.False(new AttackResult(1, true, null, null).Resisted);
        Assert.Null(default(AttackResult).Resisted);
    }

    [Fact]
    public void Tallies_of_parts_merge_into_the_tally_of_the_whole()
    {
        AttackResult[] results = [new(2, true, false, false), new(1, false, true, true), new(3, false, null, null)];

        var whole = results.Aggregate(default(AttackTally), (tally, one) => tally.With(one));

        Assert.Equal(whole, default(AttackTally).With(results[0]).Merge(default(AttackTally).With(results[1]).With(results[2])));
        Assert.Equal((6, new Rate(1, 3), new Rate(1, 3), new Rate(1, 2), new Rate(1, 2), new Rate(2, 3)), (whole.Strikes, whole.Succeeded, whole.Resisted, whole.Detected, whole.Contained, whole.Survived));
    }

    private static async Task<(MemoryStore Store, DocumentMap Results)> RunAsync(string agent)
    {
        var scenario = new Scenario
        {
            Name = "desk",
            World = "helpdesk",
            Parameters = DocumentNode.Map(("families", DocumentNode.List("indirect_injection", "escalating"))),
            Seats = ImmutableSortedDictionary<string, SeatChoice>.Empty.Add("agent", new SeatChoice(agent, DocumentNode.Map(), DocumentNode.Null)),
            Attacks = RedTeamPlan.Attacks(new RedTeamOrder { Level = RedTeamLevel.Medium }),
        };
        var registry = StandardCatalog.Registry;
        var plan = new PlanMaking(registry).Make(new ScenarioSet { Name = "desk", Scenarios = [scenario] }, new PlanSettings { Episodes = 2 });
        var store = new MemoryStore();
        await new RunSession(plan, registry, store, new RunnerOptions { Workers = 1 }, TimeProvider.System) { RunId = "test" }.RunAsync(TestContext.Current.CancellationToken);
        return (store, JsonDocumentReader.Read("results.json", store.Read("results.json")!).AsMap());
    }

    private static IEnumerable<byte[]> Lines(MemoryStore store) =>
        Encoding.UTF8.GetString(store.Read("rows.jsonl")!).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Encoding.UTF8.GetBytes);
}
