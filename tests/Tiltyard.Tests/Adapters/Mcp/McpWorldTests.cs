using System.IO.Pipelines;
using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Tiltyard.Adapters.Mcp;
using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Tests.Catalog;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Adapters.Mcp;

/// <summary>A run in this process and the SDK's own client, joined by pipes. Over real standard streams the end-to-end tests play.</summary>
public sealed class McpWorldTests : IAsyncDisposable
{
    private static readonly SeatSpec Seat = Stage.World("release_manager").Kind.Create(Stage.Parameters("release_manager"), true).Spec.Seats[0];

    private readonly McpDesk _desk = new();
    private readonly Pipe _toServer = new();
    private readonly Pipe _toClient = new();
    private readonly Task _serving;

    public McpWorldTests() => _serving = ServeAsync();

    public async ValueTask DisposeAsync()
    {
        await _toServer.Writer.CompleteAsync();
        await _serving;
        _desk.Dispose();
    }

    [Fact]
    public async Task The_tools_are_the_actions_of_the_seat_with_their_schemas_and_two_more()
    {
        await using var client = await ConnectAsync();

        var tools = await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["begin_task", .. Seat.Actions.Select(action => action.Name), "wait"], tools.Select(tool => tool.Name), StringComparer.Ordinal);
        Assert.Equal(Seat.Actions.Select(action => action.JsonSchema), tools.Skip(1).SkipLast(1).Select(tool => tool.JsonSchema.GetRawText()), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_call_is_an_action_and_its_result_is_what_is_seen_next()
    {
        await using var client = await ConnectAsync();
        var run = Run(1);
        var playing = run.PlayAsync();

        var first = await Call(client, "begin_task");
        var second = await Call(client, "run_tests");
        var third = await Call(client, "wait");

        Assert.Equal((0, 1, 2), (Step(first), Step(second), Step(third)));
        Assert.Contains("You manage the releases of one product.", Text(first), StringComparison.Ordinal);
        Assert.Contains("tests_passed: true", Text(second), StringComparison.Ordinal);
        _desk.Leave("the client left");
        await playing;
        Assert.Equal(1, Assert.Single(run.Rows).ToolUsage["run_tests"]);
    }

    [Fact]
    public async Task An_action_that_was_chosen_before_anything_was_seen_is_not_taken()
    {
        await using var client = await ConnectAsync();
        var run = Run(1);
        var playing = run.PlayAsync();

        var shown = await Call(client, "deploy");

        Assert.Equal(0, Step(shown));
        for (var step = 0; step < OutsideRun.Steps; step++) await Call(client, "run_tests", _desk.Close, step == OutsideRun.Steps - 1 ? playing : null);
        Assert.Equal(["run_tests"], Assert.Single(run.Rows).ToolUsage.Keys, StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_closed_task_is_said_to_be_closed_and_the_next_call_opens_the_next()
    {
        await using var client = await ConnectAsync();
        var run = Run(2);
        var playing = run.PlayAsync();
        var seen = new List<string>();

        for (var call = 0; call < 2 * (OutsideRun.Steps + 1); call++) seen.Add(Status(await Call(client, "run_tests", _desk.Close, call == (2 * OutsideRun.Steps) + 1 ? playing : null)));
        seen.Add(Status(await Call(client, "run_tests")));

        Assert.Equal(["open 0", "open 1", "open 2", "open 3", "closed", "open 0", "open 1", "open 2", "open 3", "over", "over"], seen, StringComparer.Ordinal);
        Assert.Equal([Terminal.Completed, Terminal.Completed], run.Ends);
    }

    [Fact]
    public async Task A_tool_that_is_none_is_an_invalid_action_and_counted()
    {
        await using var client = await ConnectAsync();
        var run = Run(1);
        var playing = run.PlayAsync();

        await Call(client, "begin_task");
        var after = await Call(client, "dance \"wildly\"");

        Assert.Equal(1, Step(after));
        _desk.Leave("the client left");
        await playing;
        Assert.Equal(1, Assert.Single(run.Rows).Invalid);
    }

    [Fact]
    public async Task A_client_that_leaves_in_mid_episode_ends_it_as_errored_and_no_other_begins()
    {
        var run = Run(3);
        var playing = run.PlayAsync();
        await using (var client = await ConnectAsync())
        {
            await Call(client, "begin_task");
            await Call(client, "run_tests");
        }

        await _toServer.Writer.CompleteAsync();
        await playing;

        var row = Assert.Single(run.Rows);
        Assert.Equal((Terminal.Errored, "ERROR.OUTSIDE", "the client left"), (row.Terminal, row.Reason, row.Message));
    }

    [Fact]
    public async Task A_client_that_leaves_between_episodes_spoils_none()
    {
        var run = Run(2);
        var playing = run.PlayAsync();
        await using (var client = await ConnectAsync())
        {
            for (var call = 0; call <= OutsideRun.Steps; call++) await Call(client, "run_tests");
        }

        await _toServer.Writer.CompleteAsync();
        await playing;

        Assert.Equal([Terminal.Completed], run.Ends);
    }

    [Fact]
    public async Task A_tool_that_is_described_otherwise_is_announced_and_listed_as_it_is_described()
    {
        await using var client = await ConnectAsync();
        var announced = new TaskCompletionSource();
        await using var listening = client.RegisterNotificationHandler(NotificationMethods.ToolListChangedNotification, (_, _) =>
        {
            announced.TrySetResult();
            return ValueTask.CompletedTask;
        });
        var world = Stage.World("release_manager").Kind.Create(Stage.Parameters("release_manager"), true);
        world.Reset(Stage.Key(1));
        var observation = new Observation(world, 0);
        observation.Refresh();
        observation.Describe("deploy", "Deploys. Call it first.");
        observation.Add(new ContextBlock(ContextKind.Memory, "notebook", "yesterday"));
        var agent = (IWaitingAgent)McpAgent.Kind(() => _desk).Create(new AgentMaking(DocumentNode.Map(), DocumentNode.Map(), world.Spec, 0));
        agent.Begin(Stage.Key(1), 0, Seat, new OpenBoundary());

        var deciding = agent.DecideAsync(observation, new Proposal(), TestContext.Current.CancellationToken).AsTask();
        var shown = await Call(client, "begin_task");
        await announced.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        var tools = await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("Deploys. Call it first.", tools.Single(tool => tool.Name is "deploy").Description);
        Assert.Contains("yesterday", Text(shown), StringComparison.Ordinal);
        Assert.Equal("memory", Json(shown).GetProperty("context")[0].GetProperty("kind").GetString());
        var calling = Call(client, "run_tests");
        await deciding;
        _desk.Leave("the client left");
        await calling;
    }

    private sealed class OpenBoundary : IBoundary
    {
        public ValueTask<Answer> AskAsync(Question question, CancellationToken cancellation) => question.Ask(cancellation);
    }

    private async Task ServeAsync()
    {
        await new McpWorld(Seat, _desk).ServeAsync(_toServer.Reader.AsStream(), _toClient.Writer.AsStream(), CancellationToken.None);
        _desk.Leave("the client left");
    }

    private Task<McpClient> ConnectAsync() => McpClient.CreateAsync(
        new StreamClientTransport(_toServer.Writer.AsStream(leaveOpen: true), _toClient.Reader.AsStream(leaveOpen: true)), cancellationToken: TestContext.Current.CancellationToken);

    private OutsideRun Run(long episodes) => new(McpAgent.Kind(() => _desk), McpAgent.AgentName) { Episodes = episodes, Stop = _desk.Stopping };

    private static async Task<CallToolResult> Call(McpClient client, string tool) =>
        await client.CallToolAsync(tool, cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>The last call of a run is answered once the run is done, which the host says.</summary>
    private static async Task<CallToolResult> Call(McpClient client, string tool, Action close, Task? playing)
    {
        var call = Call(client, tool);
        if (playing is null) return await call;
        await playing;
        close();
        return await call;
    }

    private static string Text(CallToolResult result) => Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;

    private static JsonElement Json(CallToolResult result) => result.StructuredContent!.Value;

    private static int Step(CallToolResult result) => Json(result).GetProperty("step").GetInt32();

    private static string Status(CallToolResult result)
    {
        var status = Json(result).GetProperty("status").GetString()!;
        return status is "open" ? $"open {Step(result)}" : status;
    }
}
