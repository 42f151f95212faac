using System.Collections.Immutable;

namespace Tiltyard.Worlds;

/// <summary>A place in a world that an agent holds: what it sees and what it may do.</summary>
public sealed class SeatSpec
{
    public SeatSpec(string name, string role, FieldNames panels, params IEnumerable<ActionSpec> actions)
    {
        Name = name;
        Role = role;
        Panels = panels;
        Actions = [.. actions];
        if (Actions.Length > LegalActions.Most) throw new ArgumentException($"A seat has at most {LegalActions.Most} actions.", nameof(actions));
    }

    public string Name { get; }

    /// <summary>What the seat is for, in words an agent may read.</summary>
    public string Role { get; }

    public FieldNames Panels { get; }

    public ImmutableArray<ActionSpec> Actions { get; }

    /// <summary>The action, of one required text argument, that plain words of a chat model mean; null where words alone do nothing.</summary>
    public string? SpeechAction { get; init; }

    /// <summary>The place of an action by name, or -1.</summary>
    public int ActionIndex(string name)
    {
        for (var index = 0; index < Actions.Length; index++)
        {
            if (Actions[index].Name.Equals(name, StringComparison.Ordinal)) return index;
        }

        return -1;
    }
}
