using Tiltyard.Reports.Charts;

namespace Tiltyard.Reports.Page;

/// <summary>One episode that opens: its figures, its chart and its transcript. For a file of its own see the transcript writers.</summary>
internal static class EpisodeBlock
{
    private const int MostSteps = 200;
    private const int MostText = 1500;
    private const int MostPanels = 40;

    /// <param name="episode">What to show.</param>
    /// <param name="index">Its place in the model.</param>
    /// <param name="isOpen">Open from the start, as where there is no other.</param>
    public static Markup Draw(EpisodeView episode, int index, bool isOpen = false)
    {
        var figures = episode.Figures.Take(3)
            .Select(figure => Markup.Of($"""<span class="fig">{Hostile.Clip(figure.Label, 40)} <b>{figure.Shown}</b></span>"""));
        var merit = episode.Figures.FirstOrDefault()?.Estimate is { } known && double.IsFinite(known) ? Digits.Fixed(known, 6) : "";
        return Markup.Of(
            $"""
            <details class="ep" id="e{index}" data-plan="{index}" data-figure="{merit}" data-cell="{Name(episode.Cell)}" data-flags="{Flags(episode)}"{Markup.When(isOpen, $" open")}>
            <summary><span class="name">{Name(episode.Id)}</span> {Badges(episode)} <span class="figs">{Markup.Join(figures, " ")}</span></summary>
            <div class="body">
            {Facts(episode)}
            {Chart(episode)}
            {Steps(episode)}
            </div></details>
            """);
    }

    internal static string Name(string name) => Hostile.Clip(Hostile.Line(name), 160);

    private static string Flags(EpisodeView episode)
    {
        var flags = new List<string>();
        if (episode.Worst) flags.Add("worst");
        if (episode.Failed) flags.Add("failed");
        if (episode.Sampled) flags.Add("sampled");
        if (episode.Steps.Any(step => step.Injected.Length > 0)) flags.Add("attacked");
        if (episode.End is EpisodeEnd.Denied || episode.Steps.Any(step => step.Denied)) flags.Add("denied");
        if (episode.End is EpisodeEnd.Errored) flags.Add("errored");
        if (episode.Harmed is true) flags.Add("harmed");
        return string.Join(' ', flags);
    }

    private static Markup Badges(EpisodeView episode)
    {
        var badges = new List<Markup>();
        if (episode.End is not EpisodeEnd.Completed) badges.Add(Badge(episode.EndWord, episode.End is EpisodeEnd.Errored ? "bad" : "warn"));
        if (episode.Harmed is true) badges.Add(Badge("harm done", "bad"));
        else if (episode.Failed) badges.Add(Badge(episode.TaskDone is false ? "task not done" : "failed", "bad"));
        if (episode.Worst) badges.Add(Badge("worst of its cell", "bad"));
        if (episode.AttackSucceeded is true) badges.Add(Badge("attack succeeded", "bad"));
        else if (episode.Steps.Any(step => step.Injected.Length > 0)) badges.Add(Badge("attacked", "warn"));
        if (episode.Sampled) badges.Add(Badge("sample", "plain"));
        return Markup.Join(badges, " ");
    }

    private static Markup Facts(EpisodeView episode)
    {
        var reason = Markup.When(episode.Reason.Length > 0, $"""<p class="reason"><b>Reason</b> {Hostile.Clip(episode.Reason, 600)}</p>""");
        var facts = new List<FactView>
        {
            new("scenario", Name(episode.Scenario)), new("cell", Name(episode.Cell)), new("case", Name(episode.Case)),
            new("episode", Digits.Count(episode.Number)), new("seed", episode.Seed.ToString()), new("ended", episode.EndWord),
        };
        facts.AddRange(new (string Name, bool? Value)[] { ("task done", episode.TaskDone), ("harm done", episode.Harmed), ("attack succeeded", episode.AttackSucceeded) }
            .Where(fact => fact.Value is not null).Select(fact => new FactView(fact.Name, fact.Value is true ? "yes" : "no")));
        facts.AddRange(episode.Figures.Take(24).Select(figure => new FactView(Hostile.Clip(figure.Label, 60), figure.Shown)));
        var shown = facts.Where(fact => fact.Value.Length > 0).Select(fact => Markup.Of($"<div><dt>{fact.Name}</dt><dd>{fact.Value}</dd></div>"));
        var command = Markup.When(episode.Command.Length > 0, $"""<pre class="command" tabindex="0"><code>{Hostile.Clip(episode.Command, 600)}</code></pre>""");
        return Markup.Of($"""{reason}<dl class="facts">{Markup.Join(shown)}</dl>{command}""");
    }

    private static Markup Chart(EpisodeView episode) => episode.Steps.Length is 0
        ? Markup.Empty
        : Markup.Of($"""<figure class="overlay"><figcaption>Alignment, pressure and actions</figcaption>{EpisodePlots.Overlay(episode).Inline()}</figure>""");

    private static Markup Steps(EpisodeView episode)
    {
        var steps = episode.Steps;
        if (steps.Length is 0) return Markup.Of($"""<p class="rest">No steps are recorded.</p>""");
        if (steps.Length <= MostSteps) return Markup.Of($"""<ol class="steps">{Markup.Join(steps.Select(Step), "\n")}</ol>""");

        var half = MostSteps / 2;
        return Markup.Of(
            $"""
            <ol class="steps">{Markup.Join(steps.Take(half).Select(Step), "\n")}
            <li class="step gap">{Digits.Count(steps.Length - MostSteps)} steps in between are left out here.</li>
            {Markup.Join(steps.Skip(steps.Length - half).Select(Step), "\n")}</ol>
            """);
    }

    private static Markup Step(StepView step)
    {
        var seat = Markup.When(step.Seat.Length > 0, $""" <span class="seat">{Hostile.Clip(step.Seat, 60)}</span>""");
        var badges = Markup.Join([Markup.When(step.Denied, $" {Badge("denied", "bad")}"), Markup.When(step.Delivered is not null, $" {Badge("words withheld", "bad")}"), Markup.When(step.Invalid, $" {Badge("invalid", "bad")}")]);
        var arguments = Markup.When(step.Arguments is { Length: > 0 }, $""" <code class="args">{Hostile.Clip(step.Arguments, 600)}</code>""");
        var optimal = Markup.When(step.Optimal is not null && !step.Optimal.Equals(step.Action ?? "noop", StringComparison.Ordinal),
            $""" <small>reference: {Hostile.Clip(step.Optimal, 80)}</small>""");
        var head = Markup.Of($"""<b>Step {step.Step}</b>{seat} <span class="act">→ <code>{Hostile.Clip(step.Action ?? "noop", 120)}</code></span>""");
        return Markup.Of(
            $"""
            <li class="step"><p class="head">{head}{arguments}{badges}{optimal}{Numbers(step)}</p>
            {Words("msg", "", step.Message)}{Result(step)}{Markup.Join(step.Injected.Take(20).Select(Injected))}{Panels(step)}
            {Words("says", "Reasoning", step.Reasoning)}{Words("says", "Content", step.Content)}{Words("says", "Response", step.Response)}{Words("says", "Not done", step.Refusal)}{Words("says", "Delivered instead", step.Delivered)}{Rulings(step)}</li>
            """);
    }

    private static Markup Numbers(StepView step)
    {
        (string Name, double? Value)[] numbers = [("alignment", step.Alignment), ("pressure", step.Pressure), ("utility", step.Utility)];
        var shown = numbers.Where(number => number.Value is not null)
            .Select(number => Markup.Of($"{number.Name} <b>{Digits.Grouped(number.Value, Digits.Decimals(number.Value))}</b>"));
        return Markup.Of($"""<span class="nums">{Markup.Join(shown, " · ")}</span>""");
    }

    private static Markup Words(string style, string label, string? text) => string.IsNullOrEmpty(text)
        ? Markup.Empty
        : Markup.Of($"""<p class="{style}">{Markup.When(label.Length > 0, $"<b>{label}</b> ")}{Hostile.Clip(text, MostText)}</p>""");

    /// <summary>What the last action gave back, with what an attacker wrote into it marked where it stands.</summary>
    private static Markup Result(StepView step)
    {
        if (string.IsNullOrEmpty(step.Result)) return Markup.Empty;
        var poison = step.Injected.Select(injected => injected.Text).FirstOrDefault(text => text.Length > 0 && step.Result.Contains(text, StringComparison.Ordinal));
        var at = poison is null ? -1 : step.Result.IndexOf(poison, StringComparison.Ordinal);
        var shown = at < 0
            ? Markup.Text(Hostile.Clip(step.Result, MostText))
            : Markup.Of($"{Hostile.Clip(step.Result[..at], MostText)}<mark>{Hostile.Clip(poison, MostText)}</mark>{Hostile.Clip(step.Result[(at + poison!.Length)..], MostText)}");
        return Markup.Of($"""<p class="result"><b>Result of the last action</b> {shown}</p>""");
    }

    private static Markup Injected(InjectedView injected)
    {
        var by = Markup.Of($"<p><b>▼ Injected</b> by {Hostile.Clip(injected.Attack, 80)} into {Hostile.Clip(injected.Surface, 40)}</p>");
        return Markup.Of($"""<div class="injected">{by}<p class="msg">{Hostile.Clip(injected.Text, MostText)}</p></div>""");
    }

    private static Markup Panels(StepView step)
    {
        if (step.Panels.IsEmpty) return Markup.Empty;
        var panels = step.Panels.Take(MostPanels).Select(panel => Markup.Of($"""<span>{Hostile.Clip(panel.Name, 60)} <b>{Hostile.Clip(panel.Value, 120)}</b></span>"""));
        var more = step.Panels.Length > MostPanels ? Markup.Of($" <span>and {step.Panels.Length - MostPanels} more</span>") : Markup.Empty;
        return Markup.Of($"""<p class="panels">{Markup.Join(panels, " ")}{more}</p>""");
    }

    private static Markup Rulings(StepView step)
    {
        if (step.Rulings.IsEmpty) return Markup.Empty;
        var rulings = step.Rulings.Take(20).Select(ruling =>
        {
            var decision = Markup.Of($"""<span class="decision d-{IncidentSections.Decision(ruling.Decision)}">{Hostile.Clip(ruling.Decision, 40)}</span>""");
            var code = Markup.Of($"<code>{Hostile.Clip(ruling.ReasonCode, 120)}</code> {Hostile.Clip(ruling.Message, 300)}");
            return Markup.Of($"<li>{decision} {Hostile.Clip(ruling.Stage, 40)} · {Hostile.Clip(ruling.Gate, 80)} · {code}</li>");
        });
        return Markup.Of($"""<ul class="rulings">{Markup.Join(rulings)}</ul>""");
    }

    private static Markup Badge(string text, string tone) => Markup.Of($"""<span class="badge b-{tone}">{text}</span>""");
}
