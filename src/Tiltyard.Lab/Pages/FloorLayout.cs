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

/// <summary>How rooms are drawn, in units of the drawing, and how many layers of them stand side by side.</summary>
/// <param name="RoomHeight">Of a room without devices.</param>
/// <param name="DeviceHeight">What a device adds to it.</param>
public sealed record FloorMeasure(int Columns, int RoomWidth, int RoomHeight, int DeviceHeight, int Gap)
{
    public static FloorMeasure Wide { get; } = new(5, 216, 84, 37, 34);

    public static FloorMeasure Narrow { get; } = new(2, 172, 84, 37, 24);
}

/// <summary>
/// Where each zone is drawn. Zones are put in layers by their distance from the entrance; the layers follow the way of a specimen, in bands that turn at the wall like
/// the lines of a plough. The same zones and ways always give the same drawing.
/// </summary>
public sealed class FloorLayout
{
    /// <summary>As wide as the style sheet draws a way.</summary>
    private const int WayWidth = 15;

    private readonly FloorMeasure _measure;
    private readonly RoomBox[] _rooms;
    private readonly List<RoomBox> _bands = [];

    /// <param name="floor">Zones and ways.</param>
    /// <param name="devices">How many devices stand in each zone.</param>
    /// <param name="entrance">The zone that comes first.</param>
    /// <param name="measure">The sizes.</param>
    public FloorLayout(FloorPlan floor, IReadOnlyList<int> devices, int entrance, FloorMeasure measure)
    {
        ArgumentNullException.ThrowIfNull(floor);
        ArgumentNullException.ThrowIfNull(devices);
        ArgumentNullException.ThrowIfNull(measure);
        _measure = measure;
        _rooms = new RoomBox[floor.Zones.Count];
        var layers = Layers(floor, entrance);
        Width = (measure.Columns * Column) - measure.Gap;
        var top = 0;
        for (var first = 0; first < layers.Count; first += measure.Columns)
        {
            var band = layers.GetRange(first, Math.Min(measure.Columns, layers.Count - first));
            var isReturning = first / measure.Columns % 2 == 1;
            var (height, width) = (PlaceBand(band, devices, top, isReturning), (band.Count * Column) - measure.Gap);
            _bands.Add(new RoomBox(isReturning ? Width - width : 0, top, width, height));
            top += height + measure.Gap;
        }

        Height = top - measure.Gap;
        Ways = [.. Pairs(floor).Select(pair => Way(floor, pair.From, pair.To))];
    }

    public int Width { get; }

    public int Height { get; }

    public ImmutableArray<DrawnWay> Ways { get; }

    /// <summary>The parts of the building, one below the other.</summary>
    public IReadOnlyList<RoomBox> Bands => _bands;

    /// <summary>The ground beside the last band, or a strip below it where that band is full.</summary>
    public RoomBox Yard => _bands[^1] switch
    {
        { Left: > 0 } last => new RoomBox(0, last.Top, last.Left - _measure.Gap, last.Height),
        var last when last.Right < Width => new RoomBox(last.Right + _measure.Gap, last.Top, Width - last.Right - _measure.Gap, last.Height),
        _ => new RoomBox(0, Height + _measure.Gap, Width, _measure.RoomHeight),
    };

    private int Column => _measure.RoomWidth + _measure.Gap;

    public RoomBox this[int zone] => _rooms[zone];

    /// <summary>A row is as high as its fullest room needs; a room that has a layer to itself is as high as its band.</summary>
    private int PlaceBand(List<List<int>> band, IReadOnlyList<int> devices, int top, bool isReturning)
    {
        var rows = band.Max(layer => layer.Count);
        var tops = new int[rows + 1];
        for (var row = 0; row < rows; row++)
            tops[row + 1] = tops[row] + _measure.RoomHeight + (_measure.DeviceHeight * band.Where(layer => row < layer.Count && (layer.Count > 1 || rows == 1)).Select(layer => devices[layer[row]]).DefaultIfEmpty(0).Max()) + _measure.Gap;
        for (var place = 0; place < band.Count; place++)
        {
            var column = isReturning ? _measure.Columns - 1 - place : place;
            for (var row = 0; row < band[place].Count; row++)
            {
                // the last room of a short layer takes the rows that are left
                var end = row == band[place].Count - 1 ? rows : row + 1;
                _rooms[band[place][row]] = new RoomBox(column * Column, top + tops[row], _measure.RoomWidth, tops[end] - tops[row] - _measure.Gap);
            }
        }

        return tops[rows] - _measure.Gap;
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

        if (IsBlocked(a, b))
        {
            // another room lies between: the way runs along its wall, in the aisle
            var x = a.Left > 0 ? a.Left - (WayWidth / 2) : a.Right + (WayWidth / 2);
            return a.Bottom <= b.Top ? new DrawnWay(from, to, seconds, door, x, a.Bottom - 14, x, b.Top + 24) : new DrawnWay(from, to, seconds, door, x, a.Top + 14, x, b.Bottom - 24);
        }

        var middle = (Math.Max(a.Left, b.Left) + Math.Min(a.Right, b.Right)) / 2;
        return a.Bottom <= b.Top ? new DrawnWay(from, to, seconds, door, middle, a.Bottom, middle, b.Top) : new DrawnWay(from, to, seconds, door, middle, a.Top, middle, b.Bottom);
    }

    private bool IsBlocked(RoomBox one, RoomBox other)
    {
        var (top, bottom) = (Math.Min(one.Bottom, other.Bottom), Math.Max(one.Top, other.Top));
        return _rooms.Any(room => room.Top >= top && room.Bottom <= bottom && room.Left < Math.Min(one.Right, other.Right) && room.Right > Math.Max(one.Left, other.Left));
    }
}
