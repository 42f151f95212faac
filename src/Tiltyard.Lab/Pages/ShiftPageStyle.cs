using Tiltyard.Reports.Charts;

namespace Tiltyard.Lab.Pages;

/// <summary>The style sheet of a shift's page. Its colours are those of all other pages.</summary>
internal static class ShiftPageStyle
{
    public static string Text { get; } =
        ("\n:root{color-scheme:light dark;--gutter:15rem;" + Colours(dark: false) + "}\n@media(prefers-color-scheme:dark){:root{" + Colours(dark: true) + "}}\n"
            + Frame + "\n" + ShiftPagePictures.Text + "\n" + Windows + "\n").ReplaceLineEndings("\n");

    private const string Frame =
        """
        *{box-sizing:border-box}
        [hidden]{display:none!important}
        html{-webkit-text-size-adjust:100%;scroll-padding-top:6.5rem}
        body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
        main,header.top,footer{max-width:84rem;margin:0 auto;padding:0 1.5rem}
        header.top{padding-top:1.75rem}
        h1{font-size:1.65rem;line-height:1.2;font-weight:650;letter-spacing:-.012em;margin:0 0 .5rem}
        h2{font-size:1.2rem;line-height:1.3;font-weight:650;margin:0 0 .5rem}
        h3{font-size:1rem;font-weight:650;margin:1.25rem 0 .4rem}
        small,.sub,.lead,.rest,footer,.none{color:var(--muted)}
        small{font-size:.82rem;font-weight:400}
        .sub{margin:0;font-size:.92rem}
        .lead{margin:0 0 .75rem}
        .rest{margin:.5rem 0 0;font-size:.9rem}
        a{color:var(--blue);text-underline-offset:.18em}
        :focus-visible{outline:3px solid var(--blue);outline-offset:2px;border-radius:3px}
        code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.86em}
        .skip{position:absolute;left:-99rem}
        .skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:9}
        .defs{position:absolute;width:0;height:0}
        nav{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;margin:0 0 1rem;font-size:.92rem}
        section{margin:2.25rem 0}
        #verdict{margin:1rem 0}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(10.5rem,1fr));gap:.75rem;margin:0 0 1rem}
        .tiles div{border:1px solid var(--rule);border-radius:8px;padding:.55rem .95rem}
        .tiles dt{font-size:.82rem;color:var(--muted)}
        .tiles dd{margin:0;font-size:1.5rem;line-height:1.25;font-weight:600;font-variant-numeric:tabular-nums}
        .tiles dd.note{font-size:.82rem;font-weight:400;line-height:1.35;color:var(--muted)}
        .tiles .good dd:not(.note){color:var(--green)}.tiles .bad dd:not(.note){color:var(--red)}.tiles .some dd:not(.note){color:var(--amber)}
        .tiles .bad{border-color:var(--red)}
        .facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr));gap:.45rem 1.5rem;margin:0}
        .facts dt{font-size:.82rem;color:var(--muted)}
        .facts dd{margin:0;font-size:.94rem}
        .time{position:sticky;top:0;z-index:5;display:grid;grid-template-columns:auto auto 1fr auto;gap:.25rem .9rem;align-items:center;background:var(--paper);border:1px solid var(--rule);border-radius:8px;padding:.55rem .95rem;box-shadow:0 3px 10px rgb(0 0 0/.12)}
        .time p{grid-column:1/-1;margin:0;font-size:.9rem;color:var(--muted);font-variant-numeric:tabular-nums}
        .time p b{color:var(--ink);font-weight:600}
        .time p .ring{color:var(--red);font-weight:600}
        #clock{font-size:1.25rem;font-weight:650;font-variant-numeric:tabular-nums;min-width:4.2rem;text-align:right}
        #time{width:100%;min-width:6rem;accent-color:var(--blue)}
        button,select,input[type=search]{font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--muted);border-radius:5px;padding:.2rem .6rem;max-width:100%}
        button{cursor:pointer}
        button:hover{border-color:var(--blue);color:var(--blue)}
        #play{min-width:6.2rem}
        .tools{display:flex;flex-wrap:wrap;gap:.5rem 1.1rem;align-items:center;font-size:.92rem;margin:0 0 .75rem}
        .lanes+.tools{margin-top:1.25rem}
        output{color:var(--muted)}
        #clock{color:var(--ink)}
        .legend{display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;list-style:none;margin:0 0 .75rem;padding:0;font-size:.86rem}
        .legend li{display:flex;align-items:center;gap:.4rem}
        .legend .sign{display:inline-block;width:1.3em;text-align:center}
        .swatch{width:22px;height:19px}
        table{border-collapse:collapse;width:100%}
        th,td{text-align:left;vertical-align:baseline;padding:.3rem .8rem .3rem 0;border-top:1px solid var(--rule);font-weight:400}
        thead th{border-top:0;font-size:.8rem;color:var(--muted)}
        tbody th{font-weight:550}
        summary{cursor:pointer;color:var(--blue);padding:.3rem 0}
        .words{display:grid;grid-template-columns:1fr 1fr;gap:2rem;font-size:.92rem}
        .moments{margin:0;padding-left:0;list-style:none;font-size:.94rem}
        .moments li{display:flex;gap:.7rem;align-items:baseline;padding:.15rem 0}
        .moments b{font-weight:600;min-width:9.5rem}
        .jump{min-width:4.2rem;padding:0 .5rem;font-variant-numeric:tabular-nums}
        .audit{max-height:32rem;overflow:auto;border:1px solid var(--rule);border-radius:8px;scroll-behavior:auto}
        .audit table{font-size:.88rem;min-width:46rem}
        .audit th:nth-child(4),.audit td:nth-child(4){width:38%}
        .audit td:nth-child(5){min-width:13rem}
        .audit code{white-space:nowrap}
        .audit thead th{position:sticky;top:0;background:var(--panel);padding-top:.4rem;z-index:1}
        .audit th:first-child,.audit td:first-child{padding-left:.95rem;white-space:nowrap;font-variant-numeric:tabular-nums}
        .audit td:nth-child(3){white-space:nowrap;font-size:.93em}
        .audit .blocked{background:color-mix(in srgb,var(--amber) 9%,var(--paper))}
        .audit .hostile{background:color-mix(in srgb,var(--red) 11%,var(--paper));box-shadow:inset 4px 0 var(--red)}
        .audit .device td{color:var(--muted)}
        .audit .later td{color:var(--muted);font-style:italic}
        .audit .later{opacity:.7}
        .audit .current td{border-top:2px solid var(--blue)}
        .attacker,.no{color:var(--red);font-weight:650;white-space:nowrap}
        .no{white-space:normal}
        .yes{color:var(--green)}
        .broken{color:var(--amber);font-weight:600}
        footer{margin-top:2.5rem;padding-top:1rem;padding-bottom:2.5rem;font-size:.86rem}
        """;

    private const string Windows =
        """
        .floor-narrow{display:none}
        @media(max-width:52rem){
        :root{--gutter:8.2rem}
        .floor-wide{display:none}
        .floor-narrow{display:block}
        .words{grid-template-columns:1fr;gap:1rem}
        .lane-name small{display:none}
        }
        @media(max-width:44rem){
        main,header.top,footer{padding-left:.9rem;padding-right:.9rem}
        header.top{padding-top:1.1rem}
        h1{font-size:1.35rem}
        section{margin:1.75rem 0}
        .tiles{grid-template-columns:1fr 1fr;gap:.5rem}
        .tiles div{padding:.4rem .7rem}
        .facts{grid-template-columns:1fr}
        .time{grid-template-columns:auto auto 1fr;padding:.45rem .7rem;margin:0 -.4rem}
        .time input{grid-column:1/-1;grid-row:2}
        .axis .odd{display:none}
        .speed{font-size:.86rem}
        #board{font-size:.82rem}
        .moments li{flex-wrap:wrap;gap:.1rem .6rem}
        .audit td,.audit thead{display:block;border:0;padding:.05rem .95rem}
        .audit thead{display:none}
        .audit table,.audit tbody,.audit tr{display:block;min-width:0}
        .audit td:nth-child(4){width:auto}
        .audit td:nth-child(5){min-width:0}
        .audit tr{border-top:1px solid var(--rule);padding:.35rem 0}
        .audit td:first-child{font-weight:650}
        .audit .current td{border-top:0}
        .audit .current{border-top:2px solid var(--blue)}
        .audit td:last-child{display:none}
        select,button{min-height:2.2rem}
        }
        @media(prefers-reduced-motion:no-preference){
        .lively .person{transition:transform .35s ease}
        .lively .leaf{transition:transform .3s ease}
        }
        @media(prefers-contrast:more){:root{--muted:var(--ink);--rule:var(--ink)}}
        @media print{
        body{font-size:9pt;background:#fff;color:#000}
        main,header.top,footer{max-width:none;padding:0}
        nav,.tools,.time,.skip{display:none!important}
        .audit,.scroller{max-height:none;overflow:visible}
        .audit .later{opacity:1}
        section,.lane,tr,.floor{break-inside:avoid}
        #audit,#specimens{break-inside:auto}
        h2{break-after:avoid}
        }
        """;

    private static string Colours(bool dark) => string.Concat(ChartStyle.Palette.Select(colour => $"--{colour.Name}:{(dark ? colour.Dark : colour.Light)};"));
}
