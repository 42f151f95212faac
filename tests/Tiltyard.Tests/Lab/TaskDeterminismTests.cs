using System.Text;
using Tiltyard.Documents;
using Tiltyard.Lab.Benchmarks;
using Tiltyard.Lab.Determinism;

namespace Tiltyard.Tests.Lab;

public sealed class TaskDeterminismTests
{
    private static readonly Files Usual = Play(5);

    [Fact]
    public void A_task_played_twice_leaves_the_same_hashes()
    {
        var report = Report(Usual, Play(5));

        Assert.Empty(report.Comparison.Errors());
        Assert.True(report.ToDocument().Boolean("passed"));
        Assert.Contains("5/5 passed", report.ToMarkdown(), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_seed_differs_in_everything()
    {
        var report = Report(Usual, Play(6));

        Assert.Equal(
            ["episode log: the hashes differ", "results of version 0.2: the hashes differ", "figures of version 0.2: the hashes differ", "results of version 0.3: the hashes differ", "receipts: the hashes differ"],
            report.Comparison.Errors().Take(5), StringComparer.Ordinal);
        Assert.Contains("results.json: an episode has seed 5 against 6", report.Comparison.Errors(), StringComparer.Ordinal);
        foreach (var figure in new[] { "throughput", "p95_turnaround_s" }) Assert.Contains($"{figure}: the mean differs by more than the budget of 0", report.Comparison.Errors(), StringComparer.Ordinal);
        Assert.False(report.ToDocument().Boolean("passed"));
        Assert.NotEqual(0, report.ToDocument().Map("actual_deltas").Number("throughput"));
    }

    [Fact]
    public void A_changed_line_of_the_log_is_found_and_named()
    {
        var lines = Encoding.UTF8.GetString(Usual.Log).Split('\n');
        var changed = Array.FindIndex(lines, line => line.Contains("\"status\":\"ACCEPTED\"", StringComparison.Ordinal));
        lines[changed] = lines[changed].Replace("\"status\":\"ACCEPTED\"", "\"status\":\"BLOCKED\"", StringComparison.Ordinal);
        var report = Report(Usual, Usual with { Log = Encoding.UTF8.GetBytes(string.Join('\n', lines)) });

        Assert.Contains($"episodes.jsonl: line {changed + 1} is the first that differs", report.Comparison.Errors(), StringComparer.Ordinal);
        Assert.Contains("**no**", report.ToMarkdown(), StringComparison.Ordinal);
        Assert.Equal((false, true), (report.ToDocument().Boolean("episode_log_identical"), report.ToDocument().Boolean("results_identical")));
    }

    [Fact]
    public void A_changed_figure_is_found_and_named()
    {
        var text = Encoding.UTF8.GetString(Usual.Results);
        var report = Report(Usual, Usual with { Results = Encoding.UTF8.GetBytes(text.Replace("\"holds_count\":0", "\"holds_count\":1", StringComparison.Ordinal)) });

        Assert.Contains("results.json: seed 5: holds_count is the first figure that differs", report.Comparison.Errors(), StringComparer.Ordinal);
    }

    [Fact]
    public void A_log_that_was_cut_is_no_log() =>
        Assert.Contains("its last line was cut off", Assert.Throws<DocumentException>(() => Report(Usual, Usual with { Log = Usual.Log[..^10] })).Message, StringComparison.Ordinal);

    private static Files Play(long seed)
    {
        var run = new BenchmarkRun { Parameters = DocumentNode.Map(("task", "adversarial_disruption")), Episodes = 2, Seed = seed };
        var log = new StringBuilder();
        var results = run.Play(line => log.Append(line).Append('\n'));
        return new Files(Encoding.UTF8.GetBytes(log.ToString()), CanonicalJson.Write(results), CanonicalJson.Write(run.Play(isFull: true)));
    }

    private static TaskDeterminism Report(Files one, Files two) => new()
    {
        Task = "adversarial_disruption",
        Timing = "explicit",
        Episodes = 2,
        Seed = 5,
        PolicyFingerprint = "f",
        Comparison = new RunComparison(RunFingerprint.Read(one.Log, one.Results, one.Full), RunFingerprint.Read(two.Log, two.Results, two.Full)),
    };

    private sealed record Files(byte[] Log, byte[] Results, byte[] Full);
}
