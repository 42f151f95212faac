using System.Collections.Immutable;
using Tiltyard.Engine;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Adapters.Mcp;

/// <summary>What a client is shown: words, and the same as canonical JSON.</summary>
internal sealed record McpView(string Text, string Json)
{
    /// <summary>The tools that are described otherwise while this is on the desk.</summary>
    public ImmutableArray<ShownDescription> Descriptions { get; init; } = [];
}

/// <summary>
/// Where a run and an MCP client meet: the run lays an observation on the desk and waits, the client picks it up and lays down what it does.
/// An action counts only if the observation that it answers was picked up; else the client is shown that observation first.
/// </summary>
public sealed class McpDesk : IDisposable
{
    private static readonly McpView Closed = new("This task is closed. The next call opens the next task.", """{"status":"closed"}""");
    private static readonly McpView Last = new("This task is closed. It was the last one: the session is over.", """{"status":"over"}""");
    private static readonly McpView Over = new("There are no more tasks: the session is over.", """{"status":"over"}""");

    private readonly Lock _access = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource _news = Signal();
    private TaskCompletionSource<string>? _wanted;
    private McpView? _view;
    private bool _picked;
    private bool _touched;
    private bool _ended;
    private bool _over;
    private string? _gone;

    /// <summary>Cancelled once the client is gone and no episode is open: the run has nobody left to play.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>The client went away: an episode that it had begun ends as errored with this cause, and no other begins.</summary>
    public void Leave(string cause)
    {
        TaskCompletionSource<string>? wanted;
        lock (_access)
        {
            _gone ??= cause;
            wanted = _wanted;
        }

        wanted?.TrySetCanceled();
        Announce();
    }

    /// <summary>Every further call is told that the session is over.</summary>
    public void Close()
    {
        lock (_access) _over = true;
        Announce();
    }

    public void Dispose()
    {
        _turn.Dispose();
        _stop.Dispose();
    }

    /// <summary>The run's side: shows an observation and waits for what the client does.</summary>
    internal async ValueTask<string> AwaitAsync(McpView view, CancellationToken cancellation)
    {
        var wanted = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_access)
        {
            (_view, _picked, _wanted) = (view, false, wanted);
            if (_gone is not null) wanted.TrySetCanceled(CancellationToken.None);
        }

        Announce();
        try
        {
            return await wanted.Task.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Deserted();
        }
    }

    /// <summary>The run's side: the episode is over.</summary>
    internal void EndEpisode()
    {
        lock (_access) (_view, _wanted, _touched, _ended) = (null, null, false, true);
        Announce();
    }

    /// <summary>
    /// The client's side: lays down an action, or null to be shown the present observation, and picks up what comes of it. That a task is
    /// closed is said once it is known whether another one follows, so a client that hears of the last one finds the run folder whole.
    /// </summary>
    internal async ValueTask<McpView> CallAsync(string? action, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var acted = action is not null && TryAct(action);
            while (true)
            {
                Task news;
                lock (_access)
                {
                    news = _news.Task;
                    if (_view is { } view) return acted && _ended ? Closed : Picked(view);
                    if (_over || _gone is not null) return acted && _ended ? Last : Over;
                }

                await news.WaitAsync(cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private bool TryAct(string action)
    {
        lock (_access)
        {
            if (_view is null || !_picked || _wanted is not { } wanted) return false;
            (_view, _wanted, _ended) = (null, null, false);
            return wanted.TrySetResult(action);
        }
    }

    private McpView Picked(McpView view)
    {
        (_picked, _touched) = (true, true);
        return view;
    }

    /// <summary>An episode that the client had begun is errored; one that it never saw was not played.</summary>
    private Exception Deserted()
    {
        lock (_access)
        {
            if (_touched) return new EpisodeStopException(ReasonCodes.OutsideFailed, _gone!);
        }

        _stop.Cancel();
        return new OperationCanceledException(_stop.Token);
    }

    private void Announce()
    {
        TaskCompletionSource news;
        lock (_access)
        {
            news = _news;
            _news = Signal();
        }

        news.TrySetResult();
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
