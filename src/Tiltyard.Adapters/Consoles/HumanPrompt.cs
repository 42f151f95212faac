using System.Text;
using Tiltyard.Reports;
using Tiltyard.Worlds;

namespace Tiltyard.Adapters.Consoles;

/// <summary>What a person is shown before each decision, as text for a terminal. The same words that any other agent gets, and no hint of a test.</summary>
internal static class HumanPrompt
{
    public static string Write(Observation observation, SeatSpec seat)
    {
        var text = new StringBuilder();
        text.Append($"\n-- step {observation.Step}, {Hostile.Line(observation.SeatName)} --\n");
        text.Append(Hostile.Terminal(observation.Message.ToString())).Append('\n');
        if (observation.Result is { } result) text.Append(Hostile.Terminal(result)).Append('\n');
        foreach (var block in observation.Context) text.Append($"{Hostile.Line(block.Heading())} {Hostile.Terminal(block.Text)}\n");
        foreach (var message in observation.Inbox) text.Append($"[{Hostile.Line(message.From)}] {Hostile.Terminal(message.Text)}\n");
        for (var index = 0; index < observation.PanelNames.Count; index++)
            text.Append($"  {observation.PanelNames.Names[index]} = {Hostile.Line(Shown(observation.Panels[index]))}\n");
        foreach (var shown in observation.Descriptions) text.Append($"  {Hostile.Line(shown.Action)}: {Hostile.Terminal(shown.Text)}\n");
        text.Append("actions: ");
        text.AppendJoin(", ", seat.Actions.Where((_, index) => observation.Legal[index]).Select(Signature).Append("noop"));
        return text.Append("\n> ").ToString();
    }

    private static string Shown(in Value value) => value.IsNull ? "-" : value.ToString();

    private static string Signature(ActionSpec action) => action.Parameters.IsEmpty
        ? action.Name
        : $$"""{{action.Name}} {{{string.Join(", ", action.Parameters.Select(parameter => $"\"{parameter.Name}\": {Words(parameter)}"))}}}""";

    private static string Words(ParameterSpec parameter)
    {
        var kind = parameter.Allowed.IsEmpty ? parameter.Kind.ToString().ToLowerInvariant() : string.Join('|', parameter.Allowed);
        return parameter.Default is { } usual ? $"{kind} = {Shown(usual)}" : kind;
    }
}
