namespace Tiltyard.EndToEnd.Tests.Cli;

/// <summary>Agents outside as a user starts them. What each of them does when it fails is shown nearer to the code.</summary>
public sealed class CliOutsideAgentTests : IDisposable
{
    private static readonly string Sample = Path.Combine(Root(), "samples/agent.cs");

    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task The_sample_that_ships_plays_and_its_run_replays_without_it()
    {
        string[] plan = ["run", "release_manager", "--agent", $"process:dotnet run '{Sample}'", "--episodes", "2", "--workers", "1"];
        var played = await TiltyardProcess.RunAsync(_scratch.Path, [.. plan, "--record", "tape", "--out", "first"]);
        var replayed = await TiltyardProcess.RunAsync(_scratch.Path, [.. plan, "--replay", "tape", "--out", "second"]);

        Assert.True(played.ExitCode is 0, played.Error);
        Assert.Contains("2 planned, 2 run (2 completed)", played.Output, StringComparison.Ordinal);
        Assert.Contains("\"deploy\":1", File.ReadAllText(_scratch["first/rows.jsonl"]), StringComparison.Ordinal);
        Assert.True(replayed.ExitCode is 0, replayed.Error);
        Runs.RunFolders.AssertSame(_scratch["first"], _scratch["second"]);
    }

    [Fact]
    public async Task An_address_beyond_this_machine_is_refused_before_anything_is_written()
    {
        var outcome = await TiltyardProcess.RunAsync(_scratch.Path, "run", "release_manager", "--agent", "http:http://agents.example/act");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("--allow-network", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("agents.example", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_scratch.Path));
    }

    [Fact]
    public async Task A_credential_that_is_not_there_is_missed_before_anything_is_written()
    {
        var outcome = await TiltyardProcess.RunAsync(
            _scratch.Path, "run", "release_manager", "--agent", "http:http://127.0.0.1:9/act", "--agent-param", "auth_env=TILTYARD_NO_SUCH_TOKEN");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("TILTYARD_NO_SUCH_TOKEN", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_scratch.Path));
    }

    [Fact]
    public async Task A_client_alone_can_hold_the_seat_of_mcp()
    {
        var outcome = await TiltyardProcess.RunAsync(_scratch.Path, "run", "release_manager", "--agent", "mcp", "--out", "run");

        Assert.Equal(4, outcome.ExitCode);
        Assert.Contains("no MCP client is connected: the agent mcp is played with the command tiltyard mcp", File.ReadAllText(_scratch["run/rows.jsonl"]), StringComparison.Ordinal);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Tiltyard.slnx"))) folder = folder.Parent;
        return folder.FullName;
    }
}
