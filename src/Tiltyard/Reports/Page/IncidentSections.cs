namespace Tiltyard.Reports.Page;

/// <summary>What gates, attackers, validators and ceilings did; and the parts a world adds of its own.</summary>
internal static class IncidentSections
{
    private const int MostBytes = 200_000;

    private static readonly string[] Gravest = ["deny", "warn", "allow"];

    public static Markup Gates(PageModel model)
    {
        if (model.Rulings.IsEmpty) return Markup.Empty;
        var total = model.Rulings.Sum(ruling => ruling.Count);
        var rows = model.Rulings.OrderBy(ruling => ruling.Decision switch { "deny" => 0, "warn" => 1, _ => 2 })
            .ThenByDescending(ruling => ruling.Count).ThenBy(ruling => ruling.ReasonCode, StringComparer.Ordinal).ToList();
        return Section("gates", "Gates", $"Rulings by decision and reason; {Digits.Count(total)} in all. A gate decides, it does not judge. In benign and shadow arms it is asked and does not stop.",
            ["Decision", "Stage", "Reason code", "Count", "In arms that enforce", "Recorded only", "Share"], rows,
            ruling =>
            [
                Markup.Of($"""<span class="decision d-{Decision(ruling.Decision)}">{Hostile.Clip(ruling.Decision, 40)}</span>"""), Code(ruling.Stage), Code(ruling.ReasonCode),
                Number(Digits.Count(ruling.Count)), Number(Digits.Count(ruling.Enforced)), Number(Digits.Count(ruling.Count - ruling.Enforced)), Number(total is 0 ? Digits.Unknown : Digits.Percent((double)ruling.Count / total)),
            ], Decisions(model, total));
    }

    /// <summary>Deny, warn and allow as a glance: how often, and the reason most often given.</summary>
    private static Markup Decisions(PageModel model, long total)
    {
        var tiles = Gravest.Select(decision =>
        {
            var rulings = model.Rulings.Where(ruling => ruling.Decision.Equals(decision, StringComparison.Ordinal)).ToList();
            var count = rulings.Sum(ruling => ruling.Count);
            var top = rulings.GroupBy(ruling => ruling.ReasonCode, StringComparer.Ordinal).OrderByDescending(group => group.Sum(ruling => ruling.Count))
                .ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key).FirstOrDefault();
            var reason = Markup.When(top is not null, $"<dd class=\"top\"><small>most often</small> <code>{Hostile.Clip(top, 80)}</code></dd>");
            var share = Markup.When(total > 0, $" <small>{Digits.Percent((double)count / total)}</small>");
            return Markup.Of($"""<div class="{(count is 0 ? "zero" : "some")}"><dt><span class="decision d-{decision}">{decision}</span></dt><dd>{Digits.Count(count)}{share}</dd>{reason}</div>""");
        });
        return Markup.Of($"""<dl class="tiles">{Markup.Join(tiles)}</dl>""");
    }

    public static Markup Attacks(PageModel model) => model.Attacks.IsEmpty ? Markup.Empty : Section("attacks", "Attacks",
        "Attempted is of episodes, succeeded of attempts. Caused is success minus what happens without the attack, over the same cases and seeds, in points. "
        + "Detected and contained are of the wanted actions that a gate was asked about.",
        ["Attack", "Cell", "Attempted", "Succeeded", "Without attack", "Caused", "Detected", "Contained"], model.Attacks,
        attack =>
        [
            Cell(attack.Name), Cell(attack.Cell), Rate(attack.Attempted), Rate(attack.Succeeded), Rate(attack.Unattacked), Caused(attack),
            Rate(attack.Detected), Rate(attack.Contained),
        ]);

    public static Markup Budget(PageModel model)
    {
        if (model.Budget is not { } budget) return Markup.Empty;
        var line = Markup.When(budget.Line.Length > 0, $"""<p><code>{Hostile.Clip(budget.Line, 400)}</code></p>""");
        if (budget.Ceilings.IsEmpty) return Markup.When(!line.IsEmpty, $"""<section id="budget" aria-labelledby="h-budget"><h2 id="h-budget">Budget</h2>{line}</section>""");
        return Section("budget", "Budget", "Reached: the ceiling was met and nothing was skipped. Exhausted: planned work was skipped.",
            ["Ceiling", "Used", "Limit", "State"], budget.Ceilings,
            ceiling =>
            [
                Code(ceiling.Name), Number(Amount(ceiling.Used, ceiling.Unit)),
                Number(ceiling.Limit is null ? "unlimited" : Amount(ceiling.Limit.Value, ceiling.Unit)), Cell(ceiling.State),
            ], line);
    }

    public static Markup Findings(PageModel model)
    {
        if (model.Findings.IsEmpty && model.FindingCounts.IsEmpty) return Markup.Empty;
        var counts = model.FindingCounts.Take(40).Select(count => Markup.Of($"<li><code>{Hostile.Clip(count.Name, 120)}</code> <b>{Digits.Count(count.Count)}</b></li>"));
        var above = Markup.When(!model.FindingCounts.IsEmpty, $"""<p class="label">Over all episodes</p><ul class="counts">{Markup.Join(counts)}</ul>""");
        var rows = model.Findings.OrderBy(finding => Severity(finding.Severity)).ToList();
        return Section("findings", "Findings", "Alerts of the validators in the episodes on this page, gravest first. An alert is not a verdict; confirmed means an oracle agreed.",
            ["Severity", "Code", "Finding", "Where", "Confirmed"], rows,
            finding =>
            [
                Cell(finding.Severity), Code(finding.Code), Markup.Of($"{Hostile.Clip(finding.Message, 400)} <small>{Hostile.Clip(finding.Validator, 80)}</small>"),
                Cell(finding.Step is { } step ? $"{Hostile.Clip(finding.Episode, 120)} step {step}" : finding.Episode), Cell(finding.Confirmed ? "yes" : "no"),
            ], above);
    }

    public static Markup Fragments(PageModel model)
    {
        if (model.Fragments.IsEmpty) return Markup.Empty;
        var parts = Room.Fill(300_000, model.Fragments,
            fragment => Markup.Of($"""<div class="fragment"><h3>{Hostile.Clip(fragment.Title, 200)}</h3>{fragment.Body}</div>"""),
            left => Markup.Of($"""<p class="rest">{Digits.Count(left)} more parts did not fit.</p>"""));
        return Markup.Of(
            $"""
            <section id="world" aria-labelledby="h-world"><h2 id="h-world">From the world itself</h2>
            <div class="world">
            {parts}
            </div></section>
            """);
    }

    private static Markup Section<T>(
        string id, string title, string caption, string[] columns, IReadOnlyList<T> items, Func<T, Markup[]> cells, Markup above = default)
    {
        var rows = Room.Fill(MostBytes, items,
            item => Table.Row("", [.. cells(item).Select((cell, at) => Table.Cell(cell, label: columns[at]))]),
            left => Table.Rest(columns.Length, left, "rows"));
        return Markup.Of(
            $"""
            <section id="{id}" aria-labelledby="h-{id}"><h2 id="h-{id}">{title}</h2>{above}
            <table class="stack" role="table"><caption>{caption}</caption>
            {Table.Head(columns)}
            {Table.Body(rows)}</table></section>
            """);
    }

    private static Markup Cell(string text) => Markup.Text(Hostile.Clip(text, 200));

    private static Markup Code(string text) => Markup.Of($"<code>{Hostile.Clip(text, 120)}</code>");

    private static Markup Number(string text) => Markup.Of($"""<span class="num">{text}</span>""");

    private static Markup Rate(RateView rate)
    {
        var interval = rate is { Low: { } low, High: { } high } ? Markup.Of($"""<br><small>{Digits.Percent(low)} to {Digits.Percent(high)}</small>""") : Markup.Empty;
        return Markup.Of($"""<span class="num">{rate.Shown}{interval}</span>""");
    }

    private static Markup Caused(AttackView attack)
    {
        if (attack.Caused is not { } caused) return Number(Digits.Unknown);
        var interval = attack is { CausedLow: { } low, CausedHigh: { } high }
            ? Markup.Of($"<br><small>{Digits.Signed(low * 100, 1)} to {Digits.Signed(high * 100, 1)}</small>")
            : Markup.Empty;
        return Markup.Of($"""<span class="num"><b>{Digits.Signed(caused * 100, 1)}</b>{interval}</span>""");
    }

    private static string Amount(double amount, string unit) =>
        Digits.Grouped(amount, amount == Math.Floor(amount) ? 0 : 4) + (unit.Length > 0 ? "\u00A0" + Hostile.Clip(unit, 20) : "");

    internal static string Decision(string decision) => decision switch { "deny" => "deny", "warn" => "warn", "allow" => "allow", _ => "other" };

    private static int Severity(string severity) => severity switch { "critical" => 0, "high" => 1, "medium" => 2, "low" => 3, _ => 4 };
}
