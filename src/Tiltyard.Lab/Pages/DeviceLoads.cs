using System.Collections.Immutable;
using Tiltyard.Reports;

namespace Tiltyard.Lab.Pages;

/// <summary>What lies in each device, in words: the specimen's name, or how many there are.</summary>
internal sealed class DeviceLoads
{
    private const int LongestName = 16;

    private readonly ImmutableArray<Track<string>> _loads;

    public DeviceLoads(ShiftRecord shift)
    {
        var places = new Whereabouts(shift.Policy);
        var first = places.DeviceAt(0);
        var inside = shift.Devices.Select(_ => new SortedSet<int>()).ToArray();
        _loads = [.. shift.Devices.Select(_ => new Track<string>())];
        foreach (var second in Steps(shift).GroupBy(step => step.Time).OrderBy(group => group.Key))
        {
            foreach (var (_, specimen, from, to) in second)
            {
                if (from >= first && from < first + inside.Length) inside[from - first].Remove(specimen);
                if (to >= first && to < first + inside.Length) inside[to - first].Add(specimen);
            }

            for (var device = 0; device < inside.Length; device++) _loads[device].Note(second.Key, Words(shift, inside[device]));
        }
    }

    public Track<string> this[int device] => _loads[device];

    private static IEnumerable<(int Time, int Specimen, int From, int To)> Steps(ShiftRecord shift)
    {
        for (var specimen = 0; specimen < shift.Specimens.Length; specimen++)
        {
            var from = Whereabouts.NotHere;
            foreach (var (time, moment) in shift.Specimens[specimen].Stages.Changes)
            {
                if (moment.Place != from) yield return (time, specimen, from, moment.Place);
                from = moment.Place;
            }
        }
    }

    private static string Words(ShiftRecord shift, SortedSet<int> inside) => inside.Count switch
    {
        0 => "",
        1 => Short(Hostile.Line(shift.Specimens[inside.Min].Name)),
        _ => $"{inside.Count} specimens",
    };

    private static string Short(string name) => name.Length > LongestName ? name[..(LongestName - 1)] + "…" : name;
}
