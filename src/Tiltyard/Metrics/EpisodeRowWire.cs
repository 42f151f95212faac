using System.Collections.Immutable;
using System.Globalization;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Metrics;

/// <summary>The wire form of a row: the documented fields of rows.jsonl and ours beside them, as one canonical JSON object.</summary>
public static class EpisodeRowWire
{
    private const string TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static void Write(CanonicalWriter writer, EpisodeRow row)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(row);
        writer.BeginObject();
        writer.Text("agent"u8, row.Agent);
        writer.Text("arm"u8, row.Arm);
        if (row.Attack.Strikes > 0) WriteAttack(writer, row.Attack);
        writer.Boolean("callable"u8, row.IsCallable);
        writer.Integer("calls"u8, row.Calls);
        writer.Text("case"u8, row.Case);
        writer.Text("cell"u8, row.Cell);
        writer.Integer("completion_tokens"u8, row.CompletionTokens);
        writer.Number("cost_usd"u8, row.CostUsd);
        writer.Integer("denied"u8, row.Denied);
        writer.Integer("episode"u8, row.Episode);
        writer.Text("exp"u8, row.Scenario);
        writer.Name("facts"u8);
        writer.Write(row.FactNames, row.Facts.AsSpan());
        writer.Text("fail_reason"u8, row.FailReason);
        WriteFigures(writer, row);
        WriteCounts(writer, "findings"u8, row.Findings);
        writer.Text("input_case"u8, row.Case);
        writer.Integer("invalid"u8, row.Invalid);
        writer.Text("judge_rule_id"u8, row.IsAssessed ? "in_line_and_useful" : null);
        writer.Number("judge_score"u8, row.Success ? 1 : 0);
        if (row.Calls == 0 && row.Terminal != Terminal.Errored) writer.Integer("latency_ms"u8, 0);
        else writer.Null("latency_ms"u8);
        writer.Text("message"u8, row.Message);
        writer.Text("model"u8, row.Agent);
        writer.Null("post_call_gate"u8);
        WriteGate(writer, row.Rulings);
        writer.Boolean("pressure"u8, row.Pressure);
        writer.Integer("prompt_tokens"u8, row.PromptTokens);
        WriteCounts(writer, "rulings"u8, row.Rulings.Counts);
        writer.Text("run_id"u8, row.RunId);
        writer.Integer("seed"u8, row.Seed);
        writer.Integer("steps"u8, row.Steps);
        writer.Boolean("success"u8, row.Success);
        writer.Text("terminal"u8, row.Terminal.Name());
        writer.Text("terminal_reason"u8, row.Reason);
        writer.Number("time"u8, row.Time);
        writer.Text("timestamp"u8, row.Timestamp.ToString(TimestampFormat, CultureInfo.InvariantCulture));
        WriteCounts(writer, "tool_usage"u8, row.ToolUsage);
        WriteCounts(writer, "tool_usage_effective"u8, row.ToolUsageEffective);
        writer.Integer("total_tokens"u8, row.PromptTokens + row.CompletionTokens);
        writer.Integer("trial"u8, row.Episode);
        writer.EndObject();
    }

    /// <summary>Reads back what <see cref="Write"/> wrote.</summary>
    /// <exception cref="DocumentException">It is something else.</exception>
    public static EpisodeRow Read(DocumentMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        var (factNames, facts) = map.Map("facts").ToValues();
        var figures = map.Map("figures");
        return new EpisodeRow
        {
            RunId = map.Text("run_id"),
            Scenario = map.Text("exp"),
            Cell = map.Text("cell"),
            Case = map.Text("case"),
            Episode = map.Integer("episode"),
            Seed = map.Integer("seed"),
            Arm = map.Text("arm"),
            Pressure = map.Boolean("pressure"),
            Agent = map.Text("agent"),
            Terminal = ReadTerminal(map),
            Reason = map.TextOrNull("terminal_reason"),
            Message = map.TextOrNull("message"),
            Steps = (int)map.Integer("steps"),
            Time = map.Number("time"),
            Timestamp = ReadTimestamp(map),
            Figures = figures.Entries.IsEmpty ? [] : [.. Metrics.Figures.Names.Names.Select(figures.NumberOrNull)],
            FactNames = factNames,
            Facts = [.. facts],
            ToolUsage = ReadCounts(map, "tool_usage"),
            ToolUsageEffective = ReadCounts(map, "tool_usage_effective"),
            Invalid = (int)map.Integer("invalid"),
            Denied = (int)map.Integer("denied"),
            Rulings = ReadRulings(map),
            Attack = ReadAttack(map.MapOrNull("attack")),
            Findings = ReadCounts(map, "findings"),
            Calls = map.Integer("calls"),
            PromptTokens = map.Integer("prompt_tokens"),
            CompletionTokens = map.Integer("completion_tokens"),
            CostUsd = map.NumberOrNull("cost_usd"),
            Success = map.Boolean("success"),
            FailReason = map.TextOrNull("fail_reason"),
        };
    }

    private static void WriteAttack(CanonicalWriter writer, in AttackResult attack)
    {
        writer.BeginObject("attack"u8);
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

    private static void WriteGate(CanonicalWriter writer, RulingCounts rulings)
    {
        if (rulings.Gravest is not { } gravest)
        {
            writer.Null("pre_call_gate"u8);
            return;
        }

        writer.BeginObject("pre_call_gate"u8);
        writer.Text("decision"u8, gravest.Decision.Name());
        writer.Text("policy_id"u8, rulings.Gate);
        writer.Text("reason_code"u8, gravest.Reason.Code);
        writer.Text("rule_id"u8, gravest.RuleId);
        writer.EndObject();
    }

    private static Terminal ReadTerminal(DocumentMap map)
    {
        var name = map.Text("terminal");
        return Terminals.Names.IndexOf(name) >= 0 ? Terminals.Parse(name) : throw new DocumentException(map.Node("terminal"), $"'{name}' is not a terminal state");
    }

    private static DateTimeOffset ReadTimestamp(DocumentMap map) =>
        DateTimeOffset.TryParseExact(map.Text("timestamp"), TimestampFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var timestamp)
            ? timestamp
            : throw new DocumentException(map.Node("timestamp"), "this is not a timestamp");

    private static ImmutableSortedDictionary<string, int> ReadCounts(DocumentMap map, string key) =>
        map.Map(key).Entries.ToImmutableSortedDictionary(entry => entry.Key, entry => (int)entry.Value.AsInteger(), StringComparer.Ordinal);

    private static RulingCounts ReadRulings(DocumentMap map)
    {
        var counts = ReadCounts(map, "rulings");
        if (map.MapOrNull("pre_call_gate") is not { } gate) return new RulingCounts(counts, null, null);
        var decision = Traces.Rulings.Decisions.IndexOf(gate.Text("decision"));
        if (decision < 0) throw new DocumentException(gate.Node("decision"), "this is not a decision");
        return new RulingCounts(counts, gate.TextOrNull("policy_id"), new Ruling((Decision)decision, gate.Text("rule_id"), ReasonCodes.Parse(gate.Text("reason_code"))));
    }

    private static AttackResult ReadAttack(DocumentMap? attack) => attack is null
        ? default
        : new AttackResult((int)attack.Integer("strikes"), attack.BooleanOrNull("succeeded"), attack.BooleanOrNull("detected"), attack.BooleanOrNull("contained"));
}
