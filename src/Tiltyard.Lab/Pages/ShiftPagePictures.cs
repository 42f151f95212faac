namespace Tiltyard.Lab.Pages;

/// <summary>The part of the style sheet that is for the floor plan and the lanes, and the textures that it names.</summary>
internal static class ShiftPagePictures
{
    /// <summary>Textures, for whoever cannot tell the colours apart. They are referred to from the style sheet, so that they lie in the page once.</summary>
    public const string Textures =
        """
        <svg class="defs" aria-hidden="true"><defs>
        <pattern id="t-spin" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="t-violet" width="2.6" height="5"/></pattern>
        <pattern id="t-fault" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect class="t-red" width="3.4" height="6"/></pattern>
        <pattern id="t-serv" width="4" height="4" patternUnits="userSpaceOnUse"><circle class="t-muted" cx="2" cy="2" r="1.1"/></pattern>
        </defs></svg>
        """;

    public const string Text =
        """
        .floor{width:100%;height:auto;font-size:12px}
        .floor-narrow{max-width:26rem;margin:0 auto}
        .outline{fill:var(--muted)}
        .building{fill:var(--panel)}
        .way{stroke:var(--rule);stroke-width:15}
        .wall{fill:var(--paper);stroke:var(--muted);stroke-width:1.6}
        .hatch{stroke:var(--red);stroke-width:1.6;opacity:.26}
        .swatch .hatched{stroke:var(--red);stroke-dasharray:4 2}
        .restricted .wall{stroke:var(--red);stroke-dasharray:7 4}
        .floor text{fill:var(--ink)}
        .room-name{font-weight:650;font-size:13px}
        .floor .room-note{fill:var(--muted);text-anchor:end;font-size:11px}
        .floor .room-note.start{text-anchor:start}
                .tubes text{font-size:11.5px;font-variant-numeric:tabular-nums}
        .dots{stroke:var(--violet);stroke-width:8;stroke-dasharray:4 3}
        .chip{fill:var(--panel);stroke:var(--rule)}
        .edge{fill:var(--muted)}
        .device-name{font-weight:600;font-size:11.5px}
        .floor .state{fill:var(--muted);font-size:11px}
        .floor .waits{text-anchor:end;font-size:11px;font-variant-numeric:tabular-nums}
        .floor .sign{text-anchor:middle;font-size:12px}
        .run .edge{fill:var(--blue)}.run .chip{fill:var(--band)}.floor .run .state,.floor .run .sign{fill:var(--blue);font-weight:600}
        .fault .edge{fill:var(--red)}.fault .chip{stroke:var(--red);stroke-width:2}.floor .fault .state,.floor .fault .sign{fill:var(--red);font-weight:700}
        .qc .edge{fill:var(--red)}.qc .chip{stroke:var(--red);stroke-width:2;stroke-dasharray:5 3}.floor .qc .state,.floor .qc .sign{fill:var(--red);font-weight:700}
        .serv .edge{fill:var(--amber)}.serv .chip{stroke:var(--amber);stroke-width:1.6}.floor .serv .state,.floor .serv .sign{fill:var(--amber);font-weight:650}
        .legend .run .sign{color:var(--blue)}.legend .fault .sign,.legend .qc .sign,.k-harm{color:var(--red)}.legend .serv .sign,.k-due{color:var(--amber)}.k-out{color:var(--green)}.k-late{color:var(--red)}.k-person{color:var(--green)}
        .person .mark{fill:var(--green);stroke:var(--paper);stroke-width:1.2}
        .person text{font-size:11px;paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}
        .hostile .mark{fill:var(--red)}
        .floor .hostile text{fill:var(--red);font-weight:650}
        .sill{fill:var(--paper)}
        .leaf{stroke:var(--ink);stroke-width:4}
        .locked .leaf{stroke:var(--red)}
        .door.open .leaf{transform-origin:0 -13px;transform:rotate(-58deg);stroke:var(--amber)}
        .floor .word{text-anchor:middle;font-size:10px;font-weight:650;fill:var(--amber)}
        .road{stroke:var(--muted);stroke-width:3;stroke-dasharray:10 6}
        .arrow{fill:var(--muted)}
        .t-violet{fill:var(--violet)}.t-red{fill:var(--red)}.t-muted{fill:var(--muted)}
        .lanes{position:relative;cursor:crosshair}
        .scroller{max-height:44rem;overflow:auto;overscroll-behavior:auto;border:1px solid var(--rule);border-radius:8px;padding:0 .8rem}
        .scroller .axis{position:sticky;bottom:0;background:var(--paper);z-index:1}
        .lane{display:grid;grid-template-columns:var(--gutter) 1fr;align-items:center;border-top:1px solid var(--rule);position:relative}
        .lane-name{font-size:.86rem;line-height:1.25;padding-right:.7rem;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
        .lane-name b{font-weight:600}
        .stat{background:var(--red);color:var(--paper);border-radius:3px;padding:0 .25rem;font-size:.7rem;font-weight:700}
        .track{display:block;width:100%;overflow:visible}
        .h18{height:18px}.h19{height:19px}.h20{height:20px}.h26{height:26px}.h40{height:40px}.h120{height:120px}
        .grid,.moment{position:absolute;left:var(--gutter);top:0;width:calc(100% - var(--gutter));height:100%;pointer-events:none;overflow:visible}
        .grid line{stroke:var(--rule);stroke-width:1}
        .moment line{stroke:var(--blue);stroke-width:2}
        .axis text{fill:var(--muted);font-size:11px;text-anchor:middle;font-variant-numeric:tabular-nums}
        .axis .first{text-anchor:start}.axis .last{text-anchor:end}
        .axis .lane-name{color:var(--muted);font-size:.78rem}
        .b-run{fill:var(--blue)}
        .b-spin,.g-spin{fill:url(#t-spin);stroke:var(--violet);stroke-width:1}
        .b-fault{fill:url(#t-fault);stroke:var(--red);stroke-width:1.2}
        .b-serv{fill:url(#t-serv);stroke:var(--muted);stroke-width:1.2}
        .b-qc{fill:var(--red)}
        .m-fault path{stroke:var(--red);stroke-width:3;fill:none}
        .b-queue{fill:var(--orange);fill-opacity:.5;stroke:var(--orange);stroke-width:1.5;vector-effect:non-scaling-stroke}
        .g-road{fill:var(--ink)}
        .g-desk{fill:var(--paper);stroke:var(--muted);stroke-width:1.2}
        .g-accepted{fill:var(--rule);stroke:var(--muted);stroke-width:.8}
        .g-prep{fill:var(--violet);fill-opacity:.4}
        .g-queue{fill:var(--orange)}
        .g-run{fill:var(--blue)}
        .g-result{fill:var(--green);fill-opacity:.5;stroke:var(--green);stroke-width:.8}
        .g-held{fill:var(--paper);stroke:var(--red);stroke-width:1.6;stroke-dasharray:4 2}
        .a{vector-effect:non-scaling-stroke}
        .m-due path{fill:var(--amber);stroke:var(--amber);stroke-width:1.2}
        .m-out path,.m-late path{fill:none;stroke:var(--green);stroke-width:2.4}
        .m-late path{stroke:var(--red)}
        .m-harm path{fill:none;stroke:var(--red);stroke-width:2.8}
        .al-grave{fill:var(--red)}.al-stopped{fill:var(--amber)}.al-plain{fill:var(--orange)}
        rect.al-plain{fill-opacity:.75}
        """;
}
