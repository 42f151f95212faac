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

    public void Emit(in EventHeader at, in Acted acted) => _actions.Add(new PastAction(acted.Step, acted.Seat, acted.Action, acted.Status));

    internal void Add(in PastAction past) => _actions.Add(past);
}
