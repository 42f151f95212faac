using System.Text;
using Tiltyard.Documents;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.HelpDesk;

/// <summary>Tool calls as JSON, for saving in the middle of an episode, and as events of a trace, live or stored.</summary>
internal static class DeskCalls
{
    public static void Write(CanonicalWriter writer, in ActionCall call)
    {
        var spec = HelpDeskActions.All[call.Index];
        writer.BeginObject();
        writer.BeginArray("args"u8);
        for (var argument = 0; argument < spec.Parameters.Length; argument++) writer.Write(call[argument]);
        writer.EndArray();
        writer.Integer("tool"u8, call.Index);
        writer.EndObject();
    }

    public static ActionCall Read(DocumentMap map) => ActionCall.Of((int)map.Integer("tool"), [.. map.List("args").Select(argument => argument.ToValue())]);

    /// <summary>The call that took effect: what was asked for, or the notice that was delivered in place of words; null where nothing did.</summary>
    public static ActionCall? Effective(in Acted acted)
    {
        if (acted.Status == ActStatus.Replaced) return new ActionCall(HelpDeskActions.Reply, Value.Of(acted.Delivered));
        return acted.Status == ActStatus.Applied ? Asked(acted) : null;
    }

    /// <summary>The call that was asked for, whatever became of it; null where it was no tool call.</summary>
    public static ActionCall? Asked(in Acted acted)
    {
        if (acted.Action is null) return null;
        if (acted.Spec is not null) return acted.Call;
        var name = acted.Action;
        var index = Array.FindIndex(HelpDeskActions.All, action => action.Name.Equals(name, StringComparison.Ordinal));
        if (index < 0 || acted.RawArguments is null) return null;
        var arguments = JsonDocumentReader.Read("args", Encoding.UTF8.GetBytes(acted.RawArguments)).AsMap();
        var call = ActionCall.Of(index, [.. HelpDeskActions.All[index].Parameters.Select(parameter => arguments.NodeOrNull(parameter.Name)?.ToValue() ?? parameter.Default ?? Value.Null)]);
        return HelpDeskActions.All[index].Refuse(call) is null ? call : null;
    }
}
