using System.Collections.Immutable;
using System.Globalization;
using Tiltyard.Conditions;
using Tiltyard.Documents;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Attacks;

/// <summary>
/// What the condition of a trigger may look at: step, time and seat, calls.&lt;action&gt;, last.action and last.status, panels.&lt;name&gt;,
/// message, result, and as the text all that the world shows the seat. Nothing of it comes from attackers, so the arms see the same.
/// </summary>
public sealed class TriggerFacts(AttackMoment moment) : IFacts
{
    public static ImmutableArray<string> Roots { get; } = ["step", "time", "seat", "calls", "last", "panels", "message", "result", "text"];

    public string Text => string.Join('\n', new[] { moment.Observation.Message.ToString(), moment.OwnResult }.OfType<string>()
        .Concat(moment.Observation.Inbox.Take(moment.OwnMessages).Select(message => message.Text)));

    public Value? Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? Whole(path) : Part(path[..dot], path[(dot + 1)..]);
    }

    /// <summary>Refuses names of the condition that this world could never give a value.</summary>
    internal static void Check(DocumentNode condition, WorldSpec world, IReadOnlyList<string> actions)
    {
        if (condition is DocumentList list)
        {
            foreach (var item in list.Items) Check(item, world, actions);
        }

        if (condition is not DocumentMap map) return;
        foreach (var entry in map.Entries)
        {
            if (entry.Key is "all" or "any" or "not") Check(entry.Value, world, actions);
            else if (entry.Key is "field" or "value_from") CheckPath(entry.Value.AsText(), entry.Value, world, actions);
            else if (entry.Key is "calls" or "last" or "panels") CheckPath(entry.Key, entry.Value, world, actions);
        }
    }

    private static void CheckPath(string path, DocumentNode at, WorldSpec world, IReadOnlyList<string> actions)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        var (root, rest) = dot < 0 ? (path, "") : (path[..dot], path[(dot + 1)..]);
        IReadOnlyList<string> known = root switch
        {
            "calls" => actions,
            "panels" => [.. world.Seats.SelectMany(seat => seat.Panels.Names).Distinct(StringComparer.Ordinal)],
            "last" => ["action", "status"],
            _ => [],
        };
        if (known.Count == 0 && rest.Length == 0) return;
        if (!known.Contains(rest, StringComparer.Ordinal))
            throw new DocumentException(at, UnknownName.Reason("fact", path, known.Count == 0 ? [root] : known.Select(name => string.Create(CultureInfo.InvariantCulture, $"{root}.{name}"))));
    }

    private Value? Whole(string name) => name switch
    {
        "step" => Value.Of((long)moment.Observation.Step),
        "time" => Value.Of(moment.Time),
        "seat" => Value.Of(moment.Observation.SeatName),
        "message" => Value.Of(moment.Observation.Message.ToString()),
        "result" => Value.Of(moment.OwnResult),
        _ => null,
    };

    private Value? Part(string root, string rest) => root switch
    {
        "calls" => Value.Of((long)moment.History.Applied(rest)),
        "panels" => moment.Observation.PanelNames.IndexOf(rest) is var index and >= 0 ? moment.Observation.Panels[index] : null,
        "last" when rest is "action" => Value.Of(moment.Last?.Action),
        "last" when rest is "status" => moment.Last is { } last ? Value.Of(Acted.StatusNames[(int)last.Status]) : Value.Null,
        _ => null,
    };
}
