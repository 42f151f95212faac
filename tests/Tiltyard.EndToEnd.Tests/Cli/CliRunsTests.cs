namespace Tiltyard.EndToEnd.Tests.Cli;

/// <summary>runs list, latest, tidy and open, and which run is meant when none is named.</summary>
public sealed class CliRunsTests : IAsyncLifetime
{
    private static readonly string[] Leftovers = ["index_old.html", "summary_2.csv", "summary_2.svg", "summary_2.md", "run_2.json", "summary.png", "page.html.part"];

    private static readonly string[] Shown = ["summary.svg", "summary.csv", "index.html"];

    private readonly ScratchFolder _scratch = new();

    public async ValueTask InitializeAsync()
    {
        foreach (var name in new[] { "one", "two" })
            await CliProcess.RunAsync(_scratch.Path, "", [("RUN_ID", name)], "run", "release_manager", "--policy", "careful", "--episodes", "3");
    }

    public ValueTask DisposeAsync()
    {
        _scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_finished_run_leaves_its_name_for_the_next_command()
    {
        Assert.Equal("two\n", await File.ReadAllTextAsync(_scratch["results/.run_id"], TestContext.Current.CancellationToken));

        await TiltyardProcess.RunAsync(_scratch.Path, "run", "release_manager", "--episodes", "2", "--out", _scratch["elsewhere"]);

        Assert.False(File.Exists(_scratch["results/.run_id"]));
        Assert.Contains("\"run\": \"release_manager-", (await Tiltyard("report")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Latest_points_at_the_complete_run_that_finished_last()
    {
        File.Delete(_scratch["results/LATEST.path"]);
        Directory.Delete(_scratch["results/LATEST"]);
        File.Delete(_scratch["results/.run_id"]);
        File.Delete(_scratch["results/two/summary.svg"]);

        var outcome = await Tiltyard("runs", "latest");

        Assert.Equal($"{Path.Combine("results", "one")}\n", outcome.Output);
        Assert.Equal("one\n", await File.ReadAllTextAsync(_scratch["results/LATEST.path"], TestContext.Current.CancellationToken));
        Assert.Equal("one\n", await File.ReadAllTextAsync(_scratch["results/.run_id"], TestContext.Current.CancellationToken));
        Assert.True(File.Exists(_scratch["results/LATEST/summary.csv"]));
    }

    [Fact]
    public async Task Latest_says_when_no_run_is_whole()
    {
        foreach (var name in new[] { "one", "two" }) File.Delete(_scratch[$"results/{name}/summary.csv"]);

        var outcome = await Tiltyard("runs", "latest");

        Assert.Equal("error: results: no run here is complete and has its summaries\n", outcome.Error);
        Assert.Equal(1, outcome.ExitCode);
    }

    [Fact]
    public async Task Tidy_removes_what_is_redundant_and_keeps_what_a_run_writes()
    {
        var before = Files();
        foreach (var name in Leftovers) await File.WriteAllTextAsync(_scratch[$"results/one/{name}"], "old", TestContext.Current.CancellationToken);

        var asked = await Tiltyard("runs", "tidy", "one", "--dry-run");
        var kept = Files();
        var outcome = await Tiltyard("runs", "tidy", "one");
        var again = await Tiltyard("runs", "tidy", "one");

        Assert.Equal($"would remove {string.Join(", ", Leftovers.Order(StringComparer.Ordinal))}\n", asked.Output);
        Assert.Equal(before.Count + Leftovers.Length, kept.Count);
        Assert.Equal($"removed {string.Join(", ", Leftovers.Order(StringComparer.Ordinal))}\n", outcome.Output);
        Assert.Equal(before, Files());
        Assert.Equal($"{Path.Combine("results", "one")} is tidy\n", again.Output);
        Assert.Equal(0, (await Tiltyard("verify", "one")).ExitCode);
    }

    [Fact]
    public async Task Open_prints_where_picture_table_and_page_are_where_there_is_no_desktop()
    {
        var outcome = await Tiltyard("runs", "open", "one");

        Assert.Equal(string.Concat(Shown.Select(name => _scratch[$"results/one/{name}"] + "\n")), outcome.Output);
        Assert.Equal(0, outcome.ExitCode);
    }

    [Fact]
    public async Task List_is_the_same_as_runs_alone()
    {
        var (alone, list) = (await Tiltyard("runs"), await Tiltyard("runs", "list"));

        Assert.Equal(alone.Output, list.Output);
        Assert.Contains("* two", list.Output, StringComparison.Ordinal);
        Assert.Contains("\"latest\": true", (await Tiltyard("runs", "list", "--json")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stale_marker_is_named_in_the_message()
    {
        await File.WriteAllTextAsync(_scratch["results/.run_id"], "gone\n", TestContext.Current.CancellationToken);

        await CliRefusal.AssertAsync(_scratch, ["report"], "results/.run_id", "there is no run 'gone' in results");
        await CliRefusal.AssertAsync(_scratch, ["runs", "tidy"], "tiltyard runs tidy");
    }

    private List<string> Files() => [.. Directory.EnumerateFiles(_scratch["results/one"], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private Task<ProcessOutcome> Tiltyard(params string[] arguments) => TiltyardProcess.RunAsync(_scratch.Path, arguments);
}
