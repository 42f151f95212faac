using System.Collections.Immutable;
using Tiltyard.Lab.Policies;

namespace Tiltyard.Lab.Pages;

/// <summary>A room of the drawn floor, in units of the drawing.</summary>
public readonly record struct RoomBox(int Left, int Top, int Width, int Height)
{
    public int Right => Left + Width;

    public int Bottom => Top + Height;

    public int MiddleX => Left + (Width / 2);

    public int MiddleY => Top + (Height / 2);
}

/// <summary>A way between two rooms, from wall to wall.</summary>
public readonly record struct DrawnWay(int From, int To, int Seconds, int Door, int X1, int Y1, int X2, int Y2)
{
    public int MiddleX => (X1 + X2) / 2;

    public int MiddleY => (Y1 + Y2) / 2;

    /// <summary>Whether one walks across rather than up or down.</summary>
    public bool IsLevel => Math.Abs(X2 - X1) >= Math.Abs(Y2 - Y1);
}

/// <summary>How large rooms are drawn and how many layers of them stand side by side.</summary>
public sealed record FloorMeasure(int Columns, int RoomWidth, int RoomHeight, int Gap)
{
    public static FloorMeasure Wide { get; } = new(5, 216, 150, 34);

    public static FloorMeasure Narrow { get; } = new(2, 172, 146, 24);
}

/// <summary>
/// Where each zone is drawn. Zones are put in layers by their distance from the entrance; the layers follow the way of a specimen, in bands that turn at the wall like
/// the lines of a plough. The same zones and ways always give the same drawing.
/// </summary>
public sealed class FloorLayout
{
    private readonly FloorMeasure _measure;
    private readonly RoomBox[] _rooms;

    public FloorLayout(FloorPlan floor, int entrance, FloorMeasure measure)
    {
        ArgumentNullException.ThrowIfNull(floor);
        ArgumentNullException.ThrowIfNull(measure);
        _measure = measure;
        _rooms = new RoomBox[floor.Zones.Count];
        var layers = Layers(floor, entrance);
        var top = 0;
        for (var first = 0; first < layers.Count; first += measure.Columns)
        {
            var band = layers.GetRange(first, Math.Min(measure.Columns, layers.Count - first));
            top += PlaceBand(band, top, isReturning: first / measure.Columns % 2 == 1) + measure.Gap;
        }

        Width = (measure.Columns * (measure.RoomWidth + measure.Gap)) - measure.Gap;
        Height = Math.Max(top - measure.Gap, measure.RoomHeight);
        Ways = [.. Pairs(floor).Select(pair => Way(floor, pair.From, pair.To))];
    }

    public int Width { get; }

    public int Height { get; }

    public ImmutableArray<DrawnWay> Ways { get; }

    public RoomBox this[int zone] => _rooms[zone];

    private int PlaceBand(List<List<int>> band, int top, bool isReturning)
    {
        var rows = band.Max(layer => layer.Count);
        for (var place = 0; place < band.Count; place++)
        {
            var column = isReturning ? _measure.Columns - 1 - place : place;
            for (var row = 0; row < band[place].Count; row++)
            {
                // the last room of a short layer is as high as the rows that are left
                var high = row == band[place].Count - 1 ? rows - row : 1;
                _rooms[band[place][row]] = new RoomBox(
                    column * (_measure.RoomWidth + _measure.Gap), top + (row * (_measure.RoomHeight + _measure.Gap)), _measure.RoomWidth, (high * (_measure.RoomHeight + _measure.Gap)) - _measure.Gap);
            }
        }

        return (rows * (_measure.RoomHeight + _measure.Gap)) - _measure.Gap;
    }

    /// <summary>Layers by distance; within one, zones stand below each other as their neighbours in the layer before do.</summary>
    private static List<List<int>> Layers(FloorPlan floor, int entrance)
    {
        var (layers, row) = (new List<List<int>>(), new int[floor.Zones.Count]);
        Array.Fill(row, -1);
        foreach (var start in Enumerable.Range(0, floor.Zones.Count).Prepend(entrance))
        {
            if (row[start] >= 0) continue;
            row[start] = 0;
            for (List<int> layer = [start]; layer.Count > 0;)
            {
                layers.Add(layer);
                var next = Enumerable.Range(0, floor.Zones.Count).Where(zone => row[zone] < 0 && layer.Exists(known => floor.IsAdjacent(known, zone)))
                    .OrderBy(zone => layer.Where(known => floor.IsAdjacent(known, zone)).Average(known => row[known])).ThenBy(zone => zone).ToList();
                for (var place = 0; place < next.Count; place++) row[next[place]] = place;
                layer = next;
            }
        }

        return layers;
    }

    private static IEnumerable<(int From, int To)> Pairs(FloorPlan floor) =>
        from one in Enumerable.Range(0, floor.Zones.Count)
        from other in Enumerable.Range(one + 1, floor.Zones.Count - one - 1)
        where floor.IsAdjacent(one, other)
        select (one, other);

    private DrawnWay Way(FloorPlan floor, int from, int to)
    {
        var (a, b) = (_rooms[from], _rooms[to]);
        var (seconds, door) = (floor.TravelSeconds(from, to), floor.DoorBetween(from, to));
        var (top, bottom) = (Math.Max(a.Top, b.Top), Math.Min(a.Bottom, b.Bottom));
        if (a.Right <= b.Left || b.Right <= a.Left)
        {
            var (x1, x2) = a.Right <= b.Left ? (a.Right, b.Left) : (a.Left, b.Right);
            // rooms that face each other are joined straight across, others from the corners that are nearest
            if (top < bottom) return new DrawnWay(from, to, seconds, door, x1, (top + bottom) / 2, x2, (top + bottom) / 2);
            return a.Bottom <= b.Top ? new DrawnWay(from, to, seconds, door, x1, a.Bottom - 16, x2, b.Top + 16) : new DrawnWay(from, to, seconds, door, x1, a.Top + 16, x2, b.Bottom - 16);
        }

        var middle = (Math.Max(a.Left, b.Left) + Math.Min(a.Right, b.Right)) / 2;
        return a.Bottom <= b.Top ? new DrawnWay(from, to, seconds, door, middle, a.Bottom, middle, b.Top) : new DrawnWay(from, to, seconds, door, middle, a.Top, middle, b.Bottom);
    }
}
