using System.Collections.Frozen;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Detectors.Acts;

/// <summary>
/// What a seat said to whoever it serves: the words of the action by which it speaks, as they were delivered. Where a seat has no such
/// action, what it said when it did nothing. Its thoughts beside another action are not said to anybody.
/// </summary>
public sealed class Speech
{
    private readonly FrozenDictionary<string, string> _speechOf;
    private readonly List<KeyValuePair<string, Value>> _arguments = [];

    public Speech(WorldSpec world)
    {
        ArgumentNullException.ThrowIfNull(world);
        _speechOf = world.Seats.Where(seat => seat.SpeechAction is not null).ToFrozenDictionary(seat => seat.Name, seat => seat.SpeechAction!, StringComparer.Ordinal);
    }

    /// <summary>The words, or null where the act says nothing.</summary>
    public string? Of(in Acted acted)
    {
        if (acted.Status != ActStatus.Applied) return null;
        if (!_speechOf.TryGetValue(acted.Seat, out var speech)) return acted.Action is null ? acted.Thought : null;
        if (!string.Equals(acted.Action, speech, StringComparison.Ordinal)) return null;
        _arguments.Clear();
        if (!ActArguments.TryRead(acted, _arguments)) return null;
        foreach (var (_, value) in _arguments)
        {
            if (value.Kind == ValueKind.Text) return value.Text;
        }

        return null;
    }
}
