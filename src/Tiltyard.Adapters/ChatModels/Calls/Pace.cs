namespace Tiltyard.Adapters.ChatModels.Calls;

/// <summary>
/// Keeps calls below a number of requests and tokens in a minute by spacing them out; up to a twentieth of a minute's worth may come at
/// once. For calls open at the same time use <see cref="AdaptiveLimit"/>.
/// </summary>
public sealed class Pace(long? requestsPerMinute, long? tokensPerMinute, TimeProvider clock)
{
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private DateTimeOffset _requestsUntil = DateTimeOffset.MinValue;
    private DateTimeOffset _tokensUntil = DateTimeOffset.MinValue;

    /// <summary>Waits until a call of so many tokens fits.</summary>
    public async ValueTask WaitAsync(long tokens, CancellationToken cancellation)
    {
        if (requestsPerMinute is null && tokensPerMinute is null) return;
        var wait = Take(tokens);
        if (wait > TimeSpan.Zero) await Task.Delay(wait, clock, cancellation).ConfigureAwait(false);
    }

    /// <summary>Gives back what a call was expected to need and did not.</summary>
    public void Return(long tokens)
    {
        if (tokensPerMinute is not { } most || tokens <= 0) return;
        lock (_lock) _tokensUntil -= Share(tokens, most);
    }

    private TimeSpan Take(long tokens)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            var free = now;
            if (requestsPerMinute is { } requests) free = Later(free, Reserve(ref _requestsUntil, now, Share(1, requests)));
            if (tokensPerMinute is { } most) free = Later(free, Reserve(ref _tokensUntil, now, Share(tokens, most)));
            return free - now;
        }
    }

    /// <summary>Books a stretch of time at the end of what is booked; the call may begin a burst before its stretch does.</summary>
    private static DateTimeOffset Reserve(ref DateTimeOffset until, DateTimeOffset now, TimeSpan stretch)
    {
        var start = Later(until, now);
        until = start + stretch;
        return start - Burst;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static TimeSpan Share(long amount, long perMinute) => TimeSpan.FromMinutes((double)amount / perMinute);
}
