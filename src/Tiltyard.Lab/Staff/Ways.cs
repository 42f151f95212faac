using Tiltyard.Lab.Policies;

namespace Tiltyard.Lab.Staff;

/// <summary>The quickest way between zones that avoids the restricted ones: the next step of each, found once for a floor.</summary>
public sealed class Ways
{
    private readonly int[] _next;
    private readonly int[] _seconds;
    private readonly int _count;

    public Ways(FloorPlan floor)
    {
        ArgumentNullException.ThrowIfNull(floor);
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

    /// <summary>The first zone on the way, or -1 where there is none to go or no way.</summary>
    public int Next(int from, int to) => from < 0 || to < 0 || from == to ? -1 : _next[(from * _count) + to];

    public int Seconds(int from, int to) => from < 0 || to < 0 ? int.MaxValue / 4 : _seconds[(from * _count) + to];

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
