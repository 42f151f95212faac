using System.Text;
using Tiltyard.Documents;
using Tiltyard.Lab.Benchmarks;
using Tiltyard.Lab.Summaries;

namespace Tiltyard.Tests.Lab.Summaries;

public sealed class ResultsSummaryTests
{
    [Fact]
    public void Figures_are_those_of_the_episodes_that_have_them()
    {
        var row = Full(Of(5, episode => $$"""
            {"throughput":{{episode * 10}},"p95_turnaround_s":{{(episode < 2 ? "null" : "100.05")}},"detection_latency_s":{{episode - 2}},"blocked_by_reason_code":{"A":1,"B":{{episode}}},"containment_success":{{(episode < 4 ? "true" : "null")}}}
            """));

        Assert.Equal(("20.000000", "15.811388", "5"), (row["throughput_mean"], row["throughput_std"], row["throughput_n"]));
        Assert.Equal(("20.000000", "36.000000"), (row["throughput_p50"], row["throughput_p90"]));
        Assert.Equal(("6.140707", "33.859293"), (row["throughput_mean_ci_lower"], row["throughput_mean_ci_upper"]));
        Assert.Equal(("100.050000", "3", ""), (row["p95_turnaround_s_mean"], row["p95_turnaround_s_n"], row["p95_turnaround_s_mean_ci_lower"]));
        Assert.Equal(("0.000000", "0.000000", "1.600000"), (row["detection_latency_s_mean"], row["detection_latency_s_p50"], row["detection_latency_s_p90"]));
        Assert.Equal("3.000000", row["blocked_total_mean"]);
        Assert.Equal(("1.000000", "4", "4", "0.397635", "1.000000"), (row["containment_success_rate"], row["containment_success_rate_k"], row["containment_success_rate_n"], row["containment_success_rate_ci_lower"], row["containment_success_rate_ci_upper"]));
        Assert.Equal(("", "0"), (row["merit_mean"], row["merit_n"]));
    }

    [Fact]
    public void Quantiles_of_values_below_nought_stand_in_their_order() =>
        Assert.Equal("-2.750000", Full(Of(3, episode => $$"""{"merit":{{(episode - 2) * 2.75}}}"""))["merit_p50"]);

    [Fact]
    public void Files_in_pieces_give_the_bytes_of_one()
    {
        static string Metrics(int episode) => $$"""{"throughput":{{episode % 7}},"on_time_rate":{{(episode % 3) * 0.1}}}""";
        var pieces = new ResultsSummary();
        foreach (var (from, count) in new[] { (30, 10), (0, 30) }) pieces.Add($"{from}", new EndlessResults(count, episode => EndlessResults.Episode(Metrics(from + episode))));

        Assert.Equal(SummaryTables.Full(Of(40, Metrics)), SummaryTables.Full(pieces));
    }

    [Fact]
    public void A_million_episodes_are_read_in_the_memory_of_a_thousand()
    {
        byte[][] episodes = [EndlessResults.Episode("""{"throughput":12,"merit":-1.5,"blocked_by_reason_code":{"A":1}}"""), EndlessResults.Episode("""{"throughput":14,"merit":2}""")];
        long Allocated(int count)
        {
            var summary = new ResultsSummary();
            var before = GC.GetAllocatedBytesForCurrentThread();
            summary.Add("file", new EndlessResults(count, episode => episodes[episode % 2]));
            Assert.Equal(count, summary.Episodes);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated(1000);
        var few = Allocated(1000);

        Assert.InRange(Allocated(1_000_000) - few, -100_000, 100_000);
    }

    [Fact]
    public void Results_of_our_own_are_read_and_conditions_are_kept_apart()
    {
        var summary = new ResultsSummary();
        foreach (var (parameter, value) in new (string, DocumentNode)[] { ("strict_signatures", "on"), ("strict_signatures", "off"), ("enforcement", true), ("access_control", false) })
        {
            var results = new BenchmarkRun { Parameters = DocumentNode.Map((parameter, value), ("task", "insider_key_misuse")), Episodes = 1 }.Play();
            summary.Add($"{parameter} {value}", new MemoryStream(CanonicalJson.Write(results)));
        }

        var lines = SummaryTables.Plain(summary).TrimEnd('\n').Split('\n');
        Assert.Equal(["false,full,1,false,true", "true,full,1,false,false", "true,full,1,false,true", "true,full,1,true,true"], lines.Skip(1).Select(line => string.Join(',', line.Split(',').TakeLast(5))), StringComparer.Ordinal);
        Assert.Contains("## Run info", SummaryPage.Render(summary), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("[]", "f:1:1: expected a results document")]
    [InlineData("""{"schema_version":"0.1"}""", "'0.1' are not known")]
    [InlineData("""{"schema_version":"0.2"}""", "agent_baseline_id is missing")]
    [InlineData("""{"schema_version":"0.2","schema_version":"0.2"}""", "there twice")]
    [InlineData("""{"task":7}""", "expected text")]
    [InlineData("""{"episodes":[{"seed":1}]}""", "$.episodes[0]: metrics is missing")]
    [InlineData("""{"episodes":[{"seed":1,"metrics":{}},{"seed":2,"metrics":{"throughput":"many"}}]}""", "expected a finite number")]
    [InlineData("""{"episodes":[{"seed":1,"metrics":{"throughput":1e300}}]}""", "$.episodes[0]: throughput is no figure")]
    [InlineData("""{"episodes":[{"seed":1,"metrics":{"throughput":1,"throughput":2}}]}""", "throughput is there twice")]
    [InlineData("""{"episodes":[{"seed":1,"metrics":{"harms_by_kind":{"A":-1}}}]}""", "holds what is no count")]
    [InlineData("""{"config":{"load":1,"load":2}}""", "$.config.load: the key is there twice")]
    [InlineData("""{"metadata":{"run_duration_wall_s":1,"run_duration_wall_s":2}}""", "$.metadata.run_duration_wall_s: the key is there twice")]
    [InlineData("""{"episodes":[{"seed":1,"metrics":{"containment_success":1}}]}""", "expected true or false")]
    public void What_is_no_results_document_is_refused_with_its_place(string text, string reason)
    {
        var refusal = Assert.Throws<DocumentException>(() => new ResultsSummary().Add("f", new MemoryStream(Encoding.UTF8.GetBytes(text))));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Seeds_and_episodes_must_be_as_many() =>
        Assert.Contains("there are 1 seeds and 0 episodes", Assert.Throws<DocumentException>(() => new ResultsSummary().Add("f", new MemoryStream(Encoding.UTF8.GetBytes(Document("", "1"))))).Message, StringComparison.Ordinal);

    [Fact]
    public void Planned_and_played_episodes_must_be_as_many() =>
        Assert.Contains(
            "num_episodes is 2, and there are 1",
            Assert.Throws<DocumentException>(() => new ResultsSummary().Add("f", new MemoryStream(Encoding.UTF8.GetBytes(Document("""{"seed":1,"metrics":{}}""", "1").Replace("{\"agent", "{\"num_episodes\":2,\"agent", StringComparison.Ordinal))))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Names_of_somebody_else_are_no_formula_no_column_and_no_markup()
    {
        var summary = new ResultsSummary();
        var hostile = Document("""{"seed":1,"metrics":{}}""", "1").Replace("\"a\"", """
            "=cmd|'/C calc'!A1,<b>|x"
            """.Trim(), StringComparison.Ordinal);
        summary.Add("f", new MemoryStream(Encoding.UTF8.GetBytes(hostile)));

        foreach (var table in new[] { SummaryTables.Plain(summary), SummaryTables.Full(summary) })
            Assert.StartsWith("t,\"'=cmd|'/C calc'!A1,<b>|x\",,1,", table.Split('\n')[1], StringComparison.Ordinal);
        Assert.Contains(@"&lt;b&gt;\|x |", SummaryPage.Render(summary), StringComparison.Ordinal);
    }

    [Fact]
    public void Both_versions_at_once_are_refused()
    {
        var summary = new ResultsSummary();
        var episode = """{"seed":1,"metrics":{}}""";
        summary.Add("a", new MemoryStream(Encoding.UTF8.GetBytes(Document(episode, "1"))));
        var other = Document(episode, "1").Replace("0.2", "0.3", StringComparison.Ordinal);

        Assert.Contains("of version 0.3, and a of 0.2", Assert.Throws<DocumentException>(() => summary.Add("b", new MemoryStream(Encoding.UTF8.GetBytes(other)))).Message, StringComparison.Ordinal);
    }

    private static string Document(string episodes, string seeds) => $$"""{"agent_baseline_id":"a","episodes":[{{episodes}}],"schema_version":"0.2","seeds":[{{seeds}}],"task":"t"}""";

    private static ResultsSummary Of(int episodes, Func<int, string> metrics)
    {
        var summary = new ResultsSummary();
        summary.Add("file", new EndlessResults(episodes, episode => EndlessResults.Episode(metrics(episode))));
        return summary;
    }

    private static Dictionary<string, string> Full(ResultsSummary summary)
    {
        var lines = SummaryTables.Full(summary).Split('\n');
        return lines[0].Split(',').Zip(lines[1].Split(',')).ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal);
    }
}
