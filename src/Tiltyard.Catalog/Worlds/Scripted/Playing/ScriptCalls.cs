using System.Text;
using Tiltyard.Documents;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Scripted.Playing;

/// <summary>Calls of a script as JSON, for saving in the middle of an episode, and as events of a trace, live or stored.</summary>
internal static class ScriptCalls
{
    public static DocumentMap Arguments(ActionSpec spec, ActionCall call) =>
        DocumentNode.Map([.. spec.Parameters.Select((parameter, index) => (parameter.Name, Node(call[index])))]);

    public static void Write(CanonicalWriter writer, Script script, in ActionCall call)
    {
        writer.BeginObject();
        writer.Integer("action"u8, call.Index);
        writer.BeginArray("args"u8);
        if (!call.IsNoOp)
        {
            for (var argument = 0; argument < script.Actions[call.Index].Parameters.Length; argument++) writer.Write(call[argument]);
        }

        writer.EndArray();
        writer.EndObject();
    }

    public static ActionCall Read(DocumentMap map) =>
        map.Integer("action") < 0 ? ActionCall.NoOp : ActionCall.Of((int)map.Integer("action"), [.. map.List("args").Select(argument => argument.ToValue())]);

    /// <summary>The call that took effect: what was asked for, the notice that was delivered in place of words, or nothing.</summary>
    public static ActionCall Effective(Script script, in Acted acted)
    {
        if (acted.Status == ActStatus.Replaced) return new ActionCall(script.ReplyIndex, Value.Of(acted.Delivered));
        return acted.Status == ActStatus.Applied ? Asked(script, acted) ?? ActionCall.NoOp : ActionCall.NoOp;
    }

    /// <summary>The call that was asked for, whatever became of it; null where it was none of this script.</summary>
    public static ActionCall? Asked(Script script, in Acted acted)
    {
        if (acted.Action is not { } name) return null;
        if (acted.Spec is not null) return acted.Call;
        var index = -1;
        for (var at = 0; at < script.Actions.Length; at++)
        {
            if (script.Actions[at].Name.Equals(name, StringComparison.Ordinal)) index = at;
        }

        if (index < 0) return null;
        var spec = script.Actions[index];
        var arguments = acted.RawArguments is { } raw ? JsonDocumentReader.Read("args", Encoding.UTF8.GetBytes(raw)).AsMap() : DocumentNode.Map();
        var call = ActionCall.Of(index, [.. spec.Parameters.Select(parameter => arguments.NodeOrNull(parameter.Name)?.ToValue() ?? parameter.Default ?? Value.Null)]);
        return spec.Refuse(call) is null ? call : null;
    }

    private static DocumentNode Node(in Value value) => value.Kind switch
    {
        ValueKind.Null => DocumentNode.Null,
        ValueKind.Boolean => value.IsTrue,
        ValueKind.Integer => (long)value.Number,
        ValueKind.Number => value.Number,
        ValueKind.Text => value.Text,
        _ => JsonDocumentReader.Read("argument", Encoding.UTF8.GetBytes(value.Text)),
    };
}
