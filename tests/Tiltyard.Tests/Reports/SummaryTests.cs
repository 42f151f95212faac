using System.Text;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using Tiltyard.Reports;
using Tiltyard.Tests.Expectations;

namespace Tiltyard.Tests.Reports;

public sealed class SummaryTests
{
    private static readonly SummaryRow Row = new()
    {
        ExpId = "release_manager:3f9c2a7d51e0",
        Exp = "release_manager",
        Config = "configs/release_manager/baseline.yaml",
        CfgHash = "3f9c2a7d",
        Mode = "SHIM",
        Seeds = "7,8,9,10",
        Trials = 7,
        Successes = 3,
        Asr = 3.0 / 7,
        SumTokens = 0,
        AvgLatencyMs = 0,
        SumCostUsd = 0,
        GitCommit = "04bef89aa1",
        RunAt = "2026-11-20T10:00:00Z",
        TotalTrials = 7,
        PreDenied = 3,
        CalledTrials = 4,
        Callable = 4,
        Success = 3,
        PassRate = 0.75,
        P50Ms = 0,
        P95Ms = 0,
        TotalTokens = 0,
        PostWarn = 1,
        PostDeny = 0,
        TopReason = "pre_hard_limit",
        CallsMade = 4,
        TokensPromptSum = 0,
        TokensCompletionSum = 0,
        TokensTotalSum = 0,
        StoppedEarly = false,
        BudgetHit = "none",
        JudgeRuleIds = ["refund_limit", "approval"],
        Figures =
        [
            new() { Name = "attack_success", Label = "attack success", Kind = FigureKind.Rate, K = 1, N = 4, Estimate = 0.25, Low = 0.046, High = 0.699 },
            new() { Name = "mean_alignment", Label = "mean alignment", Kind = FigureKind.Mean, N = 7, Estimate = 0.79, Low = 0.73, High = 0.84 },
        ],
    };

    [Fact]
    public void The_table_of_runs_is_written_as_expected()
    {
        Snapshot.Matches("Reports", "summary.csv", SummaryCsv.Render([Row, Row with { Exp = "=2+5", Seeds = null, Asr = null, PassRate = null, Figures = [] }]));
    }

    [Fact]
    public void The_documented_columns_come_first_and_in_their_order()
    {
        const string documented =
            "exp_id,exp,config,cfg_hash,mode,seeds,trials,successes,asr,sum_tokens,avg_latency_ms,sum_cost_usd,git_commit,run_at,total_trials,pre_denied,"
            + "called_trials,callable,success,pass_rate,p50_ms,p95_ms,total_tokens,post_warn,post_deny,top_reason,pre_decision,pre_reason,post_decision,"
            + "post_reason,calls_made,tokens_prompt_sum,tokens_completion_sum,tokens_total_sum,stopped_early,budget_hit,judge_rule_id,schema";

        Assert.Equal(documented + "\n", SummaryCsv.Render([]));
        Assert.StartsWith(documented + ",attack_success,", SummaryCsv.Render([Row]), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_comes_back_from_its_cell_or_with_an_apostrophe_before_it()
    {
        Prop.ForAll(HostileTests.Texts, text =>
        {
            var table = Read(SummaryCsv.Render([Row with { Exp = text, TopReason = text }, Row]));
            var wanted = Hostile.Visible(text);
            return table.Count is 3 && table.All(line => line.Count == table[0].Count)
                && (table[1][1].Equals(wanted, StringComparison.Ordinal) || table[1][1].Equals("'" + wanted, StringComparison.Ordinal))
                && table[1][1].Equals(table[1][25], StringComparison.Ordinal)
                && table[2][1].Equals("release_manager", StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_summary_for_a_pull_request_is_written_as_expected()
    {
        Snapshot.Matches("Reports", "summary.md", SummaryMarkdown.Render(Gallery.Small, [Row]));
    }

    [Fact]
    public void Poison_in_the_summary_opens_no_tag()
    {
        var text = SummaryMarkdown.Render(Gallery.Hostile(Gallery.Venom), [Row with { Exp = Gallery.Venom }]);

        var outside = string.Join('\n', text.Split("\n```").Where((_, at) => at % 2 is 0));
        Assert.DoesNotContain('<', outside);
        Assert.DoesNotContain('\u202E', text);
    }

    [Fact]
    public void The_picture_of_the_cells_is_drawn_as_expected()
    {
        Snapshot.Matches("Reports", "summary.svg", SummarySvg.Render(Gallery.Small));
    }

    [Fact]
    public void The_figure_to_draw_can_be_named()
    {
        Assert.Contains("mean alignment by cell", SummarySvg.Render(Gallery.Small, "mean_alignment"), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_data_the_picture_says_so_and_is_valid()
    {
        var svg = SummarySvg.Render(Gallery.Small with { Cells = [] });

        Assert.True(svg.Length > 200);
        Assert.Contains(XDocument.Parse(svg).Descendants(), element => element.Value.Equals("no data", StringComparison.Ordinal));
    }

    /// <summary>RFC 4180, read by the letter.</summary>
    private static List<List<string>> Read(string csv)
    {
        var (lines, line, cell, isQuoted) = (new List<List<string>>(), new List<string>(), new StringBuilder(), false);
        for (var at = 0; at < csv.Length; at++)
        {
            var letter = csv[at];
            if (isQuoted && letter is '"' && at + 1 < csv.Length && csv[at + 1] is '"') cell.Append(csv[++at]);
            else if (letter is '"') isQuoted = !isQuoted;
            else if (isQuoted || letter is not (',' or '\n')) cell.Append(letter);
            else
            {
                line.Add(cell.ToString());
                cell.Clear();
                if (letter is not '\n') continue;
                lines.Add(line);
                line = [];
            }
        }

        return lines;
    }
}
