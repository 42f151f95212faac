namespace Tiltyard.Reports.Page;

/// <summary>What was run: how the planned episodes ended, the plan's facts, and the command that plays it again.</summary>
internal static class RunSection
{
    public static Markup Draw(PageModel model)
    {
        var ends = model.Ends;
        (string Name, long Count, bool Always)[] shown =
        [
            ("completed", ends.Completed, true), ("denied", ends.Denied, true), ("skipped by budget", ends.SkippedByBudget, true),
            ("errored", ends.Errored, true), ("dry-run", ends.DryRun, false), ("cancelled", ends.Cancelled, false),
            ("not yet played", ends.Missing, false),
        ];
        var tiles = shown.Where(end => end.Always || end.Count > 0)
            .Select(end => Markup.Of($"""<div class="{(end.Count is 0 ? "zero" : "some")}"><dt>{end.Name}</dt><dd>{Digits.Count(end.Count)}</dd></div>"""));
        return Markup.Of(
            $"""
            <section id="run" aria-labelledby="h-run"><h2 id="h-run">What was run</h2>
            <p class="lead"><strong>{Digits.Count(ends.Played)}</strong> of <strong>{Digits.Count(ends.Planned)}</strong> planned episodes were played.</p>
            <dl class="tiles">{Markup.Join(tiles)}</dl>
            {Facts(model)}
            <p class="label" id="again">Play it again</p>
            <pre class="command" aria-labelledby="again" tabindex="0"><code>{Hostile.Clip(model.Command, 4000)}</code></pre>
            </section>
            """);
    }

    private static Markup Facts(PageModel model)
    {
        if (model.Facts.IsEmpty) return Markup.Empty;
        var rows = Room.Fill(100_000, model.Facts,
            fact => Markup.Of($"<div><dt>{Hostile.Clip(fact.Name, 120)}</dt><dd>{Hostile.Clip(fact.Value, 600)}</dd></div>"),
            left => Markup.Of($"<div><dt>more</dt><dd>{Digits.Count(left)} facts, all in run.json</dd></div>"));
        return Markup.Of($"""<dl class="facts">{rows}</dl>""");
    }
}
