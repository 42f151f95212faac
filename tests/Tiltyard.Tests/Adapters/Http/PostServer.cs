using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tiltyard.Tests.Adapters.Http;

/// <summary>What the server does with a request: an answer, or another way of treating whoever asked.</summary>
internal sealed record Reply(int Status, string Body, params string[] Headers)
{
    /// <summary>The connection is reset in the middle of the request.</summary>
    public static Reply Break { get; } = new(0, "");

    /// <summary>Nothing comes back.</summary>
    public static Reply Silence { get; } = new(-1, "");

    public static Reply Act(string action) => new(200, $$"""{"action":"{{action}}"}""");
}

/// <summary>A request as it arrived.</summary>
internal sealed record Posted(string Head, string Body);

/// <summary>An HTTP server on real sockets that treats its n-th request as it is told.</summary>
internal sealed class PostServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<int, Reply> _replies;
    private readonly ConcurrentQueue<Posted> _requests = new();
    private readonly CancellationTokenSource _stop = new();
    private int _next = -1;

    private PostServer(Func<int, Reply> replies)
    {
        _replies = replies;
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/act");

    public IReadOnlyCollection<Posted> Requests => _requests;

    public static PostServer Start(Func<int, Reply> replies) => new(replies);

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // the test is over
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            _requests.Enqueue(await ReadAsync(stream));
            var reply = _replies(Interlocked.Increment(ref _next));
            if (reply == Reply.Break)
            {
                client.LingerState = new LingerOption(true, 0);
                return;
            }

            if (reply == Reply.Silence) await Task.Delay(Timeout.Infinite, _stop.Token);
            var body = Encoding.UTF8.GetBytes(reply.Body);
            var head = $"HTTP/1.1 {reply.Status} X\r\nContent-Length: {body.Length}\r\nConnection: close\r\n{string.Concat(reply.Headers.Select(header => header + "\r\n"))}\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
            await stream.WriteAsync(body);
        }
    }

    private static async Task<Posted> ReadAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        var head = new StringBuilder();
        var length = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            head.Append(line).Append('\n');
            if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) length = int.Parse(line.AsSpan(15), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
        }

        var body = new StringBuilder();
        while (Encoding.UTF8.GetByteCount(body.ToString()) < length && reader.Read() is >= 0 and var letter) body.Append((char)letter);
        return new Posted(head.ToString(), body.ToString());
    }
}
