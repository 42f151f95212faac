using System.Collections.Immutable;
using System.Globalization;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Metrics;

/// <summary>The wire form of a row: the documented fields of rows.jsonl and ours beside them, as one canonical JSON object. <see cref="EpisodeRowReader"/> reads it back.</summary>
public static class EpisodeRowWire
{
    internal const string TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static void Write(CanonicalWriter writer, EpisodeRow row)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(row);
        writer.BeginObject();
        writer.Text("agent"u8, row.Agent);
        if (!row.Alerts.IsDefaultOrEmpty) WriteAlerts(writer, row.Alerts);
        writer.Text("arm"u8, row.Arm);
        if (row.Attack.Strikes > 0) WriteAttack(writer, "attack"u8, row.Attack);
        if (!row.Attacks.IsEmpty) WriteAttacks(writer, row.Attacks);
        writer.Integer("cached"u8, row.Cached);
        writer.Boolean("callable"u8, row.IsCallable);
        writer.Integer("calls"u8, row.Calls);
        writer.Text("case"u8, row.Case);
        writer.Text("cell"u8, row.Cell);
        writer.Integer("completion_tokens"u8, row.CompletionTokens);
        writer.Number("cost_usd"u8, row.CostUsd);
        writer.Integer("denied"u8, row.Denied);
        writer.Integer("episode"u8, row.Episode);
        if (row.Events > 0) writer.Integer("events"u8, row.Events);
        writer.Text("exp"u8, row.Scenario);
        writer.Name("facts"u8);
        writer.Write(row.FactNames, row.Facts.AsSpan());
        writer.Text("fail_reason"u8, row.FailReason);
        WriteFigures(writer, row);
        WriteCounts(writer, "findings"u8, row.Findings);
        if (row.Harmed is { } harmed) writer.Boolean("harmed"u8, harmed);
        writer.Text("input_case"u8, row.Case);
        writer.Integer("invalid"u8, row.Invalid);
        if (!row.InvalidReasons.IsEmpty) WriteCounts(writer, "invalid_reasons"u8, row.InvalidReasons);
        writer.Text("judge_rule_id"u8, row.TextJudge is { } judge ? judge.RuleId : row.IsAssessed ? "in_line_and_useful" : null);
        writer.Number("judge_score"u8, row.Success ? 1 : 0);
        writer.Integer("latency_ms"u8, row.LatencyMs);
        writer.Text("message"u8, row.Message);
        writer.Text("model"u8, row.Agent);
        WriteGate(writer, "post_call_gate"u8, row.Rulings.Post);
        WriteGate(writer, "pre_call_gate"u8, row.Rulings.Pre);
        writer.Boolean("pressure"u8, row.Pressure);
        writer.Integer("prompt_tokens"u8, row.PromptTokens);
        WriteCounts(writer, "rulings"u8, row.Rulings.Counts);
        writer.Text("run_id"u8, row.RunId);
        writer.Integer("seed"u8, row.Seed);
        writer.Integer("steps"u8, row.Steps);
        writer.Boolean("success"u8, row.Success);
        if (row.TaskDone is { } done) writer.Boolean("task_done"u8, done);
        writer.Text("terminal"u8, row.Terminal.Name());
        writer.Text("terminal_reason"u8, row.Reason);
        if (row.TextJudge is { } text) WriteTextJudge(writer, text);
        writer.Number("time"u8, row.Time);
        writer.Text("timestamp"u8, row.Timestamp.ToString(TimestampFormat, CultureInfo.InvariantCulture));
        WriteCounts(writer, "tool_usage"u8, row.ToolUsage);
        WriteCounts(writer, "tool_usage_effective"u8, row.ToolUsageEffective);
        writer.Integer("total_tokens"u8, row.PromptTokens + row.CompletionTokens);
        writer.Integer("trial"u8, row.Episode);
        writer.EndObject();
    }

    private static void WriteAlerts(CanonicalWriter writer, ImmutableArray<AlertCount> alerts)
    {
        writer.BeginArray("alerts"u8);
        foreach (var alert in alerts)
        {
            writer.BeginObject();
            writer.Text("code"u8, alert.Code);
            writer.Boolean("confirmed"u8, alert.Confirmed);
            writer.Integer("count"u8, alert.Count);
            writer.Text("severity"u8, alert.Severity.Name());
            writer.Text("validator"u8, alert.Validator);
            writer.EndObject();
        }

        writer.EndArray();
    }

    private static void WriteAttacks(CanonicalWriter writer, ImmutableSortedDictionary<string, AttackResult> attacks)
    {
        writer.BeginObject("attacks"u8);
        foreach (var (name, attack) in attacks) WriteAttack(writer, System.Text.Encoding.UTF8.GetBytes(name), attack);
        writer.EndObject();
    }

    private static void WriteAttack(CanonicalWriter writer, ReadOnlySpan<byte> name, in AttackResult attack)
    {
        writer.BeginObject(name);
        if (attack.Contained is { } contained) writer.Boolean("contained"u8, contained);
        if (attack.Detected is { } detected) writer.Boolean("detected"u8, detected);
        writer.Integer("strikes"u8, attack.Strikes);
        if (attack.Succeeded is { } succeeded) writer.Boolean("succeeded"u8, succeeded);
        writer.EndObject();
    }

    private static void WriteFigures(CanonicalWriter writer, EpisodeRow row)
    {
        writer.BeginObject("figures"u8);
        if (!row.Figures.IsDefaultOrEmpty)
        {
            foreach (var index in Metrics.Figures.Names.CanonicalOrder) writer.Number(Metrics.Figures.Names.Utf8(index), row.Figures[index]);
        }

        writer.EndObject();
    }

    private static void WriteCounts(CanonicalWriter writer, ReadOnlySpan<byte> name, ImmutableSortedDictionary<string, int> counts)
    {
        writer.BeginObject(name);
        foreach (var (key, count) in counts)
        {
            writer.Name(key.AsSpan());
            writer.Integer(count);
        }

        writer.EndObject();
    }

    private static void WriteTextJudge(CanonicalWriter writer, TextJudgement judge)
    {
        writer.BeginObject("text_judge"u8);
        writer.Boolean("passed"u8, judge.Passed);
        writer.Text("reason"u8, judge.Reason);
        writer.Text("rule_id"u8, judge.RuleId);
        writer.EndObject();
    }

    private static void WriteGate(CanonicalWriter writer, ReadOnlySpan<byte> name, GateRuling? ruled)
    {
        if (ruled is null)
        {
            writer.Null(name);
            return;
        }

        writer.BeginObject(name);
        writer.Text("decision"u8, ruled.Ruling.Decision.Name());
        writer.Text("policy_id"u8, ruled.Gate);
        writer.Text("reason_code"u8, ruled.Ruling.Reason.Code);
        writer.Text("rule_id"u8, ruled.Ruling.RuleId);
        writer.EndObject();
    }
}
