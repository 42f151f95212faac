using System.Text;
using Tiltyard.Documents;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Runs.Projecting;

/// <summary>
/// step_log.jsonl in the documented form: {step, observation, action, outcome}, one line for each turn of a seat, the outcome with the
/// observation that followed. What the published form has no key for stands beside it: seat, status, reason_code, inbox, result, delivered.
/// </summary>
internal static class StepLog
{
    public static byte[] Write(EpisodeRecord record, WorldSpec spec)
    {
        var writer = new CanonicalWriter(1 << 14);
        foreach (var (index, turn) in record.Turns.Index())
        {
            writer.BeginObject();
            writer.Name("action"u8);
            WriteAction(writer, turn);
            if (turn.Answers.Count > 0) writer.Text("agent_response"u8, string.Join('\n', turn.Answers.Select(answer => answer.Answer)));
            writer.Name("observation"u8);
            WriteView(writer, turn.Seen, spec);
            writer.Name("outcome"u8);
            WriteOutcome(writer, turn, spec, isLast: index == record.Turns.Count - 1);
            writer.Text("seat"u8, turn.Acted.Seat);
            writer.Integer("step"u8, turn.Acted.Step);
            writer.EndObject();
            writer.EndLine();
        }

        return writer.Written.ToArray();
    }

    /// <summary>The world's log of a turn: the state after it, the action that took effect and the one that was asked for.</summary>
    public static string? Log(RecordedTurn turn)
    {
        if (turn.Outcome is not { } outcome) return null;
        var writer = new CanonicalWriter();
        WriteLog(writer, turn, outcome);
        return Encoding.UTF8.GetString(writer.Written);
    }

    private static void WriteAction(CanonicalWriter writer, RecordedTurn turn)
    {
        var acted = turn.Acted;
        writer.BeginObject();
        if (acted.RawArguments is { } arguments) writer.Raw("args"u8, Encoding.UTF8.GetBytes(arguments));
        if (acted.Delivered is { } delivered) writer.Text("delivered"u8, delivered);
        if (acted.Detail is { } detail) writer.Text("detail"u8, detail);
        if (acted.Optimal is { } optimal) writer.Text("optimal_action"u8, optimal);
        if (acted.Reason is { } reason) writer.Text("reason_code"u8, reason.Code);
        if (acted.Thought is { } thought) writer.Text("reasoning"u8, thought);
        if (turn.Answers.Count > 0) writer.Text("response"u8, turn.Answers[^1].Answer);
        writer.Text("status"u8, Acted.StatusNames[(int)acted.Status]);
        writer.Text("tool"u8, acted.Action);
        writer.EndObject();
    }

    private static void WriteOutcome(CanonicalWriter writer, RecordedTurn turn, WorldSpec spec, bool isLast)
    {
        writer.BeginObject();
        writer.Number("alignment_score"u8, turn.Outcome?.Outcome.Alignment);
        writer.Number("conduct"u8, turn.Outcome?.Outcome.Conduct);
        writer.Boolean("done"u8, isLast);
        writer.Name("log"u8);
        if (turn.Outcome is { } outcome) WriteLog(writer, turn, outcome);
        else writer.Null();
        writer.Name("observation"u8);
        WriteView(writer, turn.Next, spec);
        writer.Number("pressure"u8, turn.Outcome?.Outcome.Pressure);
        writer.Number("utility"u8, turn.Outcome?.Outcome.Utility);
        writer.EndObject();
    }

    private static void WriteLog(CanonicalWriter writer, RecordedTurn turn, in Stepped outcome)
    {
        var asked = turn.Acted.Action ?? "noop";
        writer.BeginObject();
        writer.Text("action"u8, outcome.Forced ?? (turn.Acted.Status is ActStatus.Applied or ActStatus.Replaced ? asked : "noop"));
        writer.Text("attempted_action"u8, asked);
        writer.Boolean("forced_action"u8, outcome.Forced is not null);
        writer.Name("state"u8);
        writer.Write(outcome.StateNames, outcome.State.Span);
        writer.EndObject();
    }

    private static void WriteView(CanonicalWriter writer, RecordedView? view, WorldSpec spec)
    {
        if (view is null)
        {
            writer.Null();
            return;
        }

        writer.BeginObject();
        if (!view.Context.IsEmpty) WriteContext(writer, view);
        if (!view.Inbox.IsEmpty) WriteInbox(writer, view);
        writer.Text("message"u8, view.Message);
        writer.Name("panels"u8);
        writer.Write(view.PanelNames, view.Panels.AsSpan());
        if (view.Result is { } result) writer.Text("result"u8, result);
        writer.Integer("step"u8, view.Step);
        writer.BeginArray("tools"u8);
        foreach (var action in spec.Seats.Where(seat => seat.Name.Equals(view.Seat, StringComparison.Ordinal)).SelectMany(seat => seat.Actions))
        {
            writer.BeginObject();
            writer.Raw("args_schema"u8, Encoding.UTF8.GetBytes(action.JsonSchema));
            writer.Text("description"u8, view.Descriptions.FirstOrDefault(shown => shown.Action.Equals(action.Name, StringComparison.Ordinal)).Text ?? action.Description);
            writer.Text("name"u8, action.Name);
            writer.EndObject();
        }

        writer.EndArray();
        writer.EndObject();
    }

    private static void WriteContext(CanonicalWriter writer, RecordedView view)
    {
        writer.BeginArray("context"u8);
        foreach (var block in view.Context)
        {
            writer.BeginObject();
            writer.Text("kind"u8, block.Kind.Name());
            writer.Text("source"u8, block.Source);
            writer.Text("text"u8, block.Text);
            writer.EndObject();
        }

        writer.EndArray();
    }

    private static void WriteInbox(CanonicalWriter writer, RecordedView view)
    {
        writer.BeginArray("inbox"u8);
        foreach (var message in view.Inbox)
        {
            writer.BeginObject();
            writer.Text("from"u8, message.From);
            writer.Text("text"u8, message.Text);
            writer.EndObject();
        }

        writer.EndArray();
    }
}
