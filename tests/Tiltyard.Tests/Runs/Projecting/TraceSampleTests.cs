using Tiltyard.Catalog;
using Tiltyard.Catalog.Suites;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs;

namespace Tiltyard.Tests.Runs.Projecting;

public sealed class TraceSampleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(100)]
    [InlineData(5_000)]
    public void A_sample_holds_at_least_its_number_and_the_same_seeds_in_every_cell_of_a_block(long sample)
    {
        var plan = new PlanMaking(StandardCatalog.Registry).Make(
            ScenarioFile.Read(BuiltIn.Find("tour")!, BuiltIn.Find), new PlanSettings { Episodes = 100, Trace = new TracePolicy(false, false, sample) });
        var sampled = Enumerable.Range(0, (int)plan.Planned).Select(index => plan.At(index)).Where(at => plan.Samples(at)).ToList();

        Assert.InRange(sampled.Count, Math.Min(sample, plan.Planned), Math.Min(sample + 8, plan.Planned));
        Assert.All(sampled.GroupBy(at => (at.Block, at.Case, at.Episode)), unit => Assert.Equal(plan.Blocks[unit.Key.Block].Cells.Length, unit.Count()));
    }

    [Fact]
    public async Task Series_are_drawn_over_the_sample_alone_where_failures_are_kept_too()
    {
        var run = await Played.Run("forged_leadership", new PlanSettings { Episodes = 40, Trace = new TracePolicy(false, true, 32) });

        Assert.Contains("means over 4 traced episodes each", run.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("all failed", run.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Series_over_failures_alone_say_so()
    {
        var run = await Played.Run("release_manager", new PlanSettings { Episodes = 40, Trace = new TracePolicy(false, true, 0) });

        Assert.Contains("traced, all failed, episodes", run.Page, StringComparison.Ordinal);
    }
}
