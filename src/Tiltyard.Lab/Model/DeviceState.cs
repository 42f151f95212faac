using System.Collections.Immutable;

namespace Tiltyard.Lab.Model;

public enum DeviceCondition
{
    Idle,
    Running,
    Fault,
    Maintenance,
}

/// <summary>The wire names of <see cref="DeviceCondition"/>.</summary>
public static class DeviceConditions
{
    public static ImmutableArray<string> Names { get; } = ["IDLE", "RUNNING", "FAULT", "MAINT"];

    public static string Name(this DeviceCondition condition) => Names[(int)condition];
}

/// <summary>Work that waits for a device.</summary>
public readonly record struct Waiting(int Specimen, Priority Priority, int Since, int Order)
{
    /// <summary>STAT before urgent before routine, then who came first; nobody is interrupted.</summary>
    public bool IsBefore(in Waiting other)
    {
        if (Priority != other.Priority) return Priority < other.Priority;
        return Since != other.Since ? Since < other.Since : Order < other.Order;
    }
}

/// <summary>A device during an episode.</summary>
public sealed class DeviceState
{
    private readonly List<Waiting> _queue = [];
    private int _order;

    public DeviceCondition Condition { get; set; }

    /// <summary>What the last control said: pass, fail, drift, or any other word.</summary>
    public string Qc { get; set; } = "pass";

    /// <summary>The run at work, or -1.</summary>
    public int Run { get; set; } = -1;

    public int BusySeconds { get; set; }

    /// <summary>When it will be free again by itself; -1 where that is left to somebody's word.</summary>
    public int DueAt { get; set; } = -1;

    public int QueueLength => _queue.Count;

    /// <summary>The specimen that is first, or -1.</summary>
    public int Head => _queue.Count > 0 ? _queue[0].Specimen : -1;

    public ReadOnlySpan<Waiting> Queue => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_queue);

    public void Enqueue(int specimen, Priority priority, int since)
    {
        var waiting = new Waiting(specimen, priority, since, _order++);
        var (from, to) = (0, _queue.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (waiting.IsBefore(_queue[middle])) to = middle;
            else from = middle + 1;
        }

        _queue.Insert(from, waiting);
    }

    public void Dequeue() => _queue.RemoveAt(0);

    /// <summary>Takes work out of the queue, wherever in it it stands.</summary>
    public void Remove(int specimen) => _queue.RemoveAll(waiting => waiting.Specimen == specimen);

    public bool Holds(int specimen)
    {
        foreach (var waiting in _queue)
        {
            if (waiting.Specimen == specimen) return true;
        }

        return false;
    }

    public void Clear()
    {
        _queue.Clear();
        _order = BusySeconds = 0;
        Condition = DeviceCondition.Idle;
        Qc = "pass";
        Run = DueAt = -1;
    }
}
