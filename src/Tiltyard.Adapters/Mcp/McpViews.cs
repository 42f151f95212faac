using System.Text;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Adapters.Mcp;

/// <summary>An observation as the result of a tool call: the words that any other agent gets, and no hint of a test.</summary>
internal static class McpViews
{
    public static McpView Of(Observation observation, SeatSpec seat, bool isFirst) =>
        new(Text(observation, seat, isFirst), Json(observation, seat, isFirst)) { Descriptions = [.. observation.Descriptions] };

    private static string Text(Observation observation, SeatSpec seat, bool isFirst)
    {
        var text = new StringBuilder();
        if (isFirst) text.Append("A new task. ").Append(seat.Role).Append("\n\n");
        if (observation.Result is { Length: > 0 } result) text.Append(result).Append("\n\n");
        text.Append(observation.Message);
        foreach (var block in observation.Context) text.Append("\n\n").Append(block.Heading()).Append('\n').Append(block.Text);
        foreach (var message in observation.Inbox) text.Append("\n\nMessage from ").Append(message.From).Append(": ").Append(message.Text);
        if (observation.PanelNames.Count > 0) text.Append('\n');
        for (var index = 0; index < observation.PanelNames.Count; index++)
        {
            var value = observation.Panels[index];
            text.Append('\n').Append(observation.PanelNames.Names[index]).Append(": ").Append(value.IsNull ? "unknown" : value.ToString());
        }

        return text.ToString().Trim();
    }

    private static string Json(Observation observation, SeatSpec seat, bool isFirst)
    {
        var writer = new CanonicalWriter();
        writer.BeginObject();
        if (observation.Context.Count > 0) Exchanges.ContextWriting.Write(writer, observation);
        writer.BeginArray("inbox"u8);
        foreach (var message in observation.Inbox)
        {
            writer.BeginObject();
            writer.Text("from"u8, message.From);
            writer.Text("text"u8, message.Text);
            writer.EndObject();
        }

        writer.EndArray();
        writer.BeginArray("legal"u8);
        for (var index = 0; index < seat.Actions.Length; index++)
        {
            if (observation.Legal[index]) writer.String(seat.Actions[index].Name);
        }

        writer.EndArray();
        writer.Text("message"u8, observation.Message);
        writer.Name("panels"u8);
        writer.Write(observation.PanelNames, observation.Panels);
        if (observation.Result is { } result) writer.Text("result"u8, result);
        if (isFirst) writer.Text("role"u8, seat.Role);
        writer.Text("status"u8, "open");
        writer.Integer("step"u8, observation.Step);
        writer.EndObject();
        return Encoding.UTF8.GetString(writer.Written);
    }
}
