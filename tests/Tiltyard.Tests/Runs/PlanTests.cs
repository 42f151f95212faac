using System.Text;
using Tiltyard.Catalog;
using Tiltyard.Catalog.Suites;
using Tiltyard.Documents;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;
using Tiltyard.Runs;

namespace Tiltyard.Tests.Runs;

public sealed class PlanTests
{
    [Fact]
    public void Cells_that_are_compared_stand_side_by_side_in_the_plan()
    {
        var plan = Plan("tour", 3);

        var units = Enumerable.Range(0, (int)plan.Planned).Select(index => plan.At(index)).GroupBy(at => (at.Block, at.Case, at.Episode)).ToArray();

        Assert.All(units, unit => Assert.Equal(Enumerable.Range(0, plan.Blocks[unit.Key.Block].Cells.Length), unit.Select(at => at.Cell)));
        Assert.Equal(3 * plan.Blocks.Length, units.Length);
    }

    [Fact]
    public void The_key_of_an_episode_is_the_same_in_every_cell_of_its_block()
    {
        var plan = Plan("forged_leadership", 5);

        var keys = Enumerable.Range(0, (int)plan.Planned).Select(index => plan.At(index)).GroupBy(at => at.Episode).Select(unit => unit.Select(at => plan.Key(at)).Distinct().Count());

        Assert.All(keys, count => Assert.Equal(1, count));
    }

    [Fact]
    public void A_plan_read_back_from_its_record_has_the_same_hash()
    {
        var plan = Plan("tour", 7);

        var again = PlanWire.Read(JsonDocumentReader.Read("run.json", Encoding.UTF8.GetBytes(IndentedJson.Text(PlanWire.Write(plan)))).AsMap(), StandardCatalog.Registry);

        Assert.Equal(PlanWire.Hash(plan), PlanWire.Hash(again));
    }

    [Fact]
    public void Shards_hold_every_unit_exactly_once()
    {
        foreach (var count in new[] { 1, 2, 5, 13 })
        {
            var holders = Enumerable.Range(0, 100).Select(unit => Enumerable.Range(1, count).Count(number => new Shard(number, count).Holds(unit)));
            Assert.All(holders, holding => Assert.Equal(1, holding));
        }
    }

    [Theory]
    [InlineData(10, 3)]
    [InlineData(1000, 100)]
    [InlineData(7, 7)]
    public void A_sample_holds_as_many_episodes_as_it_says(long planned, long sample)
    {
        var plan = new PlanMaking(StandardCatalog.Registry).Make(
            ScenarioFile.Read(BuiltIn.Find("release_manager")!, BuiltIn.Find), new PlanSettings { Episodes = planned, Trace = new TracePolicy(false, false, sample) });

        Assert.Equal(sample, Enumerable.Range(0, (int)planned).Count(index => plan.Samples(plan.At(index))));
    }

    [Theory]
    [InlineData("world: nowhere", "unknown world 'nowhere'")]
    [InlineData("world: release_manager\nparameters: { safe_canary: 7 }", "safe_canary")]
    [InlineData("world: release_manager\nparameters: { safe_canari: 0.5 }", "did you mean 'safe_canary'")]
    [InlineData("world: release_manager\nagent: policy:carefull", "policy:careful")]
    [InlineData("world: release_manager\nseats: { pilot: policy:careful }", "unknown seat 'pilot'")]
    [InlineData("world: release_manager\ngates: [fresh_test]", "fresh_tests")]
    [InlineData("world: release_manager\ngrid: { moon: [1, 2] }", "'moon' is not a grid axis")]
    [InlineData("world: release_manager\narms: [benign, benign]", "an arm is there twice")]
    [InlineData("world: release_manager\ncriteria: [{ metric: merit }]", "a criterion needs min or max")]
    public void What_cannot_be_played_is_refused_before_anything_is(string body, string reason)
    {
        var text = $"version: 1\nkind: scenario\nname: broken\n{body}\n";

        var refusal = Assert.Throws<DocumentException>(() => Make(ScenarioFile.Read(YamlDocumentReader.Read("broken.yaml", text), BuiltIn.Find), 1));

        Assert.Contains("broken.yaml:", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(12, 20, 12)]
    [InlineData(30, 20, 20)]
    public void The_engine_of_a_drift_configuration_only_lowers_the_horizon(int own, int engine, int horizon)
    {
        var text = $"scenario: release_manager\nscenario_params: {{ max_steps: {own} }}\nengine: {{ max_steps: {engine}, seed: 3 }}\npolicy: noop\n";

        var plan = Make(DriftConfigFile.Read(YamlDocumentReader.Read("drift.yaml", text)), 1);

        Assert.Equal(horizon, plan.Blocks[0].Cells[0].Parameters.Integer("max_steps"));
        Assert.Equal(3, plan.Seed);
    }

    private static RunPlan Plan(string name, long episodes) => Make(ScenarioFile.Read(BuiltIn.Find(name)!, BuiltIn.Find), episodes);

    private static RunPlan Make(ScenarioSet set, long episodes) => new PlanMaking(StandardCatalog.Registry).Make(set, new PlanSettings { Episodes = episodes });
}
