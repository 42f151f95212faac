using Tiltyard.Lab.Policies;

namespace Tiltyard.Lab.Staff;

/// <summary>The quickest way between zones that avoids the restricted ones: the next step of each, found once for a floor.</summary>
public sealed class Ways
{
    private readonly FloorPlan _floor;
    private readonly int[] _next;
    private readonly int[] _seconds;
    private readonly int _count;

    public Ways(FloorPlan floor)
    {
        ArgumentNullException.ThrowIfNull(floor);
        _floor = floor;
        _count = floor.Zones.Count;
        _next = new int[_count * _count];
        _seconds = new int[_count * _count];
        Array.Fill(_next, -1);
        Array.Fill(_seconds, int.MaxValue / 4);
        for (var from = 0; from < _count; from++)
        {
            for (var to = 0; to < _count; to++)
            {
                if (!floor.IsAdjacent(from, to) || floor.Restricted[to]) continue;
                (_next[(from * _count) + to], _seconds[(from * _count) + to]) = (to, floor.TravelSeconds(from, to));
            }
        }

        Close();
    }

    /// <summary>The first zone on the way, or null where there is none to go or no way.</summary>
    public string? Next(string? from, string to)
    {
        var (start, end) = (_floor.Zones.Find(from), _floor.Zones.Find(to));
        if (start < 0 || end < 0 || start == end) return null;
        return _next[(start * _count) + end] is var next and >= 0 ? _floor.Zones[next] : null;
    }

    public int Seconds(string? from, string to)
    {
        var (start, end) = (_floor.Zones.Find(from), _floor.Zones.Find(to));
        return start < 0 || end < 0 ? int.MaxValue / 4 : _seconds[(start * _count) + end];
    }

    /// <summary>Floyd and Warshall.</summary>
    private void Close()
    {
        for (var by = 0; by < _count; by++)
        {
            for (var from = 0; from < _count; from++)
            {
                for (var to = 0; to < _count; to++)
                {
                    var seconds = _seconds[(from * _count) + by] + _seconds[(by * _count) + to];
                    if (seconds >= _seconds[(from * _count) + to]) continue;
                    (_seconds[(from * _count) + to], _next[(from * _count) + to]) = (seconds, _next[(from * _count) + by]);
                }
            }
        }
    }
}
