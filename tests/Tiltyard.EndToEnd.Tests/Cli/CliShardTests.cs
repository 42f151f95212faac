using Tiltyard.EndToEnd.Tests.Runs;

namespace Tiltyard.EndToEnd.Tests.Cli;

/// <summary>--shard auto takes the part from the task of a Slurm array or the index of a Kubernetes job.</summary>
public sealed class CliShardTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task The_tasks_of_a_slurm_array_merge_into_the_whole_run()
    {
        await Play([], "whole");

        foreach (var (task, at) in new[] { ("4", 0), ("6", 1), ("8", 2) })
        {
            var outcome = await Play(
                [("SLURM_ARRAY_TASK_ID", task), ("SLURM_ARRAY_TASK_MIN", "4"), ("SLURM_ARRAY_TASK_STEP", "2"), ("SLURM_ARRAY_TASK_COUNT", "3")], $"part{at}", "--shard", "auto");
            Assert.True(outcome.ExitCode == 0, outcome.Error);
        }

        await TiltyardProcess.RunAsync(_scratch.Path, "merge", "part0", "part1", "part2", "--out", "merged");
        RunFolders.AssertSame(_scratch["whole"], _scratch["merged"]);
    }

    [Fact]
    public async Task The_indexes_of_a_job_merge_into_the_whole_run()
    {
        await Play([], "whole");

        await Play([("JOB_COMPLETION_INDEX", "0"), ("JOB_COMPLETIONS", "2")], "part0", "--shard", "auto");
        await Play([("JOB_COMPLETION_INDEX", "1")], "part1", "--shard", "auto/2");

        await TiltyardProcess.RunAsync(_scratch.Path, "merge", "part1", "part0", "--out", "merged");
        RunFolders.AssertSame(_scratch["whole"], _scratch["merged"]);
    }

    [Theory]
    [InlineData("", "", "auto", "neither is set")]
    [InlineData("JOB_COMPLETION_INDEX=1", "", "auto", "JOB_COMPLETIONS does not say of how many")]
    [InlineData("JOB_COMPLETION_INDEX=2", "JOB_COMPLETIONS=2", "auto", "part 3 is not one of 2")]
    [InlineData("SLURM_ARRAY_TASK_ID=two", "", "auto/3", "SLURM_ARRAY_TASK_ID: 'two' is not a whole number")]
    [InlineData("SLURM_ARRAY_TASK_ID=1", "SLURM_ARRAY_TASK_MIN=3", "auto/3", "is not one of 3")]
    [InlineData("", "", "6/5", "'6/5' is not a part such as 1/5, auto or auto/5")]
    [InlineData("", "", "auto/0", "'auto/0' is not a part")]
    public Task A_part_that_is_none_is_refused(string one, string other, string shard, string says)
    {
        var environment = new[] { one, other }.Where(text => text.Length > 0).Select(text => text.Split('=')).Select(pair => (pair[0], pair[1])).ToArray();

        return CliRefusal.AssertAsync(_scratch, environment, ["run", "release_manager", "--shard", shard], says);
    }

    private Task<ProcessOutcome> Play((string, string)[] environment, string folder, params string[] more) =>
        CliProcess.RunAsync(_scratch.Path, "", environment, ["run", "release_manager", "--policy", "careful", "--episodes", "11", "--out", folder, .. more]);
}
