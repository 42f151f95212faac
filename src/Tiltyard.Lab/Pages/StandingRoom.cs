namespace Tiltyard.Lab.Pages;

/// <summary>Where people stand in the drawn rooms: in the order of their seats, in rows along the lower wall. The page's script counts the same way.</summary>
internal sealed class StandingRoom(FloorLayout layout, FloorMeasure measure)
{
    public const int Line = 17;

    /// <summary>Of the lowest row above the floor's edge.</summary>
    public const int Foot = 11;

    public static int Columns(FloorMeasure measure) => Math.Max(1, measure.RoomWidth / 84);

    public static int SlotWidth(FloorMeasure measure) => (measure.RoomWidth - 16) / Columns(measure);

    /// <summary>Everybody who is somewhere at the end.</summary>
    public IEnumerable<(int Seat, int X, int Y)> Stand(ShiftRecord shift)
    {
        var taken = new int[shift.Policy.Floor.Zones.Count];
        for (var seat = 0; seat < shift.Staff.Length; seat++)
        {
            var zone = shift.Staff[seat].Zones.Last;
            if (zone < 0) continue;
            var slot = taken[zone]++;
            var box = layout[zone];
            yield return (seat, box.Left + 14 + (slot % Columns(measure) * SlotWidth(measure)), box.Bottom - Foot - (slot / Columns(measure) * Line));
        }
    }
}
