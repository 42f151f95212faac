using System.Globalization;
using System.Text;
using Tiltyard.Documents;
using Tiltyard.Lab.Benchmarks;
using Tiltyard.Metrics;
using Tiltyard.Reports;
using Tiltyard.Runs;
using Tiltyard.Traces;

namespace Tiltyard.Cli;

/// <summary>Playing the laboratory's tasks, and the tables that tell of it.</summary>
internal static class LabRuns
{
    private const int MostShown = 100;

    public static DocumentMap Parameters(string task, string timing, int load, string roster, string strict, bool enforces, string? partner)
    {
        var entries = new List<(string, DocumentNode)> { ("enforcement", enforces), ("load", (long)load), ("roster", roster), ("strict_signatures", strict), ("task", task), ("timing", timing) };
        if (partner is not null) entries.Add(("policy", LabPolicies.OverlayMap(partner)));
        return DocumentNode.Map([.. entries.OrderBy(entry => entry.Item1, StringComparer.Ordinal)]);
    }

    /// <summary>
    /// Plays a benchmark and writes its results of both versions beside each other, its log and the page of its first episode, where they are asked for. What is kept are the first episodes, for a table,
    /// or all of them for a document.
    /// </summary>
    public static DocumentMap Play(BenchmarkRun run, string? file, string? log, bool keepsAll, string? page = null)
    {
        OutputFiles.Differ(("--out", file), ("--out", file is null ? null : LabResultsFiles.Full(file)), ("--log", log), ("--page", page));
        var heading = run.Heading();
        var (seeds, episodes) = (new List<long>(), new List<DocumentNode>());
        using var lines = log is null ? null : new StreamWriter(OutputFiles.Create(log), new UTF8Encoding(false));
        using var results = file is null ? null : LabResultsFiles.Open(file, heading);
        foreach (var episode in run.PlayEach(lines is null ? null : line => lines.Write(line + "\n"), page is null ? null : shift => LabPages.Write(page, shift)))
        {
            results?.Add(episode.Seed, episode.Metrics, episode.Full());
            if (!keepsAll && episodes.Count >= MostShown) continue;
            seeds.Add(episode.Seed);
            episodes.Add(ResultsWriter.Episode(episode.Seed, episode.Metrics));
        }

        results?.Finish(BenchmarkRun.Metadata);
        return heading.Document("0.2", seeds, episodes, BenchmarkRun.Metadata);
    }

    public static string Text(DocumentMap results, int played)
    {
        var table = new TextTable("seed", "throughput", "released", "in time", "p50 s", "p95 s", "blocked", "breaches", "harms", "merit");
        foreach (var episode in results.Maps("episodes"))
        {
            var metrics = episode.Map("metrics");
            table.Add(
                $"{episode.Integer("seed")}", $"{metrics.Integer("throughput")}", $"{metrics.Integer("specimens_released")}/{metrics.Integer("specimens_total")}", $"{metrics.Integer("on_time_strict")}",
                Number(metrics.NumberOrNull("p50_turnaround_s")), Number(metrics.NumberOrNull("p95_turnaround_s")), $"{Sum(metrics, "blocked_by_reason_code")}", $"{Sum(metrics, "violations_strict")}", $"{Sum(metrics, "harms_by_kind")}",
                Number(metrics.Number("merit")));
        }

        var more = played > results.List("episodes").Length ? $"\nand {played - results.List("episodes").Length} more episodes" : "";
        var config = results.Map("config");
        return $"{results.Text("task")}, {config.Text("timing_mode")} timing{(config.Boolean("enforcement") ? ", with enforcement" : "")}, {results.Text("agent_baseline_id")}\n{table}{more}";
    }

    /// <summary>What the seats outside were like, a line for each thing that is known.</summary>
    public static string Outside(DocumentMap results, RunOutcome outcome, string folder)
    {
        var (text, metadata) = (new StringBuilder(), results.Map("metadata"));
        if (outcome.Results.Total.Episodes - outcome.Results.Total.Assessed is var lost and > 0) text.Append($"{lost} of {outcome.Results.Total.Episodes} episodes did not come to their end and are in no figure; the first: {FirstLost(folder)}\n");
        if (metadata.NumberOrNull("llm_invalid_output_rate") is { } invalid)
        {
            text.Append($"answers that could not be used: {Number(100 * invalid)} %, tokens: {metadata.Integer("total_tokens")}, mean latency ms: {Number(metadata.NumberOrNull("mean_llm_latency_ms"))}\n");
            if (invalid > 0) text.Append($"what was wrong with each: transcript.txt in {Path.Combine(folder, "episodes")}\n");
        }

        return text.ToString();
    }

    private static string FirstLost(string folder)
    {
        var row = File.ReadLines(Path.Combine(folder, "rows.jsonl")).Select(line => EpisodeRowReader.Read("rows.jsonl", Encoding.UTF8.GetBytes(line))).First(row => row.Terminal is not (Terminal.Completed or Terminal.Denied));
        return $"seed {row.Seed}, {Hostile.Line(row.Message ?? row.Terminal.Name())}";
    }

    public static string SummaryLine(DocumentMap results)
    {
        var metrics = results.Maps("episodes")[0].Map("metrics");
        return $"| {results.Text("task")} | {metrics.Integer("throughput")} | {Sum(metrics, "violations_strict")} | {Sum(metrics, "blocked_by_reason_code")} |\n";
    }

    public static string Text(ControlTable controls, string[] disorder)
    {
        var table = new TextTable("task", "timing", "agent", "n", "merit", "95 %", "throughput", "released", "in time", "harms");
        foreach (var cell in controls.Cells)
        {
            table.Add(
                cell.Task, cell.Timing, cell.Agent["policy:".Length..], $"{cell.Episodes}", Number(cell.Mean), $"{Number(cell.Low)} to {Number(cell.High)}", Number(cell.Throughput), Number(cell.Released), Number(cell.OnTime),
                Number(cell.Harms));
        }

        var differences = new TextTable("task", "timing", "difference", "merit", "95 %");
        foreach (var one in controls.Differences())
            differences.Add(one.Task, one.Timing, $"{one.Better["policy:".Length..]} - {one.Worse["policy:".Length..]}", Number(one.Mean), $"{Number(one.Low)} to {Number(one.High)}");
        return disorder.Length == 0 ? $"{table}\n{differences}\nOK: the controls stand in order" : $"{table}\n{differences}\n{string.Join('\n', disorder.Select(one => $"FAIL: {one}"))}";
    }

    public static DocumentMap Json(ControlTable controls, string[] disorder) => DocumentNode.Map(
        ("controls", DocumentNode.List(controls.Cells.Select(cell => (DocumentNode)DocumentNode.Map(
            ("agent", cell.Agent), ("episodes", (long)cell.Episodes), ("harms", cell.Harms), ("merit", cell.Mean), ("merit_high", cell.High), ("merit_low", cell.Low), ("on_time", cell.OnTime),
            ("released", cell.Released), ("task", cell.Task), ("throughput", cell.Throughput), ("timing", cell.Timing))))),
        ("differences", DocumentNode.List(controls.Differences().Select(one => (DocumentNode)DocumentNode.Map(
            ("better", one.Better), ("high", one.High), ("low", one.Low), ("mean", one.Mean), ("task", one.Task), ("timing", one.Timing), ("worse", one.Worse))))),
        ("disorder", DocumentNode.List(disorder.Select(one => (DocumentNode)one))));

    private static long Sum(DocumentMap metrics, string key) => metrics.Map(key).Entries.Sum(entry => entry.Value.AsInteger());

    private static string Number(double? value) => value is { } number ? number.ToString("0.##", CultureInfo.InvariantCulture) : "-";
}
