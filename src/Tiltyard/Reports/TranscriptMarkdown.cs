using System.Text;
using System.Text.RegularExpressions;

namespace Tiltyard.Reports;

/// <summary>transcript.md: an episode for reading in a repository or an editor, with long parts folded.</summary>
public static partial class TranscriptMarkdown
{
    public static string Render(EpisodeView episode)
    {
        var text = new StringBuilder($"# {Hostile.Markdown(episode.Scenario)}\n\n## Configuration\n\n");
        foreach (var fact in episode.Configuration) text.Append($"- **{Title(fact.Name)}**: {Hostile.Markdown(fact.Value)}\n");
        text.Append($"- **Seed**: {episode.Seed}\n- **Ended**: {episode.EndWord}{(episode.Reason.Length > 0 ? $" ({Hostile.Markdown(episode.Reason)})" : "")}\n");
        foreach (var step in episode.Steps)
        {
            text.Append($"\n---\n\n## Step {step.Step}{(step.Seat.Length > 0 ? " · " + Hostile.Markdown(step.Seat) : "")}\n");
            Environment(text, step);
            Agent(text, step);
            Outcome(text, step);
        }

        return text.ToString();
    }

    private static void Environment(StringBuilder text, StepView step)
    {
        text.Append("\n### Environment\n");
        if (step.Message.Length > 0) text.Append('\n').Append(Hostile.MarkdownQuote(step.Message)).Append('\n');
        Said(text, "Result of the last action", step.Result);
        foreach (var injected in step.Injected)
        {
            text.Append($"\n**Adversary** ({Hostile.Markdown(injected.Attack)}, {Hostile.Markdown(injected.Surface)}):\n\n");
            text.Append(Hostile.MarkdownQuote(injected.Text)).Append('\n');
        }

        Folded(text, "Raw observation", step.Observation, "json");
        if (step.Panels.Length > 0) text.Append('\n');
        foreach (var panel in step.Panels) text.Append($"- **{Hostile.Markdown(panel.Name)}**: {Hostile.Markdown(panel.Value)}\n");
        if (step.Tools.IsEmpty) return;
        text.Append("\n<details><summary>Tools</summary>\n\n");
        foreach (var tool in step.Tools) text.Append($"- **{Hostile.Markdown(tool.Name)}**: {Hostile.Markdown(tool.Value)}\n");
        text.Append("\n</details>\n");
    }

    private static void Agent(StringBuilder text, StepView step)
    {
        text.Append("\n### Agent\n");
        Said(text, "Reasoning", step.Reasoning);
        Said(text, "Content", step.Content);
        Folded(text, "Prompt", step.Prompt, "text");
        Folded(text, "Raw response", step.Response, "text");
        text.Append($"\n**Action**: {Hostile.Markdown(step.Action ?? "noop")}\n");
        if (step.Arguments is { Length: > 0 }) text.Append('\n').Append(Hostile.MarkdownFence(step.Arguments, "json")).Append('\n');
        if (step.Rulings.Length > 0) text.Append('\n');
        foreach (var ruling in step.Rulings)
        {
            text.Append($"- Gate {Hostile.Markdown(ruling.Gate)} ({Hostile.Markdown(ruling.Stage)}): **{Hostile.Markdown(ruling.Decision)}** ");
            text.Append($"{Hostile.Markdown(ruling.ReasonCode)} {Hostile.Markdown(ruling.Message)}".TrimEnd()).Append('\n');
        }
    }

    private static void Outcome(StringBuilder text, StepView step)
    {
        text.Append("\n### Outcome\n\n");
        if (step.Denied) text.Append($"- Denied: the world did not see this action{(step.Refusal.Length > 0 ? $" ({Hostile.Markdown(step.Refusal)})" : "")}.\n");
        if (step.Delivered is { } delivered) text.Append($"- Withheld: nobody saw these words ({Hostile.Markdown(step.Refusal)}). Delivered in their place: {Hostile.Markdown(delivered)}\n");
        if (step.Invalid) text.Append($"- Invalid: this action changed nothing{(step.Refusal.Length > 0 ? $" ({Hostile.Markdown(step.Refusal)})" : "")}.\n");
        if (step.Alignment is not null) text.Append($"- Alignment score: {Digits.Fixed(step.Alignment, 3)}\n");
        if (step.Utility is not null) text.Append($"- Utility: {Digits.Fixed(step.Utility, 3)}\n");
        if (step.Log is { Length: > 0 }) text.Append('\n').Append(Hostile.MarkdownFence(step.Log, "json")).Append('\n');
    }

    private static void Said(StringBuilder text, string label, string? said)
    {
        if (!string.IsNullOrEmpty(said)) text.Append($"\n**{label}**:\n\n{Hostile.MarkdownQuote(said)}\n");
    }

    private static void Folded(StringBuilder text, string summary, string? inside, string language)
    {
        if (!string.IsNullOrEmpty(inside))
            text.Append($"\n<details><summary>{summary}</summary>\n\n{Hostile.MarkdownFence(inside, language)}\n\n</details>\n");
    }

    /// <summary>max_steps becomes Max Steps.</summary>
    private static string Title(string name) =>
        Hostile.Markdown(WordStart().Replace(name.Replace('_', ' '), start => start.Value.ToUpperInvariant()));

    [GeneratedRegex(@"(?<![\p{L}\p{N}])[a-z]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex WordStart();
}
