using System.Collections.Immutable;
using Tiltyard.Corpora;
using Tiltyard.Corpora.Figures;
using Tiltyard.Corpora.Playing;
using Tiltyard.Metrics;
using Tiltyard.Traces;

namespace Tiltyard.Tests.Corpora;

/// <summary>Figures of corpora small enough to be counted by hand.</summary>
public sealed class FiguresTests
{
    [Theory]
    [InlineData("none", "user_task_1", RunClass.Benign)]
    [InlineData("direct", "user_task_1", RunClass.Attacked)]
    [InlineData("captcha_dos", "user_task_1", RunClass.LeftOut)]
    [InlineData("none", "injection_task_1", RunClass.LeftOut)]
    [InlineData(null, "user_task_1", RunClass.Unlabelled)]
    public void A_run_counts_by_the_published_conventions(string? attack, string task, RunClass expected)
    {
        Assert.Equal(expected, Conventions.ClassOf(Run(attack, task)));
    }

    [Theory]
    [InlineData("important_instructions_no_names", "important_instructions")]
    [InlineData("important_instructions", "important_instructions")]
    [InlineData("direct", "direct")]
    [InlineData("tool_knowledge", "tool_knowledge")]
    public void Variants_with_the_same_first_two_words_are_one_family(string attack, string family)
    {
        Assert.Equal(family, Conventions.FamilyOf(attack));
    }

    [Fact]
    public void The_table_leaves_unknown_labels_out_of_its_denominators()
    {
        var table = new BenchmarkTable();
        foreach (var run in new[]
        {
            Run("none", utility: true), Run("none", utility: false), Run("none", utility: null), Run("direct", utility: true, security: false), Run("direct", utility: false, security: true),
            Run("direct", utility: null, security: true), Run("a_dos", utility: true, security: true), Run("none", "injection_task_1", utility: true), Run(null, utility: true),
        }) table.Add(run);

        var row = Assert.Single(table.Rows);

        Assert.Equal(("model", "office", "direct", new Rate(1, 2), new Rate(1, 2), new Rate(2, 3)), (row.Pipeline, row.Suite, row.Attack, row.BenignUtility, row.UtilityUnderAttack, row.TargetedSuccess));
        Assert.Equal((9, 3, 3, 1, 2, 1, 0), (table.Counts.Runs, table.Counts.Benign, table.Counts.Attacked, table.Counts.Unlabelled, table.Counts.LeftOut, table.Counts.BenignNotEvaluated, table.Counts.AttackedNotEvaluated));
    }

    [Fact]
    public void Stopped_and_broken_are_counted_at_both_operating_points()
    {
        var report = GateReport.Of(
            [
                Judged(Run("direct", security: true), Deny), Judged(Run("direct", "user_task_2", security: true), Warn), Judged(Run("other_one", security: true), Silent),
                Judged(Run("none", utility: true), Warn), Judged(Run("none", "user_task_2", utility: true), Silent), Judged(Run("none", utility: false), Deny), Judged(Run("none", utility: null), Deny),
                Judged(Run("direct", utility: true, security: false), Deny), Judged(Run("direct", utility: false, security: false), Deny), Judged(Run(null, utility: true, security: true), Deny),
            ],
            ["set"]);

        var figures = report.Configurations[0];

        Assert.Equal((new Rate(1, 3), new Rate(0, 2), new Rate(1, 1)), (figures.Deny.Pooled.Stopped.Rate, figures.Deny.Pooled.Broken.Rate, figures.Deny.Pooled.BrokenAttacked.Rate));
        Assert.Equal((new Rate(2, 3), new Rate(1, 2), new Rate(1, 1)), (figures.Warn.Pooled.Stopped.Rate, figures.Warn.Pooled.Broken.Rate, figures.Warn.Pooled.BrokenAttacked.Rate));
        Assert.Equal((0.25, 2), (figures.Deny.MacroStopped.Estimate!.Value, figures.Deny.MacroStopped.Families));
        Assert.Equal(new Rate(6, 10), figures.DeniedRuns);
        Assert.Equal(["direct", "other_one"], figures.Missed.Select(missed => missed.Run.Attack), StringComparer.Ordinal);
        Assert.Equal([Decision.Warn, null], figures.Missed.Select(missed => missed.Objection?.Decision));
        Assert.Equal(("gate", 1L, 0L, 1L), (figures.Denials[0].Gate, figures.Denials[0].Stopped, figures.Denials[0].Broken, figures.Denials[0].BrokenAttacked));
        Assert.Equal([("direct", new Rate(1, 2)), ("other_one", new Rate(0, 1))], figures.Deny.ByAttack.Select(group => (group.Name, group.Stopped.Rate)));
    }

    [Fact]
    public void Configurations_are_compared_run_by_run_and_the_better_one_dominates()
    {
        var runs = Enumerable.Range(0, 20).Select(index => Judged(Run("direct", $"user_task_{index}", security: true), index < 15 ? Deny : Silent, index < 5 ? Deny : Silent))
            .Concat(Enumerable.Range(0, 10).Select(index => Judged(Run("none", $"user_task_{index}", utility: true), index < 1 ? Deny : Silent, index < 4 ? Deny : Silent))).ToArray();

        var report = GateReport.Of(runs, ["good", "poor"]);

        var stopped = report.Pairs.Single(pair => pair.What == Compared.Stopped);
        Assert.Equal((5L, 10L, 0L, 5L, 0.5), (stopped.Both, stopped.OnlyA, stopped.OnlyB, stopped.Neither, stopped.Difference!.Value));
        Assert.Equal(2 / 1024.0, stopped.McNemarP!.Value, 12);
        Assert.Equal([new Dominance("good", OperatingPoint.Deny, "poor", OperatingPoint.Deny)], report.Dominances);
    }

    [Fact]
    public void Configurations_that_never_differ_are_not_proved_equal()
    {
        var runs = Enumerable.Range(0, 20).Select(index => Judged(Run("direct", $"user_task_{index}", security: true), Deny, Deny)).ToArray();

        var stopped = GateReport.Of(runs, ["one", "other"]).Pairs.Single(pair => pair.What == Compared.Stopped);

        Assert.Equal((0.0, (double?)null), (stopped.Difference!.Value, stopped.McNemarP));
        Assert.Equal(new Rate(0, 20).Wilson()!.Value.High, stopped.Interval!.Value.High);
        Assert.Equal(-stopped.Interval.Value.High, stopped.Interval.Value.Low);
    }

    [Fact]
    public void Runs_of_the_same_tasks_are_one_cluster_whatever_model_played_them()
    {
        Assert.Equal(Conventions.ClusterOf(Run("direct", injection: "i")), Conventions.ClusterOf(Run("other_one", injection: "i") with { Pipeline = "another" }));
        Assert.NotEqual(Conventions.ClusterOf(Run("direct", injection: "i")), Conventions.ClusterOf(Run("direct", injection: "j")));
        Assert.NotEqual(Conventions.ClusterOf(Run("none")), Conventions.ClusterOf(Run("none") with { Suite = "another" }));
        Assert.Equal(Conventions.ClusterOf(Run("none", injection: "i")), Conventions.ClusterOf(Run("none", injection: "none")));
    }

    private static Opinion Silent => Opinion.Silent;

    private static Opinion Deny => new(1, 0, Objecting(Decision.Deny), null);

    private static Opinion Warn => new(0, 2, null, Objecting(Decision.Warn));

    private static Objection Objecting(Decision decision) => new() { Decision = decision, Gate = "gate", Stage = GateStage.PreTool, Rule = "rule", Code = "CODE", Call = 1 };

    private static JudgedRun Judged(RecordedRun run, params ImmutableArray<Opinion> opinions) => new(run, opinions);

    private static RecordedRun Run(string? attack, string task = "user_task_1", bool? utility = null, bool? security = null, string injection = "injection_task_1") =>
        new() { File = "f", Line = 1, Pipeline = "model", Suite = "office", UserTask = task, Attack = attack, InjectionTask = injection, Utility = utility, Security = security };
}
