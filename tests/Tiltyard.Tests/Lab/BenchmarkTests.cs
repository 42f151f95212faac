using System.Text;
using System.Text.Json;
using Tiltyard.Documents;
using Tiltyard.Lab.Benchmarks;
using Tiltyard.Lab.Tasks;
using Tiltyard.Traces;

namespace Tiltyard.Tests.Lab;

public sealed class BenchmarkTests
{
    public static TheoryData<string> Tasks => [.. LabTasks.Names];

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Results_are_valid_against_the_published_schemas(string task)
    {
        foreach (var (name, isFull) in new[] { ("results.v0.2.schema.json", false), ("results.v0.3.schema.json", true) })
        {
            var results = JsonDocument.Parse(CanonicalJson.Text(Run(task).Play(isFull: isFull))).RootElement;

            Assert.Equal([], PublishedSchema.Faults(PublishedSchema.Read(name), results).ToArray());
        }
    }

    [Theory]
    [InlineData("insider_key_misuse", false)]
    [InlineData("device_outage_surge", true)]
    public void The_tail_has_an_interval_from_twenty_turnarounds_on(string task, bool isLong) =>
        Assert.Equal(isLong, Run(task).Play(isFull: true).Maps("episodes")[0].Map("metrics").NodeOrNull("p95_turnaround_s_ci_95") is not null);

    [Fact]
    public void The_check_of_schemas_finds_what_is_wrong()
    {
        var schema = JsonDocument.Parse(
            """{"type":"object","required":["a","b"],"properties":{"a":{"type":["integer","null"]},"c":{"type":"array","items":{"type":"string","const":"x"}},"d":{"additionalProperties":{"type":"integer"}}}}""").RootElement;

        Assert.Equal(["b is missing", "a is no integer or null", "c/1 is not x", "d/e is no integer"], PublishedSchema.Faults(schema, JsonDocument.Parse("""{"a":1.5,"c":["x","y"],"d":{"e":0.5}}""").RootElement).ToArray());
    }

    [Theory]
    [InlineData("throughput_sla", "explicit", "Derived from step timestamps only (explicit mode)", false)]
    [InlineData("throughput_sla", "simulated", "Meaningful in simulated mode (device completion times)", true)]
    public void What_the_tail_of_turnarounds_is_worth_depends_on_the_timing(string task, string timing, string note, bool hasDevices)
    {
        var run = new BenchmarkRun { Parameters = DocumentNode.Map(("task", task), ("timing", timing)), Episodes = 1 };
        var metrics = run.Play(isFull: true).Maps("episodes")[0].Map("metrics");

        Assert.Equal(note, metrics.Text("p95_turnaround_s_note"));
        Assert.Equal(hasDevices, metrics.Has("device_utilization"));
        Assert.True(metrics.Map("turnaround_quantiles_s").Number("p10") <= metrics.Map("turnaround_quantiles_s").Number("p90"));
        Assert.InRange(metrics.Integer("throughput"), metrics.Map("throughput_ci_95").Number("lower"), metrics.Map("throughput_ci_95").Number("upper"));
    }

    [Fact]
    public void Results_written_episode_by_episode_are_those_made_as_a_whole()
    {
        var run = Run("multi_site_stat");
        using var text = new StringWriter();
        var writer = new ResultsWriter(text, run.Heading(), "0.2");
        foreach (var episode in run.PlayEach()) writer.Add(episode.Seed, episode.Metrics);
        writer.Finish(BenchmarkRun.Metadata);

        Assert.Equal(CanonicalJson.Text(run.Play()) + "\n", text.ToString());
    }

    [Theory]
    [InlineData(0, 0, 3.688879)]
    [InlineData(10, 4.795389, 18.390356)]
    public void The_interval_of_a_count_is_the_exact_one(long count, double low, double high)
    {
        var interval = FullMetrics.Counted(count);

        Assert.Equal((low, high), (interval.Low, interval.High), new Within(2e-5));
    }

    [Fact]
    public void The_audit_chain_can_be_made_again_from_the_log()
    {
        var lines = new List<string>();
        Run("insider_key_misuse").Play(lines.Add);
        var (last, checkedLines) = ("", 0);
        foreach (var line in lines)
        {
            var chain = JsonDocument.Parse(line).RootElement.GetProperty("hashchain");
            if (chain.GetProperty("length").GetInt32() == 1) last = "";
            var hash = new byte[TraceHash.HexLength];
            TraceHash.Hex([.. Encoding.ASCII.GetBytes(last), .. EpisodeLog.Record(line)], hash);
            last = Encoding.ASCII.GetString(hash);
            Assert.Equal(chain.GetProperty("last_event_hash").GetString(), last);
            checkedLines++;
        }

        Assert.True(checkedLines > 100);
    }

    [Fact]
    public void The_same_run_gives_the_same_results() =>
        Assert.Equal(CanonicalJson.Text(Run("device_outage_surge").Play()), CanonicalJson.Text(Run("device_outage_surge").Play()));

    [Theory]
    [InlineData(50, 25.0)]
    [InlineData(95, 38.5)]
    [InlineData(100, 40.0)]
    public void Percentiles_lie_between_their_neighbours(int percent, double value) => Assert.Equal(value, EpisodeMetrics.Percentile([10, 20, 30, 40], percent).AsNumber(), 9);

    private static BenchmarkRun Run(string task) => new() { Parameters = DocumentNode.Map(("task", task)), Episodes = 2, Seed = 123 };

    private sealed class Within(double share) : IEqualityComparer<(double Low, double High)>
    {
        public bool Equals((double Low, double High) one, (double Low, double High) two) => Near(one.Low, two.Low) && Near(one.High, two.High);

        public int GetHashCode((double Low, double High) one) => 0;

        private bool Near(double one, double two) => Math.Abs(one - two) <= share * Math.Max(1, Math.Abs(two));
    }
}
