using System.Text;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Adapters.ChatModels;

/// <summary>Says what is wrong with a tool call before it is proposed, so that the model can be asked again; the engine checks once more.</summary>
internal static class ToolArguments
{
    /// <summary>The fault in one sentence, or null.</summary>
    public static string? Fault(ToolCall call, SeatSpec seat, LegalActions legal, string names)
    {
        if (call.Name.Equals(ChatTools.NoOp, StringComparison.Ordinal) && seat.ActionIndex(call.Name) < 0) return null;
        var index = seat.ActionIndex(call.Name);
        if (index < 0 || !legal[index]) return $"There is no such tool now. The tools are: {names}.";
        if (!call.IsObject) return "The arguments are not a JSON object.";
        var action = seat.Actions[index];
        var arguments = JsonDocumentReader.Read("arguments", Encoding.UTF8.GetBytes(call.Arguments)).AsMap();
        if (arguments.Entries.FirstOrDefault(entry => action.ArgumentNames.IndexOf(entry.Key) < 0) is { Key: not null } stray) return $"There is no argument '{stray.Key}'.";
        var values = new Value[action.Parameters.Length];
        for (var at = 0; at < values.Length; at++)
        {
            var parameter = action.Parameters[at];
            if (arguments.Has(parameter.Name)) values[at] = arguments.Node(parameter.Name).ToValue();
            else if (parameter.Default is { } usual) values[at] = usual;
            else return $"The argument '{parameter.Name}' is missing.";
        }

        return action.Refuse(ActionCall.Of(index, values)) is { } reason ? $"Not accepted: {reason}." : null;
    }
}
