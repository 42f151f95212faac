using Tiltyard.Traces.Events;

namespace Tiltyard.Traces;

/// <summary>One action of the past, as gates and triggers see it.</summary>
public readonly record struct PastAction(int Step, string Seat, string? Action, ActStatus Status);

/// <summary>What was asked for so far in the episode, and what became of it.</summary>
public sealed class ActionHistory : ITraceSink
{
    private readonly List<PastAction> _actions = new(64);

    public IReadOnlyList<PastAction> Actions => _actions;

    public void Clear() => _actions.Clear();

    /// <summary>How often the world applied an action of this name.</summary>
    public int Applied(string action)
    {
        var count = 0;
        foreach (var past in _actions)
        {
            if (past.Status == ActStatus.Applied && string.Equals(past.Action, action, StringComparison.Ordinal)) count++;
        }

        return count;
    }

    /// <summary>The last action of a seat that the world applied, or null.</summary>
    public string? LastAction(string seat)
    {
        for (var index = _actions.Count - 1; index >= 0; index--)
        {
            if (_actions[index].Status is ActStatus.Applied or ActStatus.Replaced && _actions[index].Seat.Equals(seat, StringComparison.Ordinal)) return _actions[index].Action;
        }

        return null;
    }

    public void Emit(in EventHeader at, in Acted acted) => _actions.Add(new PastAction(acted.Step, acted.Seat, acted.Action, acted.Status));

    internal void Add(in PastAction past) => _actions.Add(past);
}
