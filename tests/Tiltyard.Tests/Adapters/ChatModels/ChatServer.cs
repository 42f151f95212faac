using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Tiltyard.Tests.Adapters.ChatModels;

/// <summary>What came in: the body, the headers as text, and the how-manieth request it was.</summary>
internal sealed record ChatServerRequest(long Number, string Path, string Headers, byte[] Body)
{
    public JsonElement Json => JsonElement.Parse(Body);

    public bool Stream => Body.AsSpan().IndexOf("\"stream\":true"u8) >= 0;
}

/// <summary>What goes out. <see cref="CloseAfter"/> ends the connection after so many bytes of the body.</summary>
internal sealed record ChatServerReply
{
    public int Status { get; init; } = 200;

    public string ContentType { get; init; } = "application/json";

    public byte[] Body { get; init; } = [];

    public string? RetryAfter { get; init; }

    public TimeSpan Delay { get; init; }

    public int? CloseAfter { get; init; }

    public static ChatServerReply Says(string text, bool stream = false) => Completion(stream, text, null, null);

    public static ChatServerReply Calls(string tool, string arguments = "{}", string text = "", bool stream = false) => Completion(stream, text, tool, arguments);

    public static ChatServerReply Fails(int status, string? retryAfter = null) =>
        new() { Status = status, RetryAfter = retryAfter, Body = Encoding.UTF8.GetBytes($$$"""{"error":{"message":"status {{{status}}} by request"}}""") };

    public static ChatServerReply Raw(string body) => new() { Body = Encoding.UTF8.GetBytes(body) };

    private static ChatServerReply Completion(bool stream, string text, string? tool, string? arguments)
    {
        var calls = tool is null ? "" : $$$""","tool_calls":[{"index":0,"id":"abc","type":"function","function":{"name":{{{Quoted(tool)}}},"arguments":{{{Quoted(arguments!)}}}}}]""";
        var message = $$$"""{"role":"assistant","content":{{{Quoted(text)}}}{{{calls}}}}""";
        var finish = tool is null ? "stop" : "tool_calls";
        const string usage = """{"prompt_tokens":50,"completion_tokens":12,"total_tokens":62}""";
        if (!stream) return Raw($$"""{"id":"x","object":"chat.completion","choices":[{"index":0,"message":{{message}},"finish_reason":"{{finish}}"}],"usage":{{usage}}}""");
        var events = new[]
        {
            $$"""{"choices":[{"index":0,"delta":{{message}},"finish_reason":null}]}""",
            $$$"""{"choices":[{"index":0,"delta":{},"finish_reason":"{{{finish}}}"}]}""",
            $$"""{"choices":[],"usage":{{usage}}}""",
            "[DONE]",
        };
        return Raw(string.Concat(events.Select(data => $"data: {data}\n\n"))) with { ContentType = "text/event-stream" };
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text);
}

/// <summary>
/// A chat server on a real socket of this machine, with keep-alive, that answers by script: well, slowly, wrongly or not at all.
/// </summary>
internal sealed class ChatServer : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Func<ChatServerRequest, ChatServerReply> _script;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Socket, bool> _connections = new();
    private long _requests;
    private int _open;
    private int _mostOpen;

    public ChatServer(Func<ChatServerRequest, ChatServerReply> script)
    {
        _script = script;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(1_024);
        _ = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}/v1";

    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Most requests that were being answered at the same time.</summary>
    public int MostOpen => _mostOpen;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        foreach (var connection in _connections.Keys) connection.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = await _listener.AcceptAsync(_stop.Token);
                connection.NoDelay = true;
                _connections[connection] = true;
                _ = ServeAsync(connection);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket connection)
    {
        var buffer = new byte[64 * 1024];
        var filled = 0;
        try
        {
            while (true)
            {
                int head;
                while ((head = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
                {
                    var read = await connection.ReceiveAsync(buffer.AsMemory(filled), _stop.Token);
                    if (read == 0) return;
                    filled += read;
                }

                var headers = Encoding.ASCII.GetString(buffer, 0, head);
                var length = Length(headers);
                var total = head + 4 + length;
                if (buffer.Length < total) Array.Resize(ref buffer, total * 2);
                while (filled < total)
                {
                    var read = await connection.ReceiveAsync(buffer.AsMemory(filled), _stop.Token);
                    if (read == 0) return;
                    filled += read;
                }

                var request = new ChatServerRequest(Interlocked.Increment(ref _requests), headers.Split(' ', 3)[1], headers, buffer[(head + 4)..total]);
                buffer.AsSpan(total, filled - total).CopyTo(buffer);
                filled -= total;
                if (!await AnswerAsync(connection, request)) return;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
        finally
        {
            _connections.TryRemove(connection, out _);
            connection.Dispose();
        }
    }

    private async ValueTask<bool> AnswerAsync(Socket connection, ChatServerRequest request)
    {
        var open = Interlocked.Increment(ref _open);
        int most;
        while (open > (most = Volatile.Read(ref _mostOpen)) && Interlocked.CompareExchange(ref _mostOpen, open, most) != most)
        {
        }

        try
        {
            var reply = _script(request);
            if (reply.Delay > TimeSpan.Zero) await Task.Delay(reply.Delay, _stop.Token);
            var retry = reply.RetryAfter is null ? "" : $"Retry-After: {reply.RetryAfter}\r\n";
            var head = Encoding.ASCII.GetBytes($"HTTP/1.1 {reply.Status} X\r\nContent-Type: {reply.ContentType}\r\n{retry}Content-Length: {reply.Body.Length}\r\n\r\n");
            byte[] bytes = [.. head, .. reply.Body];
            await connection.SendAsync(bytes.AsMemory(0, reply.CloseAfter is { } cut ? head.Length + cut : bytes.Length), SocketFlags.None, _stop.Token);
            return reply.CloseAfter is null;
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private static int Length(string headers)
    {
        const string name = "Content-Length:";
        var at = headers.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return 0;
        var rest = headers.AsSpan(at + name.Length);
        var end = rest.IndexOf('\r');
        return int.Parse(end < 0 ? rest : rest[..end], NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
    }
}
