using System.Globalization;
using System.Net.Http.Headers;

namespace Tiltyard.Adapters.ChatModels.Calls;

/// <summary>How long to wait before the next attempt: what the provider asked for, else longer each time and never the same for two callers.</summary>
public static class RetryAfter
{
    /// <summary>A provider that asks for more than this is not waited for.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Retry-After in seconds or as a date, or retry-after-ms; null where there is none that can be read.</summary>
    public static TimeSpan? Read(HttpResponseHeaders headers, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(headers);
        if (headers.TryGetValues("retry-after-ms", out var exact)
            && double.TryParse(exact.First(), NumberStyles.Float, CultureInfo.InvariantCulture, out var ms) && ms is >= 0 and < 1e9)
        {
            return TimeSpan.FromMilliseconds(ms);
        }

        if (headers.RetryAfter is { Delta: { } seconds }) return seconds;
        if (headers.RetryAfter is { Date: { } date }) return date > now ? date - now : TimeSpan.Zero;
        return null;
    }

    /// <summary>The wait before retry <paramref name="attempt"/>, from 0; chance is from 0 to 1.</summary>
    public static TimeSpan Backoff(int attempt, double chance)
    {
        var full = First * Math.Pow(2, Math.Min(attempt, 16));
        return (full < Longest ? full : Longest) * (0.5 + (chance / 2));
    }
}
