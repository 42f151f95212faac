using Tiltyard.Documents;
using Tiltyard.Lab.Policies;
using Tiltyard.Reports;

namespace Tiltyard.Lab.Pages;

/// <summary>The floor plan as a picture of the end of the shift. Everything that moves carries its number, by which the page's script finds it.</summary>
internal sealed class FloorDrawing
{
    private const int Margin = 16;
    private const int ChipHeight = 33;
    private const int FirstChip = 46;

    private readonly ShiftRecord _shift;
    private readonly FloorLayout _layout;
    private readonly FloorMeasure _measure;
    private readonly StandingRoom _standing;
    private readonly Whereabouts _places;
    private readonly TubesDrawing _tubes;
    private readonly DeviceLoads _loads;

    public FloorDrawing(ShiftRecord shift, DeviceLoads loads, FloorMeasure measure)
    {
        _shift = shift;
        _loads = loads;
        _measure = measure;
        _layout = new FloorLayout(shift.Policy.Floor, [.. shift.Policy.Floor.Zones.Names.Select((_, zone) => shift.Policy.Equipment.DeviceInfo.Count(device => device.Zone == zone))], Entrance(shift.Policy), measure);
        _standing = new StandingRoom(_layout, measure);
        _places = new Whereabouts(shift.Policy);
        var counts = new int[_places.Road + 1];
        foreach (var specimen in shift.Specimens)
        {
            if (specimen.Stages.Last.Place >= 0) counts[specimen.Stages.Last.Place]++;
        }

        _tubes = new TubesDrawing(counts);
    }

    private FloorPlan Floor => _shift.Policy.Floor;

    public Markup Draw(string name) => Markup.Of(
        $"""
        <svg class="floor floor-{name}" viewBox="{-Margin} {-Margin} {_layout.Width + (2 * Margin)} {Math.Max(_layout.Height, _layout.Yard.Bottom) + (2 * Margin)}" role="img" aria-labelledby="floor-{name}-title" data-columns="{StandingRoom.Columns(_measure)}" data-slot="{StandingRoom.SlotWidth(_measure)}">
        <title id="floor-{name}-title">Floor plan of the laboratory with its devices, people and specimens; the table below it says the same in words.</title>
        <defs><pattern id="hatch-{name}" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="hatch" y2="9"/></pattern></defs>
        {Markup.Join([.. _layout.Bands.Select(band => Building(band, "outline", 13)), .. _layout.Bands.Select(band => Building(band, "building", 11))])}
        {Markup.Join(_layout.Ways.Select(Way), "\n")}
        {Markup.Join(Enumerable.Range(0, Floor.Zones.Count).Select(zone => Room(zone, name)), "\n")}
        {Markup.Join(_layout.Ways.Where(way => way.Door >= 0).Select(Door), "\n")}
        {new YardDrawing(_shift.Policy, _places, _tubes).Draw(_layout)}
        {Markup.Join(_standing.Stand(_shift).Select(Person), "\n")}
        </svg>
        """);

    private static int Entrance(LabPolicy policy)
    {
        var zones = policy.Documents["zones"].Maps("zones");
        for (var zone = 0; zone < zones.Length; zone++)
        {
            if (zones[zone].Text("kind") is "INGRESS") return zone;
        }

        return 0;
    }

    /// <summary>A part of the building. Outlines are drawn first and floors over them, so that parts that touch become one; a floor reaches into the part above.</summary>
    private Markup Building(RoomBox band, string css, int over)
    {
        var up = band.Top == 0 ? over : css is "building" ? _measure.Gap : _measure.Gap - over;
        return Markup.Of($"""<rect class="{css}" x="{band.Left - over}" y="{band.Top - up}" width="{band.Width + (2 * over)}" height="{band.Height + up + over}"/>""");
    }

    private Markup Way(DrawnWay way) => Markup.Of(
        $"""<line class="way" x1="{way.X1}" y1="{way.Y1}" x2="{way.X2}" y2="{way.Y2}"><title>{ReadableNames.Of(Floor.Zones[way.From])} to {ReadableNames.Of(Floor.Zones[way.To])}: {way.Seconds} s</title></line>""");

    private Markup Door(DrawnWay way)
    {
        var (isOpen, info) = (_shift.Doors[way.Door].Last, Floor.DoorInfo[way.Door]);
        var turn = way.IsLevel ? "" : " rotate(90)";
        var needs = info.TokenType is { } token ? $", needs {ReadableNames.Plain(token)}" : "";
        return Markup.Of(
            $"""<g class="door{(isOpen ? " open" : "")}{(info.TokenType is null ? "" : " locked")}" data-door="{way.Door}" transform="translate({way.MiddleX} {way.MiddleY}){turn}"><title>{ReadableNames.Plain(Floor.Doors[way.Door])}: at most {info.MaxOpenSeconds} s open{needs}</title><rect class="sill" x="-4" y="-13" width="8" height="26"/><line class="leaf" y1="-13" y2="13"/><text class="word" y="25">{(isOpen ? "open" : "")}</text></g>""");
    }

    private Markup Room(int zone, string name)
    {
        var box = _layout[zone];
        var devices = Enumerable.Range(0, _shift.Devices.Length).Where(device => _shift.Policy.Equipment.DeviceInfo[device].Zone == zone).ToList();
        var hatch = Markup.When(Floor.Restricted[zone], $"""<rect class="hatched" width="{box.Width}" height="{box.Height}" rx="5" fill="url(#hatch-{name})"/>""");
        return Markup.Of(
            $"""
            <g class="room{(Floor.Restricted[zone] ? " restricted" : "")}" data-zone="{zone}" data-w="{box.Width}" data-h="{box.Height}" transform="translate({box.Left} {box.Top})"><title>{ReadableNames.Plain(Floor.Zones[zone])}{(Floor.Restricted[zone] ? ", restricted" : "")}</title>
            <rect class="wall" width="{box.Width}" height="{box.Height}" rx="5"/>{hatch}
            <text class="room-name" x="10" y="19">{ReadableNames.Of(Floor.Zones[zone])}</text><text class="room-note" x="{box.Width - 10}" y="36">{Note(zone)}</text>
            {_tubes.Draw(zone, 10, 36, "specimen", "specimens")}
            {Markup.Join(devices.Select((device, place) => Chip(device, FirstChip + (place * _measure.DeviceHeight), box.Width - 16)), "\n")}
            </g>
            """);
    }

    /// <summary>The cold of a cold room.</summary>
    private string Note(int zone)
    {
        var band = Floor.Bands[Floor.BandOf[zone]];
        var degrees = _shift.Policy.Documents["zones"].Map("temperature_bands").Map(band);
        return degrees.Number("high") < 15 ? $"{Digits.Coordinate(degrees.Number("low"))} to {Digits.Coordinate(degrees.Number("high"))} °C" : "";
    }

    private Markup Chip(int device, int top, int width)
    {
        var look = DeviceLook.Of(_shift.Devices[device].Moments.Last);
        var queue = _shift.Devices[device].Queue.Last;
        return Markup.Of(
            $"""<g class="device {look.Css}" data-device="{device}" transform="translate(8 {top})"><title>{ReadableNames.Plain(_shift.Devices[device].Name)}</title><rect class="chip" width="{width}" height="{ChipHeight}" rx="5"/><rect class="edge" width="5" height="{ChipHeight}"/><text class="sign" x="17" y="14">{look.Sign}</text><text class="device-name" x="28" y="14">{ReadableNames.Of(_shift.Devices[device].Name)}</text><text class="state" x="28" y="27">{look.With(_loads[device].At(_shift.End, ""))}</text><text class="waits" x="{width - 8}" y="14">{(queue > 0 ? $"queue {queue}" : "")}</text></g>""");
    }

    private Markup Person((int Seat, int X, int Y) at)
    {
        var one = _shift.Staff[at.Seat];
        var name = ReadableNames.OfSeat(LabSeatName.Of(one, _shift.Staff));
        var mark = one.IsHostile ? Markup.Of($"""<path class="mark" d="M0 -6L6 5H-6Z"/>""") : Markup.Of($"""<circle class="mark" r="5"/>""");
        return Markup.Of(
            $"""<g class="person{(one.IsHostile ? " hostile" : "")}" data-seat="{at.Seat}" transform="translate({at.X} {at.Y})"><title>{ReadableNames.Plain(one.Seat)}, {ReadableNames.Plain(one.Agent)}{(one.IsHostile ? ", an attacker's seat" : "")}</title>{mark}<text x="9" y="4">{name}</text></g>""");
    }
}
