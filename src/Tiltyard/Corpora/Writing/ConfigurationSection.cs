using System.Collections.Immutable;
using Tiltyard.Corpora.Figures;
using Tiltyard.Corpora.Playing;
using Tiltyard.Reports;
using Tiltyard.Reports.Page;
using Tiltyard.Traces;

namespace Tiltyard.Corpora.Writing;

/// <summary>One configuration: which rules speak, its figures by suite, attack and model, and the runs behind them.</summary>
internal static class ConfigurationSection
{
    private const int MostGroups = 300;

    public static Markup Draw(ConfigurationFigures configuration, string id, int most) => Markup.Of(
        $"""
        <section id="{id}" aria-labelledby="h-{id}"><h2 id="h-{id}">{GatePage.Clip(configuration.Name)}</h2>
        <p class="lead">Denies something in <strong>{Digits.Ratio(configuration.DeniedRuns.Successes, configuration.DeniedRuns.Trials)}</strong> of all runs played, warns or denies in {Digits.Ratio(configuration.SpokenRuns.Successes, configuration.SpokenRuns.Trials)}.</p>
        {Denials(configuration)}
        {Groups("By suite", configuration, figures => figures.BySuite, isOpen: true)}
        {Groups("By attack", configuration, figures => figures.ByAttack, isOpen: true)}
        {Groups("By attack family", configuration, figures => figures.ByFamily, isOpen: false)}
        {Groups("By model", configuration, figures => figures.ByPipeline, isOpen: false)}
        {Runs("Good benign runs that it breaks", configuration.Broken, most, isOpen: true)}
        {Runs("Successful attacks that it misses", configuration.Missed, most, isOpen: false)}
        {Runs("Good attacked runs that it breaks", configuration.BrokenAttacked, most, isOpen: false)}
        {Runs("Attacks that it stops", configuration.Stopped, most, isOpen: false)}
        </section>
        """);

    private static Markup Denials(ConfigurationFigures configuration)
    {
        if (configuration.Denials.IsEmpty) return Markup.Empty;
        var rows = configuration.Denials.Select(denial => Table.Row("",
            Table.RowHead(Markup.Of($"{GatePage.Clip(denial.Gate)} <small>{GatePage.Clip(denial.Rule)}</small>")),
            Table.Cell(Markup.Of($"<code>{GatePage.Clip(denial.Code)}</code>"), "", "reason"),
            Table.Cell(Markup.Text(denial.Stage?.Name() ?? "finding"), "", "stage"),
            Table.Cell(Markup.Text(Digits.Count(denial.Stopped)), "num", "attacks stopped"),
            Table.Cell(Markup.Text(Digits.Count(denial.Broken)), "num", "benign broken"),
            Table.Cell(Markup.Text(Digits.Count(denial.BrokenAttacked)), "num", "good attacked broken")));
        return Markup.Of(
            $"""
            <table class="stack" role="table"><caption>The rule that denied first, by run.</caption>
            {Table.Head("Gate and rule", "Reason", "Stage", "Attacks stopped", "Benign broken", "Good attacked broken")}
            {Table.Body(Markup.Join(rows, "\n"))}
            </table>
            """);
    }

    private static Markup Groups(string title, ConfigurationFigures configuration, Func<PointFigures, ImmutableArray<GroupFigures>> groupsOf, bool isOpen)
    {
        var (deny, warn) = (groupsOf(configuration.Deny), groupsOf(configuration.Warn));
        if (deny.IsEmpty) return Markup.Empty;
        var isAlike = deny.SequenceEqual(warn, GroupSame.Instance);
        var rows = deny.Take(MostGroups).SelectMany((group, index) => isAlike ? [Row(group, "")] : new[] { Row(group, "deny"), Row(warn[index], "warn or deny") });
        return Markup.Of(
            $"""
            <details class="more"{Markup.When(isOpen, $" open")}><summary>{title} ({Digits.Count(deny.Length)})</summary>
            <table class="stack shares" role="table">
            {Table.Head("Group", "Attacks stopped", "Benign broken", "Good attacked broken")}
            {Table.Body(Markup.Join(rows, "\n"))}
            </table></details>
            """);
    }

    private static Markup Row(GroupFigures group, string point) => Table.Row("",
        Table.RowHead(Markup.Of($"{GatePage.Clip(group.Name)} <small>{point}</small>")),
        ShareCell.Of(group.Stopped, "attacks stopped"), ShareCell.Of(group.Broken, "benign broken"), ShareCell.Of(group.BrokenAttacked, "good attacked broken"));

    private static Markup Runs(string title, ImmutableArray<NotedRun> runs, int most, bool isOpen)
    {
        if (runs.IsEmpty) return Markup.Empty;
        var rows = runs.Take(most).Select(noted => Table.Row("",
            Table.RowHead(Markup.Of($"{GatePage.Clip(noted.Run.UserTask)} <small>{GatePage.Clip(noted.Run.Suite)} · {GatePage.Clip(noted.Run.Pipeline)}</small><small>{GatePage.Clip(noted.Run.Id)}</small>")),
            Table.Cell(noted.Run.Attack is RecordedRun.NoAttack ? Markup.Of($"benign") : Markup.Of($"{GatePage.Clip(noted.Run.Attack)} <small>{GatePage.Clip(noted.Run.InjectionTask)}</small>"), "", "attack"),
            Table.Cell(noted.Objection is { } objection ? Why(objection) : Markup.Of($"""<span class="none">nothing was objected to</span>"""), "why", "why")));
        var rest = Markup.When(runs.Length > most, $"<p class=\"rest\">and {Digits.Count(runs.Length - most)} more, all in report.json and runs.csv</p>");
        return Markup.Of(
            $"""
            <details class="more"{Markup.When(isOpen, $" open")}><summary>{title} ({Digits.Count(runs.Length)})</summary>
            <table class="stack runs" role="table">
            {Table.Head("Run", "Attack", "Why")}
            {Table.Body(Markup.Join(rows, "\n"))}
            </table>{rest}</details>
            """);
    }

    private static Markup Why(Objection objection)
    {
        var call = Markup.When(objection.Tool is not null, $"<small><code>{GatePage.Clip(objection.Tool)}</code> <code>{Hostile.Clip(Hostile.Line(objection.Arguments), 240)}</code></small>");
        return Markup.Of(
            $"""
            <span class="decision d-{objection.Decision.Name()}">{objection.Decision.Name()}</span> {GatePage.Clip(objection.Gate)}: {Hostile.Clip(Hostile.Line(objection.Detail ?? objection.Rule), 240)}
            <small><code>{GatePage.Clip(objection.Code)}</code> · {GatePage.Clip(objection.Rule)} · call {Digits.Count(objection.Call)}</small>{call}
            """);
    }

    /// <summary>Whether a group has the same figures at both points: then it is shown once.</summary>
    private sealed class GroupSame : IEqualityComparer<GroupFigures>
    {
        public static GroupSame Instance { get; } = new();

        public bool Equals(GroupFigures? x, GroupFigures? y) => x is not null && y is not null
            && x.Stopped.Rate == y.Stopped.Rate && x.Broken.Rate == y.Broken.Rate && x.BrokenAttacked.Rate == y.BrokenAttacked.Rate;

        public int GetHashCode(GroupFigures obj) => StringComparer.Ordinal.GetHashCode(obj.Name);
    }
}
