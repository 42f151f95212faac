using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Tiltyard.EndToEnd.Tests.Cli;

/// <summary>The SDK's own client starts the command and plays over its standard streams.</summary>
public sealed class CliMcpTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();
    private readonly List<string> _error = [];

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_real_client_plays_a_run_from_the_first_observation_to_the_page()
    {
        var seen = new List<string>();
        await using (var client = await ConnectAsync("release_manager", "--max-steps", "3", "--episodes", "2", "--out", "run"))
        {
            var tools = await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);
            Assert.Contains(tools, tool => tool.Name.Equals("check_canary", StringComparison.Ordinal));
            foreach (var tool in new[] { "begin_task", "run_tests", "check_canary", "deploy", "begin_task", "run_tests", "wait", "wait", "wait" }) seen.Add(await Call(client, tool));
        }

        Assert.Equal(["open 0", "open 1", "open 2", "closed", "open 0", "open 1", "open 2", "over", "over"], seen, StringComparer.Ordinal);
        var rows = await RowsAsync();
        Assert.Equal(2, rows.Length);
        Assert.All(rows, row => Assert.Contains("\"terminal\":\"completed\"", row, StringComparison.Ordinal));
        Assert.Contains("\"tool_usage\":{\"check_canary\":1,\"deploy\":1,\"run_tests\":1}", rows[0], StringComparison.Ordinal);
        Assert.True(File.Exists(_scratch[Path.Combine("run", "index.html")]));
        var verified = await TiltyardProcess.RunAsync(_scratch.Path, "verify", "run");
        Assert.Equal(0, verified.ExitCode);
        Assert.Contains(_error, line => line.Contains("2 planned, 2 run (2 completed)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_that_goes_away_in_mid_episode_leaves_it_errored_and_a_run_that_goes_on_another_day()
    {
        using (var process = Start("mcp", "release_manager", "--max-steps", "3", "--episodes", "3", "--out", "run"))
        {
            foreach (var line in new[]
                     {
                         """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""",
                         """{"jsonrpc":"2.0","method":"notifications/initialized"}""",
                         """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"begin_task"}}""",
                     })
            {
                await process.StandardInput.WriteLineAsync(line);
                await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
                if (line.Contains("\"id\"", StringComparison.Ordinal)) Assert.NotNull(await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
            }

            process.StandardInput.Close();
            var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(5, process.ExitCode);
            Assert.Contains("1 of 3 episodes are on record; go on with: tiltyard mcp release_manager --max-steps 3 --episodes 3 --out run --resume", said, StringComparison.Ordinal);
        }

        var interrupted = await RowsAsync();
        await using (var client = await ConnectAsync("release_manager", "--max-steps", "3", "--episodes", "3", "--out", "run", "--resume"))
        {
            while (await Call(client, "run_tests") is not "over")
            {
            }
        }

        Assert.Contains("\"message\":\"the MCP client went away\"", Assert.Single(interrupted), StringComparison.Ordinal);
        Assert.Equal(3, (await RowsAsync()).Length);
        Assert.Contains(_error, line => line.Contains("3 planned, 3 run (2 completed, 1 errored)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_recorded_session_replays_without_a_client_to_the_same_trace()
    {
        await using (var client = await ConnectAsync("release_manager", "--max-steps", "3", "--record", "tape", "--out", "first"))
        {
            foreach (var tool in new[] { "begin_task", "run_tests", "deploy", "wait" }) await Call(client, tool);
        }

        var replayed = await TiltyardProcess.RunAsync(_scratch.Path, "run", "release_manager", "--agent", "mcp", "--max-steps", "3", "--replay", "tape", "--out", "second");

        Assert.True(replayed.ExitCode is 0, replayed.Error);
        Runs.RunFolders.AssertSame(_scratch["first"], _scratch["second"]);
    }

    [Theory]
    [InlineData("leave the flag out", "release_manager", "--agent", "policy:careful")]
    [InlineData("have different tools", "drift")]
    [InlineData("unknown scenario", "no_such_world")]
    public async Task What_cannot_be_offered_is_refused_with_nothing_on_standard_output(string reason, params string[] arguments)
    {
        var outcome = await TiltyardProcess.RunAsync(_scratch.Path, ["mcp", .. arguments]);

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(reason, outcome.Error, StringComparison.Ordinal);
    }

    private Task<McpClient> ConnectAsync(params string[] arguments) => McpClient.CreateAsync(
        new StdioClientTransport(new StdioClientTransportOptions
        {
            Command = TiltyardProcess.Executable,
            Arguments = ["mcp", .. arguments],
            WorkingDirectory = _scratch.Path,
            ShutdownTimeout = TimeSpan.FromSeconds(30),
            StandardErrorLines = _error.Add,
        }),
        cancellationToken: TestContext.Current.CancellationToken);

    private static async Task<string> Call(McpClient client, string tool)
    {
        var result = await client.CallToolAsync(tool, cancellationToken: TestContext.Current.CancellationToken);
        Assert.IsType<TextContentBlock>(Assert.Single(result.Content));
        var json = result.StructuredContent!.Value;
        return json.GetProperty("status").GetString() is "open" ? $"open {json.GetProperty("step").GetInt32()}" : json.GetProperty("status").GetString()!;
    }

    private System.Diagnostics.Process Start(params IEnumerable<string> arguments)
    {
        var start = new System.Diagnostics.ProcessStartInfo(TiltyardProcess.Executable)
        {
            UseShellExecute = false,
            WorkingDirectory = _scratch.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return System.Diagnostics.Process.Start(start)!;
    }

    private Task<string[]> RowsAsync() => File.ReadAllLinesAsync(_scratch[Path.Combine("run", "rows.jsonl")], TestContext.Current.CancellationToken);
}
