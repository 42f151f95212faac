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
            <p class="stamp"><span class="glyph" aria-hidden="true">{Glyph(verdict.Tone)}</span> <strong>{Heading(verdict)}</strong></p>
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

        var rows = Room.Fill(MostBytes, [.. criteria.OrderBy(criterion => Order(criterion.Result))], Row, left => Table.Rest(5, left, "criteria"));
        return Markup.Of(
            $"""
            <table class="stack" role="table"><caption>Criteria, failures first. k/n is out of assessed episodes; intervals are 95 %.</caption>
            {Table.Head("Result", "Criterion", "Asked", "Seen", "Evidence")}
            {Table.Body(rows)}</table>
            """);
    }

    private static Markup Row(CriterionView criterion)
    {
        var seen = criterion.Seen;
        var cell = criterion.Cell is { Length: > 0 } name ? Markup.Of($" <small>{Hostile.Clip(name, 160)}</small>") : Markup.Empty;
        var reason = Markup.When(criterion.Reason.Length > 0 && criterion.Result is not CriterionTone.Pass, $"<br><small>{Hostile.Clip(criterion.Reason, 400)}</small>");
        var interval = Markup.When(seen.ShownInterval.Length > 0, $" · {seen.ShownInterval}");
        var needed = criterion.NeededN is { } n ? Markup.Of($""" <span class="needs">needs n ≥ {Digits.Count(n)}</span>""") : Markup.Empty;
        return Table.Row("res-" + Css(criterion.Result),
            Table.Cell(Markup.Of($"""<span class="glyph" aria-hidden="true">{Glyph(criterion.Result)}</span> {criterion.Word}"""), "res"),
            Table.RowHead(Markup.Of($"{Hostile.Clip(criterion.Criterion, 160)}{cell}{reason}")),
            Table.Cell(Markup.Of($"{Hostile.Clip(seen.Label, 120)} {criterion.Asked}"), "num", "asked"),
            Table.Cell(Markup.Of($"<strong>{seen.Shown}</strong>"), "num", "seen"),
            Table.Cell(Markup.Of($"{seen.ShownEvidence}{interval}{needed}"), "num", "evidence"));
    }

    internal static string Heading(VerdictView verdict) => verdict.Tone is VerdictTone.None ? "No verdict" : verdict.Word;

    private static string Tone(VerdictTone tone) => tone switch
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
