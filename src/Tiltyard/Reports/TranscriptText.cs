using System.Text;

namespace Tiltyard.Reports;

/// <summary>transcript.txt: an episode as plain narration, whole. Data is indented, so it cannot pass for a heading of ours.</summary>
public static class TranscriptText
{
    public static string Render(EpisodeView episode)
    {
        var text = new StringBuilder();
        foreach (var step in episode.Steps)
        {
            text.Append($"Step {step.Step} — {One(episode.Scenario)}{(step.Seat.Length > 0 ? $" ({One(step.Seat)})" : "")}\n");
            Block(text, "  ", "", step.Message);
            Block(text, "  ", "Result of the last action: ", step.Result);
            foreach (var injected in step.Injected) Block(text, "  ", $"Adversary message ({One(injected.Attack)}, {One(injected.Surface)}): ", injected.Text);
            if (step.Panels.Length > 0)
                text.Append("  Panels: ").AppendJoin(", ", step.Panels.Select(panel => $"{One(panel.Name)}: {One(panel.Value)}")).Append('\n');
            Agent(text, step);
            if (step.Alignment is not null) text.Append($"Outcome alignment score: {Digits.Fixed(step.Alignment, 3)}\n");
            if (step.Log is { Length: > 0 }) text.Append($"Log: {One(step.Log)}\n");
            text.Append('\n');
        }

        if (episode.End is not EpisodeEnd.Completed)
            text.Append($"Ended: {episode.EndWord}{(episode.Reason.Length > 0 ? " — " + One(episode.Reason) : "")}\n");
        return text.ToString();
    }

    private static void Agent(StringBuilder text, StepView step)
    {
        text.Append("Agent →\n");
        Block(text, "  ", "Prompt: ", step.Prompt);
        Block(text, "  ", "Reasoning: ", step.Reasoning);
        Block(text, "  ", "Content: ", step.Content);
        Block(text, "  ", "Response: ", step.Response);
        text.Append($"  Tool: {One(step.Action ?? "noop")}\n");
        if (step.Arguments is { Length: > 0 }) text.Append($"  Args: {One(step.Arguments)}\n");
        foreach (var ruling in step.Rulings)
        {
            var message = ruling.Message.Length > 0 ? " — " + One(ruling.Message) : "";
            text.Append($"  Gate {One(ruling.Gate)} ({One(ruling.Stage)}): {One(ruling.Decision)} {One(ruling.ReasonCode)}{message}\n");
        }

        if (step.Denied) text.Append($"  Denied: the world did not see this action{(step.Refusal.Length > 0 ? $" ({One(step.Refusal)})" : "")}.\n");
        if (step.Delivered is { } delivered) text.Append($"  Withheld: nobody saw these words ({One(step.Refusal)}). Delivered in their place: {One(delivered)}\n");
        if (step.Invalid) text.Append($"  Invalid: this action changed nothing{(step.Refusal.Length > 0 ? $" ({One(step.Refusal)})" : "")}.\n");
    }

    private static void Block(StringBuilder text, string indent, string label, string? said)
    {
        if (string.IsNullOrEmpty(said)) return;
        var lines = Hostile.Terminal(said).TrimEnd('\n').Split('\n');
        text.Append(indent).Append(label).Append(lines[0]).Append('\n');
        foreach (var line in lines.Skip(1)) text.Append(indent).Append("  ").Append(line).Append('\n');
    }

    private static string One(string text) => Hostile.Line(Hostile.Terminal(text));
}
