using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Tiltyard.Adapters.Exchanges;
using Tiltyard.Engine;
using Tiltyard.Reports;
using Tiltyard.Traces;

namespace Tiltyard.Adapters.Http;

/// <summary>
/// Posts a text and gives the answering text back. Who turns it away for now (429, 5xx) or takes too long is asked again; a connection that
/// is refused or breaks is the end, because nobody knows what the other side has done by then.
/// </summary>
internal sealed class HttpExchange(HttpAgentOptions options, TimeProvider clock)
{
    private const int PieceLength = 16_384;
    private const int MostOfTooLong = 200;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    /// <summary>Nothing stands between this machine and itself.</summary>
    private static readonly Lazy<HttpMessageInvoker> Near = new(() => Invoker(useProxy: false));
    private static readonly Lazy<HttpMessageInvoker> Far = new(() => Invoker(useProxy: true));

    public async ValueTask<string> PostAsync(string body, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (answer, trouble, pause) = await TryAsync(body, cancellation).ConfigureAwait(false);
            if (answer is not null) return answer;
            if (attempt > options.Retries) throw Failed(attempt == 1 ? trouble : $"{trouble}; gave up after {attempt} attempts");
            if (pause > LongestPause) throw Failed($"{trouble} and asks to wait {pause.Value.TotalSeconds:0} s");
            await Task.Delay(pause ?? FirstPause * (1 << Math.Min(attempt - 1, 7)), clock, cancellation).ConfigureAwait(false);
        }
    }

    private async ValueTask<(string? Answer, string Trouble, TimeSpan? Pause)> TryAsync(string body, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            using var request = Request(body);
            using var response = await (options.Address.IsLoopback ? Near : Far).Value.SendAsync(request, both.Token).ConfigureAwait(false);
            var status = (int)response.StatusCode;
            if (response.StatusCode == HttpStatusCode.TooManyRequests || status >= 500) return (null, $"answered with status {status}", Pause(response));
            if (!response.IsSuccessStatusCode) throw Failed($"answered with status {status}");
            return (await ReadAsync(response, both.Token).ConfigureAwait(false), "", null);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"did not answer within {options.Timeout.TotalSeconds} s"), null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Failed(e.GetBaseException().Message, e);
        }
    }

    private HttpRequestMessage Request(string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, options.Address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (options.AuthorizationVariable is not { } variable) return request;
        var value = Environment.GetEnvironmentVariable(variable)?.Trim();
        if (string.IsNullOrEmpty(value)) throw Failed($"the environment variable {variable}, named by auth_env, is not set");
        // a token alone is a bearer's; with a blank in it the whole header was given
        if (!request.Headers.TryAddWithoutValidation("Authorization", value.Contains(' ', StringComparison.Ordinal) ? value : $"Bearer {value}"))
            throw Failed($"the environment variable {variable}, named by auth_env, holds no header");
        return request;
    }

    /// <summary>Of an answer that is too long a piece is kept, and what says so makes it unreadable.</summary>
    private static async ValueTask<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        using var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        using var text = new MemoryStream();
        var piece = new byte[PieceLength];
        while (await stream.ReadAsync(piece, cancellation).ConfigureAwait(false) is > 0 and var length)
        {
            text.Write(piece, 0, length);
            if (text.Length > AgentAnswer.LongestBytes) return $"{Encoding.UTF8.GetString(piece, 0, MostOfTooLong)} … (longer than {AgentAnswer.LongestBytes} bytes)";
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    private TimeSpan? Pause(HttpResponseMessage response)
    {
        if (response.Headers.RetryAfter is not { } after) return null;
        var pause = after.Delta ?? after.Date - clock.GetUtcNow();
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause;
    }

    private EpisodeStopException Failed(string trouble, Exception? inner = null) =>
        new(ReasonCodes.OutsideFailed, Hostile.Line($"{options.Address.Host}:{options.Address.Port}: {trouble}"), inner: inner);

    /// <summary>A redirect would lead where nobody allowed to go, and a cookie would tie episodes together: neither is followed or kept.</summary>
    private static HttpMessageInvoker Invoker(bool useProxy) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = useProxy,
        ConnectTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2),
    });
}
