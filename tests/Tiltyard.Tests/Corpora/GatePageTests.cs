using Tiltyard.Corpora;
using Tiltyard.Corpora.Figures;
using Tiltyard.Corpora.Playing;
using Tiltyard.Corpora.Writing;
using Tiltyard.Documents;
using Tiltyard.Traces;

namespace Tiltyard.Tests.Corpora;

/// <summary>Whatever a recorded run holds stays data in the page, the tables and the JSON.</summary>
public sealed class GatePageTests
{
    private const string Hostile = "</style><script>alert(1)</script>\u202E=cmd|' /C calc'!A0";

    [Fact]
    public void Text_of_recorded_runs_stays_text_in_the_page()
    {
        var page = new GatePage(Report(), [Hostile], "0.1.0").Render();

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u202E', page);
        Assert.Contains("&lt;/style&gt;&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("default-src &#39;none&#39;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_shows_the_figures_and_why_a_run_was_denied()
    {
        var page = new GatePage(Report(), ["runs.jsonl"], "0.1.0").Render();

        Assert.Contains("<b>50.0%</b>", page, StringComparison.Ordinal);
        Assert.Contains("1/2", page, StringComparison.Ordinal);
        Assert.Contains("because of it", page, StringComparison.Ordinal);
        Assert.Contains("dominates", page, StringComparison.Ordinal);
        Assert.Contains("<svg class=\"chart\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_lists_are_cut_in_the_page_and_whole_in_the_tables()
    {
        var runs = Enumerable.Range(0, 50).Select(index => new JudgedRun(Run("direct", $"user_task_{index}") with { Line = index + 1 }, [Deny])).ToArray();
        var report = GateReport.Of(runs, ["set"]);

        var page = new GatePage(report, ["runs.jsonl"], "0.1.0") { MostListed = 7 }.Render();

        Assert.Contains("and 43 more", page, StringComparison.Ordinal);
        Assert.Equal(51, GateReportCsv.Runs(report).Split('\n').Length - 1);
        Assert.Equal(50, GateReportJson.Of(report).Maps("configurations")[0].Maps("stopped").Length);
    }

    [Fact]
    public void No_cell_of_the_tables_becomes_a_formula()
    {
        var report = GateReport.Of([new JudgedRun(Run("=1+1", "@task") with { Security = true }, [Deny])], ["-set"]);

        Assert.All(
            GateReportCsv.Runs(report).Split('\n', StringSplitOptions.RemoveEmptyEntries).Concat(GateReportCsv.Figures(report).Split('\n', StringSplitOptions.RemoveEmptyEntries)).SelectMany(line => line.Split(',')),
            cell => Assert.False(cell is ['=' or '@' or '+' or '-', ..] && !double.TryParse(cell, out _), cell));
    }

    [Fact]
    public void A_corpus_without_attacks_or_labels_still_has_a_page()
    {
        var report = GateReport.Of([new JudgedRun(new RecordedRun { File = "f", Line = 1 }, [Deny])], ["set"]);

        var page = new GatePage(report, ["f"], "0.1.0").Render();

        Assert.Contains("1 unlabelled", page, StringComparison.Ordinal);
        Assert.Contains("There are no successful attacks", page, StringComparison.Ordinal);
        Assert.Contains("<strong>1/1</strong> of all runs played", page, StringComparison.Ordinal);
    }

    private static Opinion Deny => new(1, 0, new Objection
    {
        Decision = Decision.Deny,
        Gate = Hostile,
        Stage = GateStage.PreTool,
        Rule = Hostile,
        Code = "GATE.X",
        Detail = "because of it " + Hostile,
        Call = 1,
        Tool = Hostile,
        Arguments = Hostile,
    }, null);

    private static GateReport Report() => GateReport.Of(
        [
            new JudgedRun(Run("direct", Hostile), [Deny, Opinion.Silent]), new JudgedRun(Run(Hostile, "user_task_2"), [Opinion.Silent, Opinion.Silent]),
            new JudgedRun(Run("none", Hostile), [Opinion.Silent, Opinion.Silent]), new JudgedRun(Run("none", Hostile) with { Line = 9 }, [Opinion.Silent, Deny]),
        ],
        [Hostile, "other"]);

    private static RecordedRun Run(string attack, string task) =>
        new() { File = Hostile, Line = 1, Pipeline = Hostile, Suite = Hostile, UserTask = task, Attack = attack, InjectionTask = Hostile, Utility = attack is "none", Security = attack is not "none" };
}
