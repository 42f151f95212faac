using System.Collections.Immutable;
using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Tiltyard.Adapters.Exchanges;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Adapters.Mcp;

/// <summary>
/// A seat offered as an MCP server over standard streams or a pair of others: each of its actions is a tool, and there are two more, to be shown the present
/// state and to let a turn pass. What the calls do is the <see cref="McpDesk"/>'s affair.
/// </summary>
public sealed class McpWorld
{
    private const int MostOfTooLong = 200;

    private readonly SeatSpec _seat;
    private readonly McpDesk _desk;
    private readonly string _look;
    private readonly string _pass;
    private ImmutableArray<ShownDescription> _shown = [];

    public McpWorld(SeatSpec seat, McpDesk desk)
    {
        ArgumentNullException.ThrowIfNull(seat);
        _seat = seat;
        _desk = desk;
        _look = Free("begin_task");
        _pass = Free("wait");
    }

    /// <summary>Serves on the standard streams until the client closes its side or the serving is cancelled. Nothing else may write to standard output.</summary>
    public Task ServeAsync(CancellationToken cancellation) => ServeAsync(new StdioServerTransport(_seat.Name), cancellation);

    /// <summary>Serves on a pair of streams.</summary>
    public Task ServeAsync(Stream input, Stream output, CancellationToken cancellation) => ServeAsync(new StreamServerTransport(input, output, _seat.Name), cancellation);

    private async Task ServeAsync(TransportBase transport, CancellationToken cancellation)
    {
        await using (transport.ConfigureAwait(false))
        {
            var server = McpServer.Create(transport, Options());
            await using (server.ConfigureAwait(false)) await server.RunAsync(cancellation).ConfigureAwait(false);
        }
    }

    private McpServerOptions Options() => new()
    {
        ServerInfo = new Implementation { Name = _seat.Name, Version = "1" },
        ServerInstructions = $"{_seat.Role} Call {_look} to be shown the present task. Every other call is one step of it, and its result is what you see next.",
        Handlers = new McpServerHandlers
        {
            ListToolsHandler = (_, _) => ValueTask.FromResult(new ListToolsResult { Tools = [.. Tools()] }),
            CallToolHandler = async (request, cancellation) =>
            {
                var view = await CallAsync(request.Params!, cancellation).ConfigureAwait(false);
                await DescribeAsync(request.Server, view, cancellation).ConfigureAwait(false);
                return Result(view);
            },
        },
        Capabilities = new ServerCapabilities { Tools = new ToolsCapability { ListChanged = true } },
    };

    /// <summary>Tells the client to list the tools again where they are now described otherwise: as with any server, whose words those are it cannot see.</summary>
    private async Task DescribeAsync(ModelContextProtocol.Server.McpServer server, McpView view, CancellationToken cancellation)
    {
        if (view.Descriptions.SequenceEqual(_shown)) return;
        _shown = view.Descriptions;
        await server.SendNotificationAsync(NotificationMethods.ToolListChangedNotification, cancellation).ConfigureAwait(false);
    }

    private string Description(ActionSpec action) =>
        _shown.FirstOrDefault(shown => shown.Action.Equals(action.Name, StringComparison.Ordinal)).Text ?? action.Description;

    private IEnumerable<Tool> Tools()
    {
        var none = new ActionSpec("", "").JsonSchema;
        yield return Tool(_look, "Shows the present state of the task, and opens the next task where none is open. It takes no step.", none);
        foreach (var action in _seat.Actions) yield return Tool(action.Name, Description(action), action.JsonSchema);
        yield return Tool(_pass, "Lets one step pass without doing anything.", none);
    }

    private static Tool Tool(string name, string description, string schema) => new() { Name = name, Description = description, InputSchema = Element(schema) };

    private async ValueTask<McpView> CallAsync(CallToolRequestParams call, CancellationToken cancellation)
    {
        if (call.Name.Equals(_look, StringComparison.Ordinal)) return await _desk.CallAsync(null, cancellation).ConfigureAwait(false);
        var action = call.Name.Equals(_pass, StringComparison.Ordinal) ? AgentAnswer.NoOp : Action(call);
        return await _desk.CallAsync(action, cancellation).ConfigureAwait(false);
    }

    /// <summary>A name or arguments that fit nothing are handed on too: they are an answer like any other, and counted.</summary>
    private static string Action(CallToolRequestParams call)
    {
        var arguments = call.Arguments?.Select(argument => $"{CanonicalJson.Text(argument.Key)}:{argument.Value.GetRawText()}") ?? [];
        var action = $"{{\"action\":{CanonicalJson.Text(call.Name)},\"args\":{{{string.Join(',', arguments)}}}}}";
        return action.Length <= AgentAnswer.LongestBytes ? action : $"{action[..MostOfTooLong]} … (longer than {AgentAnswer.LongestBytes} characters)";
    }

    private static CallToolResult Result(McpView view) => new()
    {
        Content = [new TextContentBlock { Text = view.Text }],
        StructuredContent = Element(view.Json),
    };

    private static JsonElement Element(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    /// <summary>A name that no action of the seat has.</summary>
    private string Free(string name)
    {
        while (_seat.ActionIndex(name) >= 0) name += "_";
        return name;
    }
}
