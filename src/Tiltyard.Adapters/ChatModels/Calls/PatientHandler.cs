using System.Net;
using Polly;
using Polly.Retry;

namespace Tiltyard.Adapters.ChatModels.Calls;

/// <summary>How long and how often one call is tried.</summary>
public sealed record Patience
{
    /// <summary>Attempts after the first.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>For one attempt, from sending to the last byte.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>
/// One call over HTTP, for any provider and below any client library: waits for its place and pace, tries again what may pass, and hands
/// on only an answer that is whole and of the right form. Everything else becomes a <see cref="ChatFailureException"/>.
/// </summary>
public sealed class PatientHandler : DelegatingHandler
{
    private readonly Patience _patience;
    private readonly AdaptiveLimit _limit;
    private readonly Pace _pace;
    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline<HttpResponseMessage> _retrying;

    /// <param name="chance">Draws from 0 to 1, so that callers who failed together do not come back together.</param>
    public PatientHandler(HttpMessageHandler inner, Patience patience, AdaptiveLimit limit, Pace pace, TimeProvider clock, Func<double> chance)
        : base(inner)
    {
        ArgumentNullException.ThrowIfNull(patience);
        _patience = patience;
        _limit = limit;
        _pace = pace;
        _clock = clock;
        var pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock };
        if (patience.Retries > 0) pipeline.AddRetry(Retry(patience.Retries, chance));
        _retrying = pipeline.Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Content is { } content) await content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await _retrying.ExecuteAsync(
                static (call, stop) => call.Handler.AttemptAsync(call.Request, stop), (Handler: this, Request: request), cancellationToken).ConfigureAwait(false);
        }
        catch (ChatFailureException e) when (e.Wait > RetryAfter.Most)
        {
            throw new ChatFailureException($"{e.Message} (and asked for a wait of {e.Wait.Value.TotalSeconds:0} s, longer than is waited)", e);
        }
        catch (ChatFailureException e) when (e.MayPass && _patience.Retries > 0)
        {
            throw new ChatFailureException($"{e.Message} (the last of {_patience.Retries + 1} attempts)", e);
        }
    }

    private static RetryStrategyOptions<HttpResponseMessage> Retry(int times, Func<double> chance) => new()
    {
        MaxRetryAttempts = times,
        ShouldHandle = static arguments => ValueTask.FromResult(
            arguments.Outcome.Exception is ChatFailureException { MayPass: true } failure && !(failure.Wait > RetryAfter.Most)),
        DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(
            (arguments.Outcome.Exception as ChatFailureException)?.Wait ?? RetryAfter.Backoff(arguments.AttemptNumber, chance())),
    };

    private async ValueTask<HttpResponseMessage> AttemptAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var meter = CallMeter.Current;
        await _pace.WaitAsync(meter?.Tokens ?? 0, cancellation).ConfigureAwait(false);
        var ticket = await _limit.EnterAsync(cancellation).ConfigureAwait(false);
        var throttled = false;
        try
        {
            return await SendOnceAsync(request, meter, cancellation).ConfigureAwait(false);
        }
        catch (ChatFailureException failure)
        {
            throttled = failure.IsThrottled;
            throw;
        }
        finally
        {
            _limit.Leave(ticket, throttled);
        }
    }

    private async ValueTask<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CallMeter? meter, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(_patience.Timeout, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        var began = _clock.GetTimestamp();
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, both.Token).ConfigureAwait(false);
            var body = await AnswerBody.ReadAsync(response.Content, both.Token).ConfigureAwait(false);
            Check(response, body.Span);
            if (meter is not null) meter.Latency = _clock.GetElapsedTime(began);
            return Whole(response, body);
        }
        catch (OperationCanceledException e) when (timeout.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            response?.Dispose();
            throw new ChatFailureException($"no answer within {_patience.Timeout.TotalSeconds} s", e) { MayPass = true };
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            response?.Dispose();
            if (e.InnerException is ChatFailureException refused) throw new ChatFailureException(refused.Message, e);
            throw new ChatFailureException($"the connection failed: {e.Message}", e) { MayPass = true };
        }
        catch
        {
            response?.Dispose();
            throw;
        }
    }

    private void Check(HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        var status = response.StatusCode;
        if (response.IsSuccessStatusCode)
        {
            if (AnswerBody.Trouble(response.Content.Headers.ContentType?.MediaType, body) is { } trouble) throw new ChatFailureException(trouble) { MayPass = true };
            return;
        }

        throw new ChatFailureException($"HTTP {(int)status}: {ErrorText.Of(body)}")
        {
            // 529 is how one provider says overloaded; a 503 may mean the same.
            IsThrottled = status is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable || (int)status == 529,
            MayPass = status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)status >= 500,
            IsFiltered = status == HttpStatusCode.BadRequest && ErrorText.IsFilter(body),
            Wait = RetryAfter.Read(response.Headers, _clock.GetUtcNow()),
        };
    }

    private static HttpResponseMessage Whole(HttpResponseMessage response, ReadOnlyMemory<byte> body)
    {
        var content = new ReadOnlyMemoryContent(body);
        content.Headers.ContentType = response.Content.Headers.ContentType;
        response.Content.Dispose();
        response.Content = content;
        return response;
    }
}
