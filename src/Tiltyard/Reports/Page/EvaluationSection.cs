namespace Tiltyard.Reports.Page;

/// <summary>An evaluation on the page: its figures, the ten steps, scenarios, incidents worst first, recommendations and the baseline.</summary>
internal static class EvaluationSection
{
    private const int MostBytes = 200_000;

    public static Markup Draw(PageModel model)
    {
        if (model.Evaluation is not { } evaluation) return Markup.Empty;
        return Markup.Of(
            $"""
            <section id="evaluation" aria-labelledby="h-evaluation"><h2 id="h-evaluation">Evaluation</h2>
            <dl class="tiles">{Markup.Join(evaluation.Figures.Select(Figure))}</dl>
            {Recommendations(evaluation)}
            {Scenarios(evaluation)}
            {Incidents(evaluation)}
            {Baseline(evaluation)}
            {Steps(evaluation)}
            </section>
            """);
    }

    private static Markup Figure(EvaluationFigureView figure)
    {
        var tone = figure.IsBad ? "bad" : figure.IsGood ? "good" : "some";
        return Markup.Of($"""<div class="{tone}"><dt>{figure.Name}</dt><dd>{Hostile.Clip(figure.Value, 60)}</dd><dd class="top"><small>{Hostile.Clip(figure.Evidence, 160)}</small></dd></div>""");
    }

    private static Markup Recommendations(EvaluationView evaluation)
    {
        if (evaluation.Recommendations.IsEmpty) return Markup.Empty;
        var items = Room.Fill(MostBytes / 4, evaluation.Recommendations,
            one => Markup.Of($"""<li><span class="badge {Severity(one.Priority)}">{one.Priority}</span> {one.Text}{Evidence(one)}</li>"""),
            left => Markup.Of($"<li>and {Digits.Count(left)} more, all in results.json</li>"));
        return Markup.Of($"""<h3>What to do</h3><ol class="todo">{items}</ol>""");
    }

    private static Markup Evidence(RecommendationView one) => one.Evidence.IsEmpty
        ? Markup.Empty
        : Markup.Of($"""<ul class="evidence">{Markup.Join(one.Evidence.Select(evidence => Markup.Of($"<li>{Hostile.Clip(Hostile.Line(evidence), 300)}</li>")))}</ul>""");

    private static Markup Scenarios(EvaluationView evaluation)
    {
        var rows = Room.Fill(MostBytes, evaluation.Scenarios, Scenario, left => Table.Rest(6, left, "scenarios"));
        return Markup.Of(
            $"""
            <h3>Scenarios</h3>
            <table class="stack" role="table"><caption>In the order of the plan. Episodes of the judged arm: passed of assessed; errored ones are in no denominator.</caption>
            {Table.Head("Result", "Scenario", "Passed", "Injections", "Incidents", "Alerts")}
            {Table.Body(rows)}</table>
            """);
    }

    private static Markup Scenario(ScenarioView scenario)
    {
        var (glyph, css) = scenario.Status switch { "passed" => ("✓", "ok"), "failed" => ("✕", "fail"), "errored" => ("!", "warn"), _ => ("–", "inconclusive") };
        var errored = Markup.When(scenario.Errored > 0, $" <small>{Digits.Count(scenario.Errored)} errored</small>");
        var reason = Markup.When(scenario.Reason.Length > 0, $"<br><small>{Hostile.Clip(Hostile.Line(scenario.Reason), 300)}</small>");
        var worst = Markup.When(scenario.Worst.Length > 0, $""" <span class="badge {Severity(scenario.Worst)}">{scenario.Worst}</span>""");
        return Table.Row("res-" + css,
            Table.Cell(Markup.Of($"""<span class="glyph" aria-hidden="true">{glyph}</span> {scenario.Status.ToUpperInvariant()}"""), "res"),
            Table.RowHead(Markup.Of($"{Hostile.Clip(scenario.Name, 160)} <small>{Hostile.Clip(scenario.World, 80)}</small>{reason}")),
            Table.Cell(Markup.Of($"{Digits.Ratio(scenario.Passed, scenario.Assessed)}{errored}"), "num", "passed"),
            Table.Cell(Markup.Text(Digits.Count(scenario.Injections)), "num", "injections"),
            Table.Cell(Markup.Of($"{Digits.Count(scenario.Incidents)}{worst}"), "num", "incidents"),
            Table.Cell(Markup.Text(Digits.Count(scenario.Alerts)), "num", "alerts"));
    }

    private static Markup Incidents(EvaluationView evaluation)
    {
        if (evaluation.Incidents.IsEmpty) return Markup.Empty;
        var rows = Room.Fill(MostBytes, evaluation.Incidents, incident => Table.Row("",
            Table.Cell(Markup.Of($"""<span class="badge {Severity(incident.Severity)}">{incident.Severity}</span>"""), label: "severity"),
            Table.Cell(Markup.Of($"<code>{incident.Code}</code>{Markup.When(incident.Count > 1, $" × {Digits.Count(incident.Count)}")}"), label: "code"),
            Table.Cell(Markup.Text(incident.Confirmed ? "confirmed" : $"alert of {Hostile.Clip(incident.Source, 80)}"), label: "standing"),
            Table.Cell(Markup.Of($"{Hostile.Clip(incident.Episode, 160)} <small>seed {incident.Seed}</small>"), label: "episode")), left => Table.Rest(4, left, "incidents"));
        return Markup.Of(
            $"""
            <h3>Incidents, worst first</h3>
            <table class="stack" role="table"><caption>Confirmed: an oracle found it. An alert is a suspicion of a validator, and weighs as much as the validator is known to be right.</caption>
            {Table.Head("Severity", "Code", "Standing", "Episode")}
            {Table.Body(rows)}</table>
            """);
    }

    private static Markup Baseline(EvaluationView evaluation)
    {
        if (evaluation.Baseline is not { } baseline) return Markup.Empty;
        var rows = Room.Fill(MostBytes / 2, baseline.Rows, row => Table.Row("",
            Table.RowHead(Markup.Text(Hostile.Clip(row.Name, 160))),
            Table.Cell(Markup.Text(Digits.Count(row.Pairs)), "num", "pairs"),
            Table.Cell(Markup.Text(Digits.Count(row.Regressed)), "num", "regressed"),
            Table.Cell(Markup.Text(Digits.Count(row.Fixed)), "num", "fixed"),
            Table.Cell(Markup.Text(Digits.Count(row.BothPassed)), "num", "pass in both"),
            Table.Cell(Markup.Text(Digits.Count(row.BothFailed)), "num", "fail in both"),
            Table.Cell(Markup.Text(row.ShownP), "num", "McNemar p")), left => Table.Rest(7, left, "scenarios"));
        var remarks = Markup.Join(baseline.Remarks.Select(remark => Markup.Of($"<p class=\"lead\">{remark}</p>")));
        return Markup.Of(
            $"""
            <h3>Against {Hostile.Clip(baseline.RunId, 120)}</h3>
            {remarks}
            <table class="stack" role="table"><caption>Pairs of the same scenario, case and seed in the judged arm. McNemar’s exact test looks at the pairs that differ.</caption>
            {Table.Head("Scenario", "Pairs", "Regressed", "Fixed", "Pass in both", "Fail in both", "McNemar p")}
            {Table.Body(rows)}</table>
            {Episodes("Regressed", baseline.Regressions)}
            {Episodes("Fixed", baseline.Repairs)}
            """);
    }

    private static Markup Episodes(string title, IReadOnlyList<string> episodes)
    {
        if (episodes.Count == 0) return Markup.Empty;
        var items = Room.Fill(20_000, episodes, episode => Markup.Of($"<li>{Hostile.Clip(Hostile.Line(episode), 240)}</li>"), left => Markup.Of($"<li>and {Digits.Count(left)} more</li>"));
        return Markup.Of($"""<details class="more"><summary>{title}: {Digits.Count(episodes.Count)}</summary><ul class="evidence">{items}</ul></details>""");
    }

    private static Markup Steps(EvaluationView evaluation)
    {
        var items = evaluation.Steps.Select(step => Markup.Of($"""<li class="{step.Status}"><b>{step.Name.Replace('_', ' ')}</b> {Markup.When(step.Status is not "completed", $"<i>{step.Status}</i> ")}<small>{Hostile.Clip(Hostile.Line(step.Detail), 300)}</small></li>"""));
        return Markup.Of($"""<h3>The ten steps</h3><ol class="ten">{Markup.Join(items)}</ol><p class="label">How long each took is in run.json.</p>""");
    }

    private static string Severity(string severity) => severity switch { "critical" or "high" => "b-bad", "medium" => "b-warn", _ => "b-plain" };
}
