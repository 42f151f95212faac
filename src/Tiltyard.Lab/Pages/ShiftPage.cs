using System.Collections.Immutable;
using Tiltyard.Reports;
using Tiltyard.Reports.Page;

namespace Tiltyard.Lab.Pages;

/// <summary>
/// The page of one shift: a file that asks nothing of the network, reads without scripts as the end of the shift, and with its own script shows any second of it. Its
/// policy allows exactly its own style and script, by hash, so that no text of an agent can become one.
/// </summary>
public static class ShiftPage
{
    public static string Render(ShiftRecord shift)
    {
        ArgumentNullException.ThrowIfNull(shift);
        var timeline = new Timeline(shift.End);
        var loads = new DeviceLoads(shift);
        var devices = new DeviceLanes(shift, loads, timeline);
        ImmutableArray<(string Id, string Title, string Lead, Markup Part)> parts =
        [
            ("devices", "Devices", "Runs, spins, services, faults and failed controls.", devices.Gantt()),
            ("queues", "Queues", "Specimens that wait for each device; all on one scale.", devices.Queues()),
            ("specimens", "Specimens", "A lane for each: stages, the time it is due, when it was out, harm.", Specimens(shift, timeline)),
            ("alarms", "Alarms", "What rang, when, and what it was about.", new AlarmSection(shift, timeline).Draw()),
            ("audit", "Audit trail", "Every attempt with its answer and the first signs of the chain's hash after it.", new AuditTable(shift).Draw()),
        ];
        return Assemble(shift, loads, timeline, parts);
    }

    private static Markup Specimens(ShiftRecord shift, Timeline timeline)
    {
        var swatches = StageLook.All.Select(look => Markup.Of($"""<li><svg class="swatch" aria-hidden="true"><rect class="{look.Css}" width="22" y="{look.Y}" height="{look.Height}"/></svg>{look.Word}</li>"""));
        return Markup.Of(
            $"""
            <ul class="legend">{Markup.Join(swatches)}<li><b class="k-due">▼</b> due</li><li><b class="k-out">✓</b> out</li><li><b class="k-late">✓</b> out late</li><li><b class="k-harm">✕</b> harm</li></ul>
            {new StagePicture(shift, timeline).Draw()}
            {new SpecimenLanes(shift, timeline).Draw()}
            """);
    }

    private static string Assemble(ShiftRecord shift, DeviceLoads loads, Timeline timeline, ImmutableArray<(string Id, string Title, string Lead, Markup Part)> parts)
    {
        var header = new ShiftHeader(shift);
        return Markup.Of(
            $"""
            {PageHead.Draw(Markup.Of($"Laboratory · {header.Title}"), ShiftPageStyle.Text, ShiftPageScript.Text)}
            <body>
            <a class="skip" href="#floor">To the floor plan</a>
            {Markup.Trusted(ShiftPagePictures.Textures)}
            <header class="top"><p class="sub">Hospital laboratory, one shift</p><h1>{header.Title}</h1>
            <nav aria-label="Parts of this page"><a href="#floor">Floor plan</a> {Markup.Join(parts.Select(part => Markup.Of($"""<a href="#{part.Id}">{part.Title}</a>""")), " ")}</nav></header>
            <main>
            <section id="verdict" aria-label="What the shift came to">{header.Draw()}</section>
            {TimeControls.Draw(timeline)}
            <section id="floor" aria-labelledby="h-floor"><h2 id="h-floor">Floor plan</h2>
            {new FloorSection(shift, loads).Draw()}
            </section>
            {Markup.Join(parts.Select(Section), "\n")}
            </main>
            <footer>Made from the record of the episode alone; the same record gives the same bytes. Text of agents is shown as data.</footer>
            <script type="application/json" id="shift">{ShiftData.Write(shift, loads)}</script>
            <script>{Markup.Trusted(ShiftPageScript.Text)}</script>
            </body>
            </html>

            """).ToString();
    }

    private static Markup Section((string Id, string Title, string Lead, Markup Part) part) => Markup.Of(
        $"""
        <section id="{part.Id}" aria-labelledby="h-{part.Id}"><h2 id="h-{part.Id}">{part.Title}</h2><p class="lead">{part.Lead}</p>
        {part.Part}
        </section>
        """);
}
