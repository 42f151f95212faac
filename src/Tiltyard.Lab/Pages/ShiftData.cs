using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Lab.Model;
using Tiltyard.Reports;

namespace Tiltyard.Lab.Pages;

/// <summary>
/// What the page's script needs to show any second: changes as flat lists of numbers. It lies in the page as a block of data that nothing runs, and no letter of it can
/// end the block.
/// </summary>
public static class ShiftData
{
    internal static Markup Write(ShiftRecord shift, DeviceLoads loads)
    {
        var text = CanonicalJson.Text(DocumentNode.Map(
            ("devices", DocumentNode.List(shift.Devices.Select((device, place) => (DocumentNode)DocumentNode.Map(
                ("at", Flat(device.Moments.Changes, DeviceLook.Number)), ("load", Words(loads[place].Changes)), ("queue", Flat(device.Queue.Changes, length => length)))))),
            ("doors", DocumentNode.List(shift.Doors.Select(door => (DocumentNode)Flat(door.Changes, open => open ? 1 : 0)))),
            ("end", (long)shift.End),
            ("frozen", Flat(shift.LogFrozen.Changes, frozen => frozen ? 1 : 0)),
            ("looks", DocumentNode.List(DeviceLook.All.Select(look => (DocumentNode)DocumentNode.List(look.Word, look.Sign, look.Css)))),
            ("moves", Moves(shift)),
            ("staff", DocumentNode.List(shift.Staff.Select(one => (DocumentNode)Flat(one.Zones.Changes, zone => zone)))),
            ("tallies", DocumentNode.List(LastOfEachSecond(shift.Tallies.Changes).SelectMany(change => Numbers(
                change.Time, change.Value.Released, change.Value.OnTime, change.Value.Harms, change.Value.Blocked, change.Value.Breaches, change.Value.Unheard, change.Value.OnTheChain)))),
            ("total", (long)shift.Total),
            ("zones", DocumentNode.List(shift.Policy.Floor.Zones.Names.Select(name => (DocumentNode)ReadableNames.Of(name))))));
        return Markup.Trusted(Inert(text));
    }

    /// <summary>JSON in which no character means anything to HTML.</summary>
    public static string Inert(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return json.Replace("<", "\\u003c", StringComparison.Ordinal).Replace(">", "\\u003e", StringComparison.Ordinal).Replace("&", "\\u0026", StringComparison.Ordinal)
            .Replace("\u2028", "\\u2028", StringComparison.Ordinal).Replace("\u2029", "\\u2029", StringComparison.Ordinal);
    }

    private static DocumentList Flat<T>(IReadOnlyList<(int Time, T Value)> changes, Func<T, int> number) => DocumentNode.List(LastOfEachSecond(changes).SelectMany(change => Numbers(change.Time, number(change.Value))));

    private static DocumentList Words(IReadOnlyList<(int Time, string Value)> changes) =>
        DocumentNode.List(LastOfEachSecond(changes).SelectMany(change => new DocumentNode[] { (long)change.Time, change.Value }));

    /// <summary>The script asks for seconds, so what a second ended with is enough.</summary>
    private static IEnumerable<(int Time, T Value)> LastOfEachSecond<T>(IReadOnlyList<(int Time, T Value)> changes) =>
        changes.Where((change, place) => place == changes.Count - 1 || changes[place + 1].Time > change.Time);

    private static IEnumerable<DocumentNode> Numbers(params ImmutableArray<int> numbers) => numbers.Select(number => (DocumentNode)(long)number);

    /// <summary>Where specimens went, in the order of time: the second, the place left and the place reached; -1 is nowhere.</summary>
    private static DocumentList Moves(ShiftRecord shift)
    {
        var moves = new List<(int Time, int From, int To)>();
        foreach (var specimen in shift.Specimens)
        {
            var from = Whereabouts.Out;
            foreach (var (time, moment) in specimen.Stages.Changes)
            {
                var to = Math.Max(moment.Place, Whereabouts.Out);
                if (to != from) moves.Add((time, from, to));
                from = to;
            }
        }

        return DocumentNode.List(moves.OrderBy(move => move.Time).SelectMany(move => Numbers(move.Time, move.From, move.To)));
    }
}
