using System.Net;
using System.Net.Sockets;

namespace Tiltyard.Adapters.ChatModels.Calls;

/// <summary>
/// Where connections may go: nowhere unless the network is allowed, but for loopback addresses that were named on the command line. It
/// is asked before a run begins and again, as a second wall, wherever a socket is about to be opened.
/// </summary>
public sealed record NetworkWall
{
    public const string Flag = "--allow-network";

    public static NetworkWall None { get; } = new();

    public bool AllowsAll { get; init; }

    /// <summary>Loopback addresses from the command line.</summary>
    public IReadOnlyCollection<Uri> Granted { get; init; } = [];

    public static bool IsLoopback(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }

    public bool Allows(Uri address) => AllowsAll || (IsLoopback(address) && Granted.Any(granted => Same(granted, address.Host, address.Port)));

    /// <summary>Opens a socket, or refuses before anything is looked up.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        var target = context.DnsEndPoint;
        if (!AllowsAll && !Granted.Any(granted => IsLoopback(granted) && Same(granted, target.Host, target.Port)))
            throw new ChatFailureException($"no connection to {target.Host}:{target.Port} without {Flag}");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (AllowsAll) await socket.ConnectAsync(target, cancellation).ConfigureAwait(false);
            else await socket.ConnectAsync(LoopbackOf(target.Host), target.Port, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>A name is not looked up: localhost may have been pointed elsewhere.</summary>
    private static IPAddress[] LoopbackOf(string host) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var ip) ? [ip] : [IPAddress.Loopback, IPAddress.IPv6Loopback];

    private static bool Same(Uri granted, string host, int port) =>
        granted.Port == port && granted.Host.Trim('[', ']').Equals(host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase);
}
