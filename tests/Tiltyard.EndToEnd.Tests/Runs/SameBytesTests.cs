using System.Diagnostics;

namespace Tiltyard.EndToEnd.Tests.Runs;

/// <summary>Law 1 and law 7 on real processes: however a plan is carried out, the same bytes come out.</summary>
public sealed class SameBytesTests : IDisposable
{
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("TILTYARD_KILLS"), out var kills) ? kills : 5;
    private static readonly string[] Plan = ["run", "tour", "--episodes", "40", "--seed", "11"];

    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task The_number_of_workers_changes_no_byte()
    {
        foreach (var workers in new[] { "1", "2", "7" }) await Run("--out", _scratch[workers], "--workers", workers);

        RunFolders.AssertSame(_scratch["1"], _scratch["2"]);
        RunFolders.AssertSame(_scratch["1"], _scratch["7"]);
    }

    [Fact]
    public async Task Five_merged_shards_are_the_run_in_one_piece()
    {
        await Run("--out", _scratch["whole"]);
        foreach (var shard in Enumerable.Range(1, 5)) await Run("--out", _scratch[$"part{shard}"], "--shard", $"{shard}/5");

        var merged = await TiltyardProcess.RunAsync(_scratch.Path, ["merge", .. Enumerable.Range(1, 5).Select(shard => $"part{shard}"), "--out", "merged"]);

        Assert.Equal("", merged.Error);
        RunFolders.AssertSame(_scratch["whole"], _scratch["merged"]);
    }

    [Fact]
    public async Task A_run_killed_at_random_moments_and_resumed_is_the_run_that_was_left_alone()
    {
        string[] larger = ["run", "tour", "--episodes", "400", "--seed", "11", "--trace", "sample:300+failures"];
        await TiltyardProcess.RunAsync(_scratch.Path, [.. larger, "--out", "whole"]);
        var moments = new Random(20261121);
        var killed = 0;
        var folder = _scratch["killed"];
        for (var attempt = 0; killed < Kills; attempt++)
        {
            Assert.True(attempt < 20 * Kills, "the run ends before it can be killed: make it longer");
            if (RunFolders.IsComplete(folder)) Directory.Delete(folder, recursive: true);
            using var process = TiltyardProcess.Start(_scratch.Path, [.. larger, "--out", folder, .. RunFolders.Exists(folder) ? ["--resume"] : Array.Empty<string>()]);
            await Task.WhenAny(process.WaitForExitAsync(TestContext.Current.CancellationToken), Task.Delay(moments.Next(250, 1_500), TestContext.Current.CancellationToken));
            if (process.HasExited) continue;
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            killed++;
        }

        await TiltyardProcess.RunAsync(_scratch.Path, [.. larger, "--out", folder, .. RunFolders.Exists(folder) ? ["--resume"] : Array.Empty<string>()]);

        RunFolders.AssertSame(_scratch["whole"], folder);
    }

    private async Task Run(params string[] more)
    {
        var outcome = await TiltyardProcess.RunAsync(_scratch.Path, [.. Plan, .. more]);
        Assert.True(outcome.ExitCode is 0 or 4, outcome.Error);
    }
}
