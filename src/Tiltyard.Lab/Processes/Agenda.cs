using System.Runtime.InteropServices;

namespace Tiltyard.Lab.Processes;

public enum DueKind
{
    Arrival,
    CentrifugeEnd,
    RunEnd,
    WorkEnd,
    DeviceFailure,
    DeviceMended,
    ServiceBegin,
    ServiceEnd,
    Drift,
    Control,
    CallAnswered,
    DoorCheck,
    TransportTick,
    Delivery,
}

/// <summary>Something that will happen: what, when, and to which device, specimen or result.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Due(DueKind Kind, int Time, int Subject, int Detail = 0);

/// <summary>What will happen, by time; at one second in the order in which it was decided.</summary>
public sealed class Agenda
{
    private readonly PriorityQueue<Due, long> _due = new();
    private int _order;

    public int Count => _due.Count;

    public void Clear()
    {
        _due.Clear();
        _order = 0;
    }

    public void Add(in Due due) => _due.Enqueue(due, ((long)due.Time << 32) | (uint)_order++);

    /// <summary>Takes the next one, if it is due by then.</summary>
    public bool TryTake(int until, out Due due)
    {
        due = default;
        if (_due.Count == 0 || _due.Peek().Time > until) return false;
        due = _due.Dequeue();
        return true;
    }
}
