using Tiltyard.Reports;

namespace Tiltyard.Lab.Pages;

/// <summary>The floor plan for wide and for narrow windows, its legend, and the same in words.</summary>
internal sealed class FloorSection(ShiftRecord shift, DeviceLoads loads)
{
    public Markup Draw()
    {
        var looks = DeviceLook.All.Take(5).Select(look => Markup.Of($"""<li class="device {look.Css}"><b class="sign">{look.Sign}</b> {look.Word}</li>"""));
        var hostile = Markup.When(shift.Staff.Any(one => one.IsHostile), $"""<li><b class="k-harm">▲</b> an attacker's seat</li>""");
        return Markup.Of(
            $"""
            {new FloorDrawing(shift, loads, FloorMeasure.Wide).Draw("wide")}
            {new FloorDrawing(shift, loads, FloorMeasure.Narrow).Draw("narrow")}
            <ul class="legend">{Markup.Join(looks)}<li><b class="k-person">●</b> somebody on duty</li>{hostile}<li><svg class="swatch" aria-hidden="true"><rect class="hatched" width="22" y="2" height="15" fill="url(#hatch-wide)"/></svg>restricted</li></ul>
            <p class="lead">A specimen is counted in the zone in which its stage is worked on, in the queue of a device, or in the device.</p>
            <details><summary>The floor in words</summary>
            <div class="words"><table><thead><tr><th scope="col">Device</th><th scope="col">Zone</th><th scope="col">Now</th><th scope="col">Queue</th></tr></thead><tbody>
            {Markup.Join(Enumerable.Range(0, shift.Devices.Length).Select(Device), "\n")}
            </tbody></table>
            <table><thead><tr><th scope="col">Seat</th><th scope="col">Agent</th><th scope="col">Now in</th></tr></thead><tbody>
            {Markup.Join(shift.Staff.Select(Person), "\n")}
            </tbody></table></div></details>
            """);
    }

    private Markup Device(int place)
    {
        var device = shift.Devices[place];
        return Markup.Of(
            $"""<tr data-device-row="{place}"><th scope="row">{ReadableNames.Of(device.Name)}</th><td>{Zone(shift.Policy.Equipment.DeviceInfo[place].Zone)}</td><td class="now">{DeviceLook.Of(device.Moments.Last).With(loads[place].At(shift.End, ""))}</td><td class="queue">{device.Queue.Last}</td></tr>""");
    }

    private Markup Person(StaffTrack one, int place) => Markup.Of(
        $"""<tr data-seat-row="{place}"><th scope="row">{ReadableNames.Plain(one.Seat)}{(one.IsHostile ? " ▲" : "")}</th><td>{ReadableNames.Plain(one.Agent)}</td><td class="now">{(one.Zones.Last >= 0 ? Zone(one.Zones.Last) : "nowhere known")}</td></tr>""");

    private string Zone(int zone) => ReadableNames.Of(shift.Policy.Floor.Zones[zone]);
}
