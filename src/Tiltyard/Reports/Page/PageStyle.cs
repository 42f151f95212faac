using Tiltyard.Reports.Charts;

namespace Tiltyard.Reports.Page;

/// <summary>The page's only style sheet. Text sizes follow the reader's own setting; tables fold into blocks on a phone.</summary>
internal static class PageStyle
{
    public static string Text { get; } =
        ("\n:root{color-scheme:light dark;" + ChartStyle.Properties(dark: false) + "}\n@media(prefers-color-scheme:dark){:root{" + ChartStyle.Properties(dark: true)
            + "}}\n" + Rules + "\n" + ChartStyle.Css + "\n" + Narrow + "\n").ReplaceLineEndings("\n");

    private const string Rules =
        """
        *{box-sizing:border-box}
        [hidden]{display:none!important}
        html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
        body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
        main,header.top,footer{max-width:72rem;margin:0 auto;padding:0 1.5rem}
        header.top{padding-top:2.5rem}
        h1{font-size:1.65rem;line-height:1.25;font-weight:650;letter-spacing:-.012em;margin:0 0 .25rem}
        h2{font-size:1.2rem;line-height:1.3;font-weight:650;margin:0 0 .75rem}
        h3{font-size:1rem;font-weight:650;margin:1rem 0 .5rem}
        small,.sub,caption,.label,.lead,footer{color:var(--muted)}
        small{font-size:.82rem;font-weight:400}
        .sub{margin:0 0 1rem}
        .lead{margin:0 0 1rem}
        .lead strong{color:var(--ink)}
        a{color:var(--blue);text-underline-offset:.18em}
        :focus-visible{outline:3px solid var(--blue);outline-offset:2px;border-radius:3px}
        code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.86em}
        .skip{position:absolute;left:-99rem}
        .skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:1}
        nav{display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;margin:0 0 1.5rem;font-size:.92rem}
        section{margin:2.75rem 0}
        table{overflow-wrap:break-word}
        .num,td.num,dd,.fig,.nums{font-variant-numeric:tabular-nums lining-nums}
        .banner{border:1px solid var(--amber);border-left-width:6px;border-radius:6px;padding:.65rem 1rem;margin:0 0 .75rem}
        .banner.grave{border-color:var(--red)}
        .banner.grave strong{color:var(--red)}
        .banner.note strong{color:var(--amber)}
        .verdict{margin:1rem 0 2.75rem;border:1px solid var(--rule);border-left:8px solid var(--tone);border-radius:8px;padding:1.1rem 1.4rem 1.25rem;background:var(--panel)}
        .tone-ok{--tone:var(--green)}.tone-warn{--tone:var(--amber)}.tone-fail{--tone:var(--red)}.tone-inconclusive{--tone:var(--violet)}.tone-none{--tone:var(--muted)}
        .stamp{margin:0;font-size:1.7rem;line-height:1.2;color:var(--tone);letter-spacing:.01em}
        .stamp strong{font-weight:700}
        .glyph{display:inline-block;min-width:1.1em;text-align:center;font-weight:700}
        .line{margin:.3rem 0 0}
        .verdict table{margin-top:1rem}
        table{border-collapse:collapse;width:100%}
        caption{text-align:left;font-size:.86rem;padding:0 0 .5rem}
        th,td{text-align:left;vertical-align:baseline;padding:.5rem .9rem .5rem 0;border-top:1px solid var(--rule);font-weight:400}
        thead th{border-top:0;font-size:.8rem;color:var(--muted);padding-bottom:.3rem}
        tbody th{font-weight:550}
        td:last-child,th:last-child{padding-right:0}
        .res{white-space:nowrap;font-weight:650;font-size:.9rem}
        .res-ok .res{color:var(--green)}.res-warn .res{color:var(--amber)}.res-fail .res{color:var(--red)}.res-inconclusive .res{color:var(--violet)}
        .needs{font-weight:650;white-space:nowrap}
        .tiles{display:flex;flex-wrap:wrap;gap:.75rem;margin:0 0 1.25rem}
        .tiles div{border:1px solid var(--rule);border-radius:8px;padding:.55rem .95rem;min-width:8.2rem}
        .tiles dt{font-size:.82rem;color:var(--muted)}
        .tiles dd{margin:0;font-size:1.4rem;line-height:1.25;font-weight:600}
        .tiles dd.top{font-size:.82rem;font-weight:400}
        .tiles .zero dd{color:var(--muted);font-weight:400}
        .tiles .good dd:first-of-type{color:var(--green)}.tiles .bad dd:first-of-type{color:var(--red)}
        .todo,.ten{margin:0 0 1.5rem;padding-left:1.5rem}
        .todo li,.ten li{margin:.3rem 0}
        .evidence{list-style:none;margin:.15rem 0 .4rem;padding:0;color:var(--muted);font-size:.88rem}
        .ten b{font-weight:550}.ten i{color:var(--amber);font-style:normal}
        .ten small{display:block}
        .facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:.55rem 1.5rem;margin:0 0 1.25rem}
        .facts dt{font-size:.82rem;color:var(--muted)}
        .facts dd{margin:0}
        .label{margin:0 0 .25rem;font-size:.86rem}
        .command{margin:0;padding:.7rem .9rem;background:var(--panel);border:1px solid var(--rule);border-radius:6px;white-space:pre-wrap}
        .whiskers th:first-child{width:27%}
        .whiskers .group th,.whiskers .group td{border-top:1px solid var(--muted);padding-top:.85rem;padding-bottom:.1rem}
        .whiskers .group+tr th,.whiskers .group+tr td{border-top:0}
        .whiskers tr:not(.group) th small{display:block}
        .plot,.group td:nth-child(2){width:30%;min-width:9rem}
        .whisker{display:block;overflow:visible}
        .ends{display:flex;justify-content:space-between;font-size:.75rem;color:var(--muted);line-height:1.1;font-variant-numeric:tabular-nums}
        .est{font-weight:650}
        .ci{white-space:nowrap}
        .ev{min-width:6.5rem}
        .ev small{display:block;white-space:nowrap}
        .grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(21rem,100%),1fr));gap:1.5rem}
        .grid+.grid,.grid+table,table+.grid,.grid+.more,table+.more{margin-top:1.5rem}
        .more>summary{padding:.5rem 0;color:var(--blue)}
        .share{display:block;margin-top:.2rem}
        .tooluse td{min-width:5rem}
        .tooluse th,.whiskers tr:not(.group) th{font-size:.92rem;font-weight:500}
        .matrix th,.matrix td{vertical-align:top;padding-top:.4rem;padding-bottom:.4rem}
        .matrix thead th{vertical-align:bottom}
        .matrix tbody th{min-width:8.5rem;max-width:17rem}
        .matrix td{min-width:6.2rem;font-size:.94rem}
        .matrix small{display:block;line-height:1.35}
        .matrix b+small{display:inline}
        .matrix caption strong{color:var(--ink);font-size:1rem}
        .matrix caption small{display:inline;margin-left:.4rem}
        .matrix+.matrix{margin-top:1.75rem}
        .none{color:var(--muted)}
        .counts{display:flex;flex-wrap:wrap;gap:.2rem 1.5rem;list-style:none;margin:0 0 1rem;padding:0}
        .world{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(21rem,100%),1fr));gap:1.5rem}
        .world h3{font-size:.9rem;margin:0 0 .4rem}
        figcaption small{display:block}
        figure{margin:0;min-width:0}
        .grid figure,.overlay{border:1px solid var(--rule);border-radius:8px;padding:.8rem .9rem .6rem}
        .overlay{max-width:31rem;margin:0 0 1rem}
        figcaption{font-size:.9rem;font-weight:550;margin:0 0 .4rem}
        .tools{display:flex;flex-wrap:wrap;gap:.6rem 1.1rem;align-items:center;font-size:.92rem;margin:0 0 1rem}
        .tools label{min-width:0;max-width:100%}
        select,input{min-width:0;font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--muted);border-radius:5px;padding:.25rem .45rem;max-width:100%}
        output{color:var(--muted)}
        .decision{font-weight:650}
        .d-deny{color:var(--red)}.d-warn{color:var(--amber)}.d-allow{color:var(--green)}
        .d-deny::before{content:"✕ "}.d-warn::before{content:"! "}.d-allow::before{content:"✓ "}
        .ep,.elsewhere{border:1px solid var(--rule);border-radius:8px;margin:0 0 .5rem}
        .ep{content-visibility:auto;contain-intrinsic-size:auto 3rem}
        .ep[open]{content-visibility:visible}
        summary{cursor:pointer;padding:.6rem .95rem;border-radius:8px}
        .ep>summary .name{font-weight:600}
        .figs{float:right;color:var(--muted);font-size:.9rem}
        .fig{display:inline-block;max-width:100%;margin-left:.9rem}
        .fig b,.nums b,.panels b{color:var(--ink);font-weight:600}
        .badge{display:inline-block;max-width:100%;border:1px solid currentColor;border-radius:99rem;padding:0 .55rem;font-size:.78rem;line-height:1.45;white-space:nowrap}
        .b-bad{color:var(--red)}.b-warn{color:var(--amber)}.b-plain{color:var(--muted)}
        .body{padding:.35rem .95rem 1rem}
        .body .command{margin:0 0 1rem}
        .reason b,.says b{color:var(--muted);font-weight:600;font-size:.86rem}
        .steps{list-style:none;margin:0;padding:0}
        .step{border-top:1px solid var(--rule);padding:.7rem 0}
        .step p{margin:0 0 .35rem}
        .step .msg,.step .says,.step .result{white-space:pre-wrap}
        .result{border-left:3px solid var(--rule);padding-left:.7rem;max-width:68ch;font-size:.94rem}
        .result b{color:var(--muted);font-weight:600;font-size:.86rem}
        mark{background:transparent;color:inherit;border-bottom:2px solid var(--red)}
        .cases td{min-width:4.2rem;white-space:nowrap}
        .cases .bad{color:var(--red);font-weight:650}
        .cases .soft{color:var(--amber)}
        .msg{max-width:68ch}
        .nums{float:right;color:var(--muted);font-size:.88rem}
        .panels{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;font-size:.86rem;color:var(--muted)}
        .gap,.rest{color:var(--muted)}
        .seat{color:var(--violet);font-weight:600}
        .injected{border:1px dashed var(--red);border-left:6px solid var(--red);border-radius:6px;padding:.5rem .8rem .2rem;margin:.3rem 0 .5rem}
        .injected p:first-child{color:var(--red);font-size:.88rem}
        .rulings{margin:.2rem 0 0;padding:0;list-style:none;font-size:.9rem}
        .elsewhere ul{margin:0;padding:.2rem .95rem .9rem;list-style:none;font-size:.88rem}
        .elsewhere b{font-weight:550;margin-right:.6rem}
        .elsewhere .rest{padding:0 .95rem .6rem;margin:0}
        footer{margin-top:3rem;padding-top:1rem;padding-bottom:2.5rem;font-size:.86rem}
        """;

    private const string Narrow =
        """
        @media(max-width:44rem){
        main,header.top,footer{padding-left:1rem;padding-right:1rem}
        header.top{padding-top:1.5rem}
        h1{font-size:1.4rem}
        section{margin:2.25rem 0}
        .verdict{padding:.9rem 1rem 1rem;margin:1rem 0 2.25rem}
        table,tbody,caption{display:block}
        thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        .stack tr{display:block;border-top:1px solid var(--rule);padding:.6rem 0}
        .stack td,.stack th{display:block;border:0;padding:.05rem 0}
        .matrix tr{display:grid;grid-template-columns:1fr 1fr;gap:.5rem 1rem}
        .matrix thead tr{display:block}
        .matrix tbody th{grid-column:1/-1;max-width:none}
        .matrix td[data-label]::before{display:block}
        .matrix td:has(.none){display:none}
        .stack td[data-label]::before{content:attr(data-label) ": ";color:var(--muted);font-size:.82rem;text-transform:lowercase}
        .whiskers tr{display:grid;grid-template-columns:1fr auto;gap:0 .8rem;border-top:1px solid var(--rule);padding:.6rem 0}
        .whiskers .group{border-top:1px solid var(--muted);padding:1rem 0 .2rem}
        .whiskers .group+tr{border-top:0}
        .whiskers th,.whiskers td,.whiskers .group th,.whiskers .group td{border:0!important;padding:0;width:auto!important;min-width:0}
        .whiskers th:first-child,.whiskers .plot,.whiskers .group td:nth-child(2){grid-column:1/-1}
        .whiskers .group td:nth-child(n+3){display:none}
        .whiskers .est{grid-column:1}
        .whiskers .ci{grid-column:2;grid-row:3;color:var(--muted);text-align:right}
        .whiskers .ev{grid-column:1/-1;color:var(--muted);font-size:.86rem}
        .tiles{display:grid;grid-template-columns:1fr 1fr;gap:.6rem}
        .tiles div{min-width:0}
        .facts{grid-template-columns:1fr 1fr;gap:.5rem 1rem}
        .figs,.nums{float:none;display:block}
        .fig{margin:0 .8rem 0 0}
        .tools label{display:flex;flex:1 1 100%;justify-content:space-between;gap:.8rem;align-items:center}
        select,input{flex:0 1 70%;min-height:2.5rem}
        }
        @media(prefers-contrast:more){:root{--muted:var(--ink);--rule:var(--ink)}}
        @media print{
        body{font-size:10pt;background:#fff;color:#000}
        main,header.top,footer{max-width:none;padding:0}
        nav,.tools,.elsewhere,.skip{display:none}
        section,.verdict{margin:1.2rem 0}
        .verdict,tr,figure,.banner{break-inside:avoid}
        .group,h2{break-after:avoid}
        .ep{content-visibility:visible}
        }
        """;
}
