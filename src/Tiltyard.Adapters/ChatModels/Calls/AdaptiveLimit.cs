namespace Tiltyard.Adapters.ChatModels.Calls;

/// <summary>
/// How many calls may be open at once with one provider: halved when the provider says there are too many, grown by one for each full
/// round of calls that went well. For calls in a minute use <see cref="Pace"/>.
/// </summary>
public sealed class AdaptiveLimit
{
    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource<long>> _waiting = [];
    private readonly int _most;
    private double _limit;
    private int _open;
    private long _cuts;

    public AdaptiveLimit(int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        _most = most;
        _limit = most;
    }

    /// <summary>Calls that may be open now.</summary>
    public int Limit
    {
        get
        {
            lock (_lock) return (int)_limit;
        }
    }

    /// <summary>Waits for a place, in the order of coming; the ticket goes back with <see cref="Leave"/>.</summary>
    public async ValueTask<long> EnterAsync(CancellationToken cancellation)
    {
        LinkedListNode<TaskCompletionSource<long>> place;
        lock (_lock)
        {
            if (_waiting.Count == 0 && _open < (int)_limit)
            {
                _open++;
                return _cuts;
            }

            place = _waiting.AddLast(new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        using var registration = cancellation.Register(() => GiveUp(place, cancellation));
        return await place.Value.Task.ConfigureAwait(false);
    }

    /// <summary>Gives the place back. A call that began before the last cut says nothing about the limit since.</summary>
    public void Leave(long ticket, bool throttled)
    {
        lock (_lock)
        {
            _open--;
            if (!throttled) _limit = Math.Min(_most, _limit + (1 / _limit));
            else if (ticket == _cuts)
            {
                _limit = Math.Max(1, Math.Floor(_limit / 2));
                _cuts++;
            }

            while (_waiting.First is { } next && _open < (int)_limit)
            {
                _waiting.RemoveFirst();
                if (next.Value.TrySetResult(_cuts)) _open++;
            }
        }
    }

    private void GiveUp(LinkedListNode<TaskCompletionSource<long>> place, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (place.List is not null) _waiting.Remove(place);
            place.Value.TrySetCanceled(cancellation);
        }
    }
}
