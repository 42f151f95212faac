using Tiltyard.Engine;
using Tiltyard.Traces;

namespace Tiltyard.Adapters.Processes;

/// <summary>
/// All programs that were started as agents. An episode takes an idle one or starts another, so there are as many as episodes at once. They
/// end with the process that started them: their input is closed, and whoever has not ended soon after is killed with its whole group.
/// </summary>
public sealed class ChildProcesses : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _access = new();
    private readonly List<ChildProcess> _all = [];
    private readonly List<ChildProcess> _idle = [];
    private bool _closed;

    public ChildProcesses() => AppDomain.CurrentDomain.ProcessExit += OnExit;

    /// <summary>How many run now.</summary>
    public int Count
    {
        get
        {
            lock (_access) return _all.Count(child => !child.HasExited);
        }
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        ChildProcess[] children;
        lock (_access)
        {
            _closed = true;
            children = [.. _all];
            _all.Clear();
            _idle.Clear();
        }

        foreach (var child in children) child.CloseInput();
        Task.WaitAll([.. children.Select(child => child.WaitAsync(Patience))]);
        foreach (var child in children)
        {
            child.Kill();
            child.Dispose();
        }
    }

    /// <summary>A child for one episode. One that went away while it was idle is left out.</summary>
    internal ChildProcess Rent(ProcessAgentOptions options)
    {
        while (!options.Fresh && TakeIdle(options.Key) is { } idle)
        {
            if (!idle.HasExited) return idle;
            Kill(idle);
        }

        return Start(options);
    }

    /// <summary>Keeps it for a later episode.</summary>
    internal void Return(ChildProcess child)
    {
        lock (_access) _idle.Add(child);
    }

    /// <summary>Lets it end by itself, and ends it where it does not.</summary>
    internal async ValueTask DismissAsync(ChildProcess child)
    {
        child.CloseInput();
        await child.WaitAsync(Patience).ConfigureAwait(false);
        Kill(child);
    }

    internal void Kill(ChildProcess child)
    {
        lock (_access)
        {
            _all.Remove(child);
            _idle.Remove(child);
        }

        child.Kill();
        child.Dispose();
    }

    private ChildProcess? TakeIdle(string key)
    {
        lock (_access)
        {
            var at = _idle.FindLastIndex(child => child.Key.Equals(key, StringComparison.Ordinal));
            if (at < 0) return null;
            var child = _idle[at];
            _idle.RemoveAt(at);
            return child;
        }
    }

    private ChildProcess Start(ProcessAgentOptions options)
    {
        lock (_access)
        {
            if (_closed) throw new EpisodeStopException(ReasonCodes.OutsideFailed, "no more programs are started: the run is ending");
            var child = ChildProcess.Start(options);
            _all.Add(child);
            return child;
        }
    }

    private void OnExit(object? sender, EventArgs e) => Dispose();
}
