using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tiltyard.Reports;

/// <summary>
/// results.sarif (2.1.0): findings, and criteria that did not pass. A fingerprint names what was found where in the plan, not
/// the run, the wording or the order, so a tracker sees the same alert again.
/// </summary>
public static class SarifLog
{
    private const int MostResults = 5000;

    public static string Render(PageModel model)
    {
        var results = Criteria(model).Concat(Incidents(model)).Concat(model.Findings.Select(Finding)).Take(MostResults).ToList();
        var rules = results.Select(result => result.Rule).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            Tool(json, model, rules);
            Invocation(json, model);
            Results(json, results, rules);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length)) + "\n";
    }

    private static IEnumerable<Result> Criteria(PageModel model)
    {
        foreach (var criterion in model.Verdict.Criteria.Where(one => one.Result is not CriterionTone.Pass))
        {
            var level = criterion.Result is CriterionTone.Warn ? "warning" : "error";
            var cell = criterion.Cell is { } name ? $" in {name}" : "";
            yield return new("criterion/" + criterion.Criterion, level,
                $"{criterion.Word}{cell}: {criterion.Seen.Label} {criterion.Asked}, seen {criterion.Evidence}",
                ["criterion", criterion.Criterion, criterion.Cell ?? ""], "results.json", Line: null);
        }
    }

    /// <summary>Incidents that an oracle confirmed. Alerts are among the findings, with their place in the trace.</summary>
    private static IEnumerable<Result> Incidents(PageModel model) => (model.Evaluation?.Incidents ?? []).Where(incident => incident.Confirmed).Select(incident => new Result(
        incident.Code,
        incident.Severity switch { "critical" or "high" => "error", "medium" => "warning", _ => "note" },
        $"confirmed {incident.Severity} incident in {incident.Episode} (seed {incident.Seed})",
        ["incident", incident.Source, incident.Code, incident.Scenario, incident.Episode],
        $"traces/{incident.Episode}.jsonl",
        Line: null));

    private static Result Finding(FindingView finding) => new(
        finding.Code,
        finding.Severity switch { "critical" or "high" => "error", "medium" => "warning", _ => "note" },
        $"{finding.Message} ({finding.Validator}, {(finding.Confirmed ? "confirmed" : "alert")}, {finding.Episode}{(finding.Step is { } step ? $", step {step}" : "")})",
        ["finding", finding.Validator, finding.Code, finding.Cell, finding.Episode, finding.Step?.ToString() ?? ""],
        finding.TracePath ?? "results.json",
        finding.TraceLine);

    private static void Tool(Utf8JsonWriter json, PageModel model, List<string> rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "Tiltyard");
        json.WriteString("version", Hostile.Line(model.ToolVersion));
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", Hostile.Line(rule));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Invocation(Utf8JsonWriter json, PageModel model)
    {
        json.WriteStartObject("automationDetails");
        json.WriteString("id", Hostile.Line(model.RunId));
        json.WriteEndObject();
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteString("commandLine", Hostile.Line(model.Command));
        json.WriteBoolean("executionSuccessful", model.Ends.Played > model.Ends.Errored);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Results(Utf8JsonWriter json, List<Result> results, List<string> rules)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        json.WriteStartArray("results");
        foreach (var result in results)
        {
            var key = Fingerprint(result.Identity);
            seen[key] = seen.GetValueOrDefault(key) + 1;
            json.WriteStartObject();
            json.WriteString("ruleId", Hostile.Line(result.Rule));
            json.WriteNumber("ruleIndex", rules.BinarySearch(result.Rule, StringComparer.Ordinal));
            json.WriteString("level", result.Level);
            json.WriteStartObject("message");
            json.WriteString("text", Hostile.Clip(Hostile.Visible(result.Message), 2000));
            json.WriteEndObject();
            Location(json, result);
            json.WriteStartObject("partialFingerprints");
            json.WriteString("tiltyard/v1", seen[key] is 1 ? key : $"{key}:{seen[key]}");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Location(Utf8JsonWriter json, Result result)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", string.Join('/', Hostile.Line(result.Path).Split('/').Select(Uri.EscapeDataString)));
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", Math.Max(1, result.Line ?? 1));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>Lengths keep ["a", "bc"] and ["ab", "c"] apart.</summary>
    private static string Fingerprint(string[] identity)
    {
        var joined = string.Concat(identity.Select(part => $"{part.Length}:{part}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(joined)));
    }

    private sealed record Result(string Rule, string Level, string Message, string[] Identity, string Path, long? Line);
}
