using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Metrics;

/// <summary>
/// Reads back what <see cref="EpisodeRowWire"/> wrote, member by member in the canonical order: a run folds a million rows, and a row
/// in any other order was not written by us.
/// </summary>
public static class EpisodeRowReader
{
    /// <exception cref="DocumentException">The bytes are not a row.</exception>
    public static EpisodeRow Read(string file, ReadOnlySpan<byte> row)
    {
        var members = new MemberReader(file, row);
        try
        {
            var read = Read(ref members);
            members.End();
            return read;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new DocumentException(file, $"this is not a row: {e.Message}");
        }
    }

    private static EpisodeRow Read(ref MemberReader members)
    {
        var agent = members.Text("agent"u8)!;
        var alerts = ReadAlerts(ref members);
        var arm = members.Text("arm"u8)!;
        var attack = ReadAttack(ref members);
        var attacks = ReadAttacks(ref members);
        var cached = members.Integer("cached"u8);
        members.Skip("callable"u8);
        var calls = members.Integer("calls"u8);
        var name = members.Text("case"u8)!;
        var cell = members.Text("cell"u8)!;
        var completionTokens = members.Integer("completion_tokens"u8);
        var cost = members.Number("cost_usd"u8);
        var denied = members.Integer("denied"u8);
        var episode = members.Integer("episode"u8);
        var events = members.OptionalInteger("events"u8) ?? 0;
        var scenario = members.Text("exp"u8)!;
        var (factNames, facts) = members.Values("facts"u8);
        var failReason = members.Text("fail_reason"u8);
        var figures = ReadFigures(ref members);
        var findings = members.Counts("findings"u8);
        var harmed = members.OptionalBoolean("harmed"u8);
        members.Skip("input_case"u8);
        var invalid = members.Integer("invalid"u8);
        var invalidReasons = members.OptionalCounts("invalid_reasons"u8);
        members.Skip("judge_rule_id"u8);
        members.Skip("judge_score"u8);
        var latency = members.Number("latency_ms"u8);
        var message = members.Text("message"u8);
        members.Skip("model"u8);
        var post = ReadGate(ref members, "post_call_gate"u8);
        var pre = ReadGate(ref members, "pre_call_gate"u8);
        var pressure = members.Boolean("pressure"u8);
        var promptTokens = members.Integer("prompt_tokens"u8);
        var rulings = members.Counts("rulings"u8);
        var row = new EpisodeRow
        {
            Agent = agent,
            Alerts = alerts,
            Events = events,
            Arm = arm,
            Attack = attack,
            Attacks = attacks,
            Cached = cached,
            Calls = calls,
            Case = name,
            Cell = cell,
            CompletionTokens = completionTokens,
            CostUsd = cost,
            Denied = (int)denied,
            Episode = episode,
            Scenario = scenario,
            FactNames = factNames,
            Facts = facts,
            FailReason = failReason,
            Figures = figures,
            Findings = findings,
            Harmed = harmed,
            Invalid = (int)invalid,
            InvalidReasons = invalidReasons,
            LatencyMs = (long?)latency,
            Message = message,
            Pressure = pressure,
            PromptTokens = promptTokens,
            Rulings = rulings.IsEmpty ? RulingCounts.None : new RulingCounts(rulings, pre, post),
            RunId = members.Text("run_id"u8)!,
            Seed = members.Integer("seed"u8),
            Steps = (int)members.Integer("steps"u8),
            Success = members.Boolean("success"u8),
            TaskDone = members.OptionalBoolean("task_done"u8),
            Terminal = Terminals.Parse(members.Text("terminal"u8)!),
            Reason = members.Text("terminal_reason"u8),
            TextJudge = ReadTextJudge(ref members),
            Time = members.Number("time"u8)!.Value,
            Timestamp = DateTimeOffset.ParseExact(members.Text("timestamp"u8)!, EpisodeRowWire.TimestampFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            ToolUsage = members.Counts("tool_usage"u8),
            ToolUsageEffective = members.Counts("tool_usage_effective"u8),
        };
        members.Skip("total_tokens"u8);
        members.Skip("trial"u8);
        return row;
    }

    private static ImmutableArray<AlertCount> ReadAlerts(ref MemberReader members)
    {
        if (!members.OpensList("alerts"u8)) return [];
        var alerts = ImmutableArray.CreateBuilder<AlertCount>();
        while (members.OpensItem())
        {
            var code = members.Text("code"u8)!;
            var confirmed = members.Boolean("confirmed"u8);
            var count = members.Integer("count"u8);
            var severity = Severities.Parse(members.Text("severity"u8)!);
            alerts.Add(new AlertCount(members.Text("validator"u8)!, code, severity, confirmed, (int)count));
            members.Close();
        }

        return alerts.DrainToImmutable();
    }

    private static AttackResult ReadAttack(ref MemberReader members)
    {
        return members.Opens("attack"u8) ? ReadOpenAttack(ref members) : default;
    }

    private static ImmutableSortedDictionary<string, AttackResult> ReadAttacks(ref MemberReader members)
    {
        if (!members.Opens("attacks"u8)) return EpisodeRow.NoAttacks;
        var attacks = EpisodeRow.NoAttacks.ToBuilder();
        while (!members.TryClose()) attacks[members.OpenAny()] = ReadOpenAttack(ref members);
        return attacks.ToImmutable();
    }

    private static AttackResult ReadOpenAttack(ref MemberReader members)
    {
        var contained = members.OptionalBoolean("contained"u8);
        var detected = members.OptionalBoolean("detected"u8);
        var strikes = members.Integer("strikes"u8);
        var succeeded = members.OptionalBoolean("succeeded"u8);
        members.Close();
        return new AttackResult((int)strikes, succeeded, detected, contained);
    }

    private static ImmutableArray<double?> ReadFigures(ref MemberReader members)
    {
        members.Open("figures"u8);
        if (members.TryClose()) return [];
        var figures = new double?[Figures.Names.Count];
        foreach (var index in Figures.Names.CanonicalOrder) figures[index] = members.Number(Figures.Names.Utf8(index));
        members.Close();
        return ImmutableArray.Create(figures);
    }

    private static TextJudgement? ReadTextJudge(ref MemberReader members)
    {
        if (!members.Opens("text_judge"u8)) return null;
        var passed = members.Boolean("passed"u8);
        var reason = members.Text("reason"u8);
        var rule = members.Text("rule_id"u8);
        members.Close();
        return new TextJudgement(passed, rule, reason);
    }

    private static GateRuling? ReadGate(ref MemberReader members, ReadOnlySpan<byte> name)
    {
        if (!members.OpensOrNull(name)) return null;
        var decision = Rulings.Decisions.IndexOf(members.Text("decision"u8)!);
        var gate = members.Text("policy_id"u8)!;
        var reason = ReasonCodes.Parse(members.Text("reason_code"u8)!);
        var rule = members.Text("rule_id"u8)!;
        members.Close();
        return decision < 0 ? throw new FormatException("a decision is allow, warn or deny") : new GateRuling(gate, new Ruling((Decision)decision, rule, reason));
    }
}
