namespace Tiltyard.Reports.Page;

/// <summary>The verdict with every criterion, what was seen and out of how many; and the notices above it.</summary>
internal static class VerdictSection
{
    private const int MostBytes = 200_000;

    public static Markup Draw(PageModel model)
    {
        var verdict = model.Verdict;
        return Markup.Of(
            $"""
            {Markup.Join(Notices.Of(model).Select(Banner), "\n")}
            <section id="verdict" class="verdict tone-{Tone(verdict.Tone)}" aria-label="Verdict">
            <p class="stamp"><span class="glyph" aria-hidden="true">{Glyph(verdict.Tone)}</span> <strong>{verdict.Word}</strong></p>
            <p class="line">{Hostile.Clip(verdict.Line, 1000)}</p>
            {Criteria(model)}
            </section>
            """);
    }

    private static Markup Banner(Notice notice) => Markup.Of(
        $"""<div class="banner {(notice.IsGrave ? "grave" : "note")}" role="note"><strong>{notice.Title}.</strong> {Hostile.Clip(notice.Text, 600)}</div>""");

    private static Markup Criteria(PageModel model)
    {
        var criteria = model.Verdict.Criteria;
        if (criteria.IsEmpty) return Markup.Empty;

        var rows = Room.Fill(MostBytes, [.. criteria.OrderBy(criterion => Order(criterion.Result))], Row,
            left => Markup.Of($"""<tr><td colspan="5">and {Digits.Count(left)} more criteria, all in results.json</td></tr>"""));
        return Markup.Of(
            $"""
            <table class="stack" role="table"><caption>Criteria, failures first. k/n is out of assessed episodes; intervals are 95 %.</caption>
            <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Result</th><th scope="col" role="columnheader">Criterion</th><th scope="col" role="columnheader">Asked</th><th scope="col" role="columnheader">Seen</th><th scope="col" role="columnheader">Evidence</th></tr></thead>
            <tbody role="rowgroup">
            {rows}
            </tbody></table>
            """);
    }

    private static Markup Row(CriterionView criterion)
    {
        var needed = criterion.NeededN is { } n ? Markup.Of($""" <span class="needs">needs n ≥ {Digits.Count(n)}</span>""") : Markup.Empty;
        var interval = criterion.Seen.ShownInterval is { Length: > 0 } shown ? Markup.Of($" · {shown}") : Markup.Empty;
        var cell = criterion.Cell is { Length: > 0 } name ? Markup.Of($""" <small>{Hostile.Clip(name, 160)}</small>""") : Markup.Empty;
        var reason = criterion.Reason.Length > 0 ? Markup.Of($"""<br><small>{Hostile.Clip(criterion.Reason, 400)}</small>""") : Markup.Empty;
        return Markup.Of(
            $"""<tr role="row" class="res-{Css(criterion.Result)}"><td role="cell" class="res"><span class="glyph" aria-hidden="true">{Glyph(criterion.Result)}</span> {criterion.Word}</td><th scope="row" role="rowheader">{Hostile.Clip(criterion.Criterion, 160)}{cell}{reason}</th><td role="cell" data-label="asked" class="num">{Hostile.Clip(criterion.Seen.Label, 120)} {criterion.Asked}</td><td role="cell" data-label="seen" class="num"><strong>{criterion.Seen.Shown}</strong></td><td role="cell" data-label="evidence" class="num">{criterion.Seen.ShownEvidence}{interval}{needed}</td></tr>""");
    }

    internal static string Tone(VerdictTone tone) => tone switch
    {
        VerdictTone.Ok => "ok",
        VerdictTone.Warn => "warn",
        VerdictTone.Fail => "fail",
        VerdictTone.Inconclusive => "inconclusive",
        _ => "none",
    };

    private static string Glyph(VerdictTone tone) => tone switch
    {
        VerdictTone.Ok => "✓",
        VerdictTone.Warn => "!",
        VerdictTone.Fail => "✕",
        VerdictTone.Inconclusive => "?",
        _ => "–",
    };

    private static string Glyph(CriterionTone tone) => tone switch
    {
        CriterionTone.Pass => "✓",
        CriterionTone.Warn => "!",
        CriterionTone.Fail => "✕",
        CriterionTone.Inconclusive => "?",
        _ => "–",
    };

    private static string Css(CriterionTone tone) => tone switch
    {
        CriterionTone.Pass => "ok",
        CriterionTone.Warn => "warn",
        CriterionTone.Fail => "fail",
        _ => "inconclusive",
    };

    private static int Order(CriterionTone tone) => tone switch
    {
        CriterionTone.Fail => 0,
        CriterionTone.Inconclusive => 1,
        CriterionTone.NotEvaluated => 2,
        CriterionTone.Warn => 3,
        _ => 4,
    };
}
