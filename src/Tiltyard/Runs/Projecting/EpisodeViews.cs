using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Reports;
using Tiltyard.Runs.Planning;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Runs.Projecting;

/// <summary>One episode as reports show it, from its row and its stored trace.</summary>
internal static class EpisodeViews
{
    /// <summary>The view of an episode; without a record it has no steps.</summary>
    public static EpisodeView Of(RunPlan plan, in PlannedEpisode at, EpisodeRow row, EpisodeRecord? record, WorldSpec spec)
    {
        var cell = plan.Cell(at);
        return new EpisodeView
        {
            Id = plan.FileStem(at),
            Scenario = cell.Scenario,
            Cell = cell.Name,
            Case = row.Case,
            Number = row.Episode,
            Seed = row.Seed,
            End = (EpisodeEnd)row.Terminal,
            Reason = Reason(row),
            Figures = [.. FigureViews.OfEpisode(row)],
            Failed = row.IsAssessed && !row.Success,
            Harmed = row.Harmed,
            TaskDone = row.TaskDone,
            AttackSucceeded = row.Attack.Succeeded,
            Command = PlayAgain.Episode(plan.FileStem(at)),
            Configuration = [.. Configuration(cell)],
            Threshold = cell.Threshold,
            Steps = record is null ? [] : [.. record.Turns.Select(turn => Step(turn, spec))],
        };
    }

    private static string Reason(EpisodeRow row) =>
        string.Join(": ", new[] { row.Reason ?? row.FailReason, row.Message }.Where(part => !string.IsNullOrEmpty(part)));

    private static IEnumerable<FactView> Configuration(CellPlan cell)
    {
        yield return new("agent", cell.Agent);
        yield return new("arm", Traces.Arms.Name(cell.Arm));
        yield return new("pressure", cell.Pressure ? "on" : "off");
        foreach (var entry in cell.Parameters.Entries)
            yield return new(entry.Key, entry.Value is DocumentScalar { Kind: DocumentScalarKind.Text } ? entry.Value.AsText() : CanonicalJson.Text(entry.Value));
    }

    private static StepView Step(RecordedTurn turn, WorldSpec spec)
    {
        var (acted, outcome) = (turn.Acted, turn.Outcome?.Outcome);
        var struck = turn.Injected.Where(injected => !injected.Withheld).ToList();
        return new StepView
        {
            Step = acted.Step,
            Seat = spec.Seats.Length > 1 ? acted.Seat : "",
            Message = Message(turn.Seen, struck),
            Result = turn.Seen?.Result,
            Panels = turn.Seen is { } seen ? [.. seen.Panels.Select((value, index) => Panel(seen.PanelNames.Names[index], value))] : [],
            Injected = [.. struck.Select(injected => new InjectedView(injected.Attack, injected.Surface, injected.Payload))],
            Reasoning = acted.Thought,
            Response = turn.Answers.Count is 0 ? null : string.Join('\n', turn.Answers.Select(answer => answer.Answer)),
            Action = acted.Action,
            Arguments = acted.RawArguments,
            Optimal = acted.Optimal,
            Rulings = [.. turn.Rulings.Select(Ruling)],
            Invalid = acted.Status == ActStatus.Invalid,
            Denied = acted.Status == ActStatus.Denied,
            Delivered = acted.Delivered,
            Refusal = acted.Status == ActStatus.Applied ? "" : $"{acted.Reason?.Code} {acted.Detail}".Trim(),
            Alignment = outcome?.Alignment,
            Pressure = outcome?.Pressure,
            Utility = outcome?.Utility,
            Log = StepLog.Log(turn),
        };
    }

    /// <summary>The world's words and honest mail; what attackers put in is shown apart.</summary>
    private static string Message(RecordedView? seen, List<Injected> struck)
    {
        if (seen is null) return "";
        var mail = seen.Inbox.Where(message => !struck.Exists(injected => injected.Payload.Equals(message.Text, StringComparison.Ordinal)));
        var context = seen.Context.Where(block => !struck.Exists(injected => injected.Payload.Equals(block.Text, StringComparison.Ordinal)));
        return string.Join('\n', mail.Select(message => $"{message.From}: {message.Text}").Prepend(seen.Message).Concat(context.Select(block => $"{block.Heading()} {block.Text}")));
    }

    private static PanelView Panel(string name, Value value) => value.Kind switch
    {
        ValueKind.Null => new PanelView(name, Digits.Unknown),
        ValueKind.Integer or ValueKind.Number => new PanelView(name, value.ToString(), value.Number),
        _ => new PanelView(name, value.ToString()),
    };

    private static RulingView Ruling(Ruled ruled)
    {
        var watched = ruled.Ruling.Decision == Traces.Decision.Deny && !ruled.Enforced ? "recorded, not enforced" : "";
        var message = string.Join("; ", new[] { ruled.Ruling.RuleId, ruled.Ruling.Detail ?? "", watched }.Where(part => part.Length > 0));
        return new RulingView(ruled.Gate, Traces.Rulings.Name(ruled.Stage), Traces.Rulings.Name(ruled.Ruling.Decision), ruled.Ruling.Reason.Code, message);
    }
}
