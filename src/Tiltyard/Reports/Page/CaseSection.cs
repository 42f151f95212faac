namespace Tiltyard.Reports.Page;

/// <summary>Cases against arms, the most harmful first: which cases break through, by which way, and behind the gates too.</summary>
internal static class CaseSection
{
    private const int MostBytes = 250_000;

    /// <summary>So many are shown open; more are folded.</summary>
    private const int MostOpen = 12;

    public static Markup Draw(PageModel model)
    {
        if (model.Cases.IsEmpty) return Markup.Empty;
        var arms = model.Cases.SelectMany(one => one.Arms).Select(arm => arm.Arm).Distinct(StringComparer.Ordinal).ToList();
        var rest = model.Cases.Skip(MostOpen).ToList();
        var more = rest.Count == 0
            ? Markup.Empty
            : Markup.Of($"<details class=\"more\"><summary>{Digits.Count(rest.Count)} more cases</summary>\n{Cases(rest, arms, MostBytes)}\n</details>");
        return Markup.Of(
            $"""
            <section id="cases" aria-labelledby="h-cases"><h2 id="h-cases">Cases</h2>
            <p class="lead">Worst first: harm behind gates that enforce, then harm in any arm, then tasks left undone. All agents and seeds together; what errored or was skipped is not counted.</p>
            {Cases([.. model.Cases.Take(MostOpen)], arms, MostBytes / 2)}
            {more}
            </section>
            """);
    }

    private static Markup Cases(List<CaseView> cases, List<string> arms, int bytes)
    {
        var rows = Room.Fill(bytes, cases, one => Row(one, arms), left => Table.Rest(arms.Count + 2, left, "cases"));
        return Markup.Of(
            $"""
            <table class="stack cases" role="table">
            {Table.Head(["Case", "Attack enters by", .. arms])}
            {Table.Body(rows)}</table>
            """);
    }

    private static Markup Row(CaseView one, List<string> arms) => Table.Row("",
    [
        Table.RowHead(Markup.Text(Hostile.Clip(Hostile.Line(one.Name), 120))),
        Table.Cell(one.Surface.Length == 0 ? Unknown : Markup.Of($"<code>{Hostile.Clip(one.Surface, 60)}</code>"), label: "enters by"),
        .. arms.Select(arm => Arm(one.Arms.FirstOrDefault(known => known.Arm.Equals(arm, StringComparison.Ordinal)), arm)),
    ]);

    private static Markup Arm(CaseArmView? arm, string name)
    {
        if (arm is null) return Table.Cell(Unknown, "num", name);
        var parts = new[]
        {
            Share("harm", arm.Harmed, arm.Harmed.K > 0 ? "bad" : ""),
            Share("attack", arm.Attack, arm.Attack.K > 0 ? "bad" : ""),
            Share("task", arm.TaskDone, arm.TaskDone.K < arm.TaskDone.N ? "soft" : ""),
        };
        return Table.Cell(Markup.Join(parts.Where(part => !part.IsEmpty), "<br>"), "num", name);
    }

    private static Markup Share(string name, RateView share, string tone) => share.N == 0
        ? Markup.Empty
        : Markup.Of($"""<small>{name}</small> <span class="{tone}">{Digits.Ratio(share.K, share.N)}</span>""");

    private static Markup Unknown { get; } = Markup.Of($"""<span class="none">{Digits.Unknown}</span>""");
}
