using System.Globalization;
using Tiltyard.Catalog;
using Tiltyard.Catalog.Policies;
using Tiltyard.Corpora;
using Tiltyard.Corpora.Figures;
using Tiltyard.Corpora.Playing;
using Tiltyard.Documents;
using Tiltyard.Gates;
using Tiltyard.Metrics;
using Tiltyard.Tests.Catalog;

namespace Tiltyard.Tests.Corpora;

/// <summary>The published AgentDojo runs: the table that others computed from their labels, and the obvious rule played over their steps.</summary>
public sealed class PublishedRunsTests
{
    private static CorpusSource Runs => new("runs.jsonl.gz", () => File.OpenRead(ConformanceData.Path("traces/agentdojo_workspace_travel.jsonl.gz")));

    [Fact]
    public void The_table_is_the_published_one()
    {
        var expected = File.ReadAllLines(ConformanceData.Path("traces/table.csv")).Skip(1).Select(line => line.Split(',')).ToDictionary(cells => (cells[0], cells[1], cells[2]));
        var table = new BenchmarkTable();
        foreach (var run in new CorpusPass(2) { WithSteps = false }.Judge<RecordedRun>([Runs], () => static run => run.LabelsOnly(), TestContext.Current.CancellationToken)) table.Add(run);

        var attacked = table.Rows.Where(row => row.Attack is not RecordedRun.NoAttack).ToArray();
        Assert.Equal(expected.Count, attacked.Length);
        Assert.All(attacked, row =>
        {
            var cells = expected[(row.Pipeline, row.Suite, row.Attack)];
            Assert.Equal((long.Parse(cells[3], CultureInfo.InvariantCulture), long.Parse(cells[5], CultureInfo.InvariantCulture)), (row.BenignUtility.Trials, row.UtilityUnderAttack.Trials));
            AssertPercent(cells[4], row.BenignUtility);
            AssertPercent(cells[6], row.UtilityUnderAttack);
            AssertPercent(cells[7], row.TargetedSuccess);
        });
    }

    [Fact]
    public void The_naive_rule_stops_and_breaks_what_it_is_known_to()
    {
        var gate = StandardCatalog.Registry.Gate(Assert.Single(GateSetFile.Read(ShippedGateSets.Find("naive_provenance")!).Gates).Name)!;
        var configuration = new CorpusConfiguration { Name = "naive", Gates = world => [gate.Create(DocumentNode.Map(), world)] };

        var report = GateReport.Of(new CorpusPass(2).Judge<JudgedRun>([Runs], () => new GatePlay([configuration]).Judge, TestContext.Current.CancellationToken), ["naive"]);

        Assert.Equal(24_012, report.Counts.Runs);
        Assert.Equal((new Rate(1_324, 1_751), new Rate(188, 914)), (report.Configurations[0].Deny.Pooled.Stopped.Rate, report.Configurations[0].Deny.Pooled.Broken.Rate));
    }

    private static void AssertPercent(string expected, Rate rate) =>
        Assert.InRange(rate.Estimate!.Value * 100 - double.Parse(expected, CultureInfo.InvariantCulture), -0.01, 0.01);
}
