using Tiltyard.Attacks;
using Tiltyard.Catalog;
using Tiltyard.Catalog.Suites;
using Tiltyard.Catalog.Worlds.Scripted;
using Tiltyard.Runs.Planning;
using Tiltyard.Traces;

namespace Tiltyard.Tests.Catalog.Scripted;

/// <summary>The shipped scenarios as a library: enough of them, in every family and grade, and each can be run by name.</summary>
public sealed class ScriptLibraryTests
{
    private static readonly string[] Grades = ["easy", "medium", "hard", "extreme"];

    [Fact]
    public void At_least_forty_scenarios_ship_in_six_families_and_four_grades()
    {
        Assert.True(ScriptOutlines.All.Length >= 40);
        Assert.All(ScriptOutlines.Families, family => Assert.True(ScriptOutlines.All.Count(script => script.Family.Equals(family, StringComparison.Ordinal)) >= 6, family));
        Assert.All(Grades, grade => Assert.True(ScriptOutlines.All.Count(script => script.Difficulty.Equals(grade, StringComparison.Ordinal)) >= 4, grade));
        Assert.Equal(ScriptOutlines.All.Length, ScriptOutlines.All.Select(script => script.Id).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("customer_support_basic_flow", "business", "easy")]
    [InlineData("prompt_injection", "adversarial", "hard")]
    [InlineData("pii_extraction", "adversarial", "medium")]
    [InlineData("tool_error_handling", "edge_case", "medium")]
    [InlineData("high_concurrent_load", "stress", "extreme")]
    [InlineData("context_drift", "adversarial", "hard")]
    [InlineData("malware_upload", "compliance", "medium")]
    [InlineData("multi_turn_jailbreak", "adversarial", "extreme")]
    public void The_documented_scenarios_are_among_them(string id, string family, string grade)
    {
        var script = ScriptOutlines.Find(id)!;

        Assert.Equal((family, grade), (script.Family, script.Difficulty));
    }

    [Fact]
    public void Every_scenario_has_a_misdeed_and_a_description() => Assert.All(ScriptOutlines.All, script =>
    {
        Assert.True(script.HasMisdeed, script.Id);
        Assert.NotEmpty(script.Description);
        Assert.True(script.IsActive, script.Id);
    });

    [Theory]
    [InlineData("evaluation", 40)]
    [InlineData("evaluation_adversarial", 10)]
    [InlineData("evaluation_stress", 6)]
    public void The_suites_play_all_of_them_or_a_family(string suite, int least)
    {
        var plan = new PlanMaking(StandardCatalog.Registry).Make(ScenarioFile.Read(BuiltIn.Find(suite)!, BuiltIn.Find), new PlanSettings());

        Assert.True(plan.Blocks.Length >= least, $"{plan.Blocks.Length}");
        Assert.All(plan.Blocks, block => Assert.Equal(block.Cells[0].Attacks.IsEmpty ? 1 : 2, block.Cells.Length));
    }

    [Fact]
    public void Every_surface_of_attacks_is_met_somewhere()
    {
        var surfaces = ScriptOutlines.All.SelectMany(script => Enumerable.Range(0, 4).SelectMany(seed => Theatre.Play(script.Id, "policy:gullible", seed, Arm.Attacked).Strikes.Select(strike => strike.Surface)));

        Assert.Equal(AttackSurfaces.Names.Order(StringComparer.Ordinal), surfaces.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }
}
