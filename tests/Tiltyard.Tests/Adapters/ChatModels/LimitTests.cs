using Tiltyard.Adapters.ChatModels.Calls;

namespace Tiltyard.Tests.Adapters.ChatModels;

public sealed class LimitTests
{
    [Fact]
    public async Task Too_many_halves_the_limit_once_for_all_calls_that_were_open()
    {
        var limit = new AdaptiveLimit(16);
        var tickets = new List<long>();
        for (var call = 0; call < 16; call++) tickets.Add(await limit.EnterAsync(TestContext.Current.CancellationToken));

        foreach (var ticket in tickets) limit.Leave(ticket, throttled: true);

        Assert.Equal(8, limit.Limit);
    }

    [Fact]
    public async Task The_limit_falls_to_one_and_no_further_and_grows_back_to_its_cap()
    {
        var limit = new AdaptiveLimit(8);

        for (var call = 0; call < 10; call++) limit.Leave(await limit.EnterAsync(TestContext.Current.CancellationToken), throttled: true);
        Assert.Equal(1, limit.Limit);
        for (var call = 0; call < 100; call++) limit.Leave(await limit.EnterAsync(TestContext.Current.CancellationToken), throttled: false);

        Assert.Equal(8, limit.Limit);
    }

    [Fact]
    public async Task Who_waits_comes_in_turn_and_who_gives_up_takes_no_place()
    {
        var limit = new AdaptiveLimit(1);
        using var gone = new CancellationTokenSource();
        var first = await limit.EnterAsync(TestContext.Current.CancellationToken);
        var second = limit.EnterAsync(gone.Token).AsTask();
        var third = limit.EnterAsync(TestContext.Current.CancellationToken).AsTask();

        await gone.CancelAsync();
        limit.Leave(first, throttled: false);

        await third.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
    }

    [Fact]
    public async Task Requests_and_tokens_are_spaced_over_the_minute()
    {
        var clock = new HastyTime();
        var began = clock.GetUtcNow();
        var pace = new Pace(60, 6_000, clock);

        for (var call = 0; call < 20; call++) await pace.WaitAsync(500, TestContext.Current.CancellationToken);

        // 20 calls of 500 tokens are 100 s at 6,000 a minute; the last begins a stretch and a burst before their end.
        Assert.Equal(100 - 5 - 3, (clock.GetUtcNow() - began).TotalSeconds, 3);
    }

    [Fact]
    public async Task Tokens_that_were_not_needed_are_given_back()
    {
        var clock = new HastyTime();
        var pace = new Pace(null, 6_000, clock);

        for (var call = 0; call < 20; call++)
        {
            await pace.WaitAsync(500, TestContext.Current.CancellationToken);
            pace.Return(500);
        }

        Assert.Empty(clock.Waits);
    }

    [Fact]
    public void Only_loopback_addresses_that_were_named_are_allowed_without_the_network()
    {
        var wall = new NetworkWall { Granted = [new Uri("http://127.0.0.1:8000/v1"), new Uri("http://example.com/v1")] };

        Assert.True(wall.Allows(new Uri("http://127.0.0.1:8000/v1")));
        Assert.False(wall.Allows(new Uri("http://127.0.0.1:8001/v1")));
        Assert.False(wall.Allows(new Uri("http://localhost:8000/v1")));
        Assert.False(wall.Allows(new Uri("http://example.com/v1")));
        Assert.False(NetworkWall.None.Allows(new Uri("http://[::1]:80/")));
    }
}
