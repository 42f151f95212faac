using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Runs.Evaluating;
using Tiltyard.Runs.Planning;
using Tiltyard.Traces;
using Tiltyard.Verdicts;

namespace Tiltyard.Runs;

/// <summary>results.json: every metric with what it rests on and its interval, for the whole, per cell, per pair of cells and per episode.</summary>
public static class ResultsWire
{
    /// <summary>Above this many episodes the list of episodes is left to rows.jsonl, and the document says so.</summary>
    public const long MostEpisodesListed = 10_000;

    public static byte[] Write(RunResults results, Verdict verdict, IEnumerable<EpisodeRow> rows, EvaluationResult? evaluation = null)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(rows);
        var writer = new CanonicalWriter(1 << 16);
        writer.BeginObject();
        WriteCells(writer, results);
        WriteContrasts(writer, results);
        if (results.Finished <= MostEpisodesListed) WriteEpisodes(writer, rows);
        else writer.Text("episodes_in"u8, "rows.jsonl");
        if (evaluation is not null) writer.Raw("evaluation"u8, System.Text.Encoding.UTF8.GetBytes(CanonicalJson.Text(EvaluationWire.Write(evaluation))));
        writer.Integer("num_episodes"u8, results.Finished);
        writer.Text("plan"u8, PlanWire.Hash(results.Plan));
        writer.Integer("planned"u8, results.Plan.Planned);
        writer.Text("run_id"u8, results.RunId);
        writer.Text("schema_version"u8, "1");
        writer.Name("total"u8);
        WriteFigures(writer, results.Total);
        WriteVerdict(writer, verdict);
        writer.EndObject();
        writer.EndLine();
        return writer.Written.ToArray();
    }

    private static void WriteCells(CanonicalWriter writer, RunResults results)
    {
        writer.BeginArray("cells"u8);
        foreach (var (cell, figures) in results.Cells)
        {
            writer.BeginObject();
            writer.Name("figures"u8);
            WriteFigures(writer, figures);
            writer.BeginObject("labels"u8);
            foreach (var (key, value) in cell.Labels.OrderBy(label => label.Key, StringComparer.Ordinal))
            {
                writer.Name(key.AsSpan());
                writer.String(value);
            }

            writer.EndObject();
            writer.Text("name"u8, cell.Name);
            writer.EndObject();
        }

        writer.EndArray();
    }

    private static void WriteContrasts(CanonicalWriter writer, RunResults results)
    {
        writer.BeginArray("contrasts"u8);
        foreach (var contrast in results.Contrasts)
        {
            writer.BeginObject();
            writer.Text("a"u8, contrast.A.Name);
            writer.Text("b"u8, contrast.B.Name);
            writer.BeginObject("figures"u8);
            foreach (var (name, difference) in contrast.Figures)
            {
                writer.BeginObject(System.Text.Encoding.UTF8.GetBytes(name));
                writer.Number("high"u8, difference.Bootstrap95?.High);
                writer.Integer("losses"u8, difference.Losses);
                writer.Number("low"u8, difference.Bootstrap95?.Low);
                if (CellFigures.RateNames.Contains(name, StringComparer.Ordinal)) writer.Number("mcnemar_p"u8, difference.McNemarP);
                writer.Number("mean"u8, difference.Mean);
                writer.Integer("pairs"u8, difference.Pairs);
                writer.Integer("ties"u8, difference.Ties);
                writer.Integer("wins"u8, difference.Wins);
                writer.EndObject();
            }

            writer.EndObject();
            writer.Text("kind"u8, contrast.Kind);
            writer.EndObject();
        }

        writer.EndArray();
    }

    private static void WriteEpisodes(CanonicalWriter writer, IEnumerable<EpisodeRow> rows)
    {
        writer.BeginArray("episodes"u8);
        foreach (var row in rows)
        {
            writer.BeginObject();
            writer.Text("case"u8, row.Case);
            writer.Text("cell"u8, row.Cell);
            writer.Integer("episode"u8, row.Episode);
            writer.BeginObject("metrics"u8);
            if (!row.Figures.IsDefaultOrEmpty)
            {
                foreach (var index in Figures.Names.CanonicalOrder) writer.Number(Figures.Names.Utf8(index), row.Figures[index]);
            }

            writer.EndObject();
            writer.Integer("seed"u8, row.Seed);
            writer.Boolean("success"u8, row.Success);
            writer.Text("terminal"u8, row.Terminal.Name());
            writer.EndObject();
        }

        writer.EndArray();
    }

    private static void WriteFigures(CanonicalWriter writer, CellFigures figures)
    {
        writer.BeginObject();
        if (figures.Attacks.Count > 0) WriteAttacks(writer, figures);
        writer.Integer("cached"u8, figures.Cached);
        writer.Integer("calls"u8, figures.Calls);
        writer.Integer("completion_tokens"u8, figures.CompletionTokens);
        writer.Number("cost_usd"u8, figures.CostUsd);
        writer.Integer("denied_actions"u8, figures.DeniedActions);
        writer.Integer("episodes"u8, figures.Episodes);
        WriteCounts(writer, "fail_reasons"u8, figures.FailReasons);
        WriteCounts(writer, "findings"u8, figures.Findings);
        writer.Integer("invalid_actions"u8, figures.InvalidActions);
        WriteLatency(writer, figures);
        WriteMeans(writer, figures);
        writer.Integer("prompt_tokens"u8, figures.PromptTokens);
        WriteRates(writer, figures);
        WriteCounts(writer, "rulings"u8, figures.Rulings);
        writer.Integer("steps"u8, figures.Steps);
        writer.BeginObject("terminals"u8);
        foreach (var name in Terminals.Names.Order(StringComparer.Ordinal))
        {
            writer.Name(name.AsSpan());
            writer.Integer(figures.Count(Terminals.Parse(name)));
        }

        writer.EndObject();
        WriteCounts(writer, "tool_usage"u8, figures.Tools);
        WriteCounts(writer, "tool_usage_effective"u8, figures.EffectiveTools);
        writer.EndObject();
    }

    private static void WriteLatency(CanonicalWriter writer, CellFigures figures)
    {
        writer.BeginObject("latency_ms"u8);
        writer.Integer("n"u8, figures.Latency.Count);
        writer.Number("p50"u8, figures.Latency.Quantile(0.5));
        writer.Number("p95"u8, figures.Latency.Quantile(0.95));
        writer.Integer("sum"u8, figures.LatencyMs);
        writer.EndObject();
    }

    private static void WriteMeans(CanonicalWriter writer, CellFigures figures)
    {
        writer.BeginObject("means"u8);
        var means = Figures.All.Select((figure, index) => (figure.Name, Mean: figures.Figure(index)))
            .Concat(figures.Facts.Select(fact => (Name: fact.Key, Mean: fact.Value)))
            .OrderBy(entry => entry.Name, StringComparer.Ordinal);
        foreach (var (name, mean) in means)
        {
            writer.BeginObject(System.Text.Encoding.UTF8.GetBytes(name));
            writer.Number("high"u8, mean.Bootstrap95?.High);
            writer.Number("low"u8, mean.Bootstrap95?.Low);
            writer.Number("max"u8, mean.Max);
            writer.Number("mean"u8, mean.Mean);
            writer.Number("min"u8, mean.Min);
            writer.Integer("n"u8, mean.Count);
            writer.Number("sd"u8, mean.StandardDeviation);
            writer.EndObject();
        }

        writer.EndObject();
    }

    private static void WriteRates(CanonicalWriter writer, CellFigures figures)
    {
        writer.BeginObject("rates"u8);
        foreach (var (name, rate) in figures.Rates) WriteRate(writer, System.Text.Encoding.UTF8.GetBytes(name), rate);
        writer.EndObject();
    }

    private static void WriteAttacks(CanonicalWriter writer, CellFigures figures)
    {
        writer.BeginObject("attacks"u8);
        foreach (var (name, tally) in figures.Attacks)
        {
            writer.BeginObject(System.Text.Encoding.UTF8.GetBytes(name));
            WriteRate(writer, "contained"u8, tally.Contained);
            WriteRate(writer, "detected"u8, tally.Detected);
            WriteRate(writer, "resisted"u8, tally.Resisted);
            writer.Integer("strikes"u8, tally.Strikes);
            WriteRate(writer, "succeeded"u8, tally.Succeeded);
            WriteRate(writer, "survived"u8, tally.Survived);
            writer.EndObject();
        }

        writer.EndObject();
    }

    private static void WriteRate(CanonicalWriter writer, ReadOnlySpan<byte> name, Rate rate)
    {
        var (exact, display) = (rate.ClopperPearson(), rate.Wilson());
        writer.BeginObject(name);
        writer.Number("cp_high"u8, exact?.High);
        writer.Number("cp_low"u8, exact?.Low);
        writer.Number("estimate"u8, rate.Estimate);
        writer.Integer("k"u8, rate.Successes);
        writer.Integer("n"u8, rate.Trials);
        writer.Number("wilson_high"u8, display?.High);
        writer.Number("wilson_low"u8, display?.Low);
        writer.EndObject();
    }

    private static void WriteCounts(CanonicalWriter writer, ReadOnlySpan<byte> name, IReadOnlyDictionary<string, long> counts)
    {
        writer.BeginObject(name);
        foreach (var (key, count) in counts)
        {
            writer.Name(key.AsSpan());
            writer.Integer(count);
        }

        writer.EndObject();
    }

    private static void WriteVerdict(CanonicalWriter writer, Verdict verdict)
    {
        writer.BeginObject("verdict"u8);
        writer.BeginArray("criteria"u8);
        foreach (var judged in verdict.Criteria)
        {
            writer.BeginObject();
            writer.Text("cell"u8, judged.Cell);
            writer.Number("estimate"u8, judged.Measured?.Estimate);
            writer.Number("high"u8, judged.Interval?.High);
            writer.Text("id"u8, judged.Criterion.Id);
            writer.Text("line"u8, judged.Line);
            writer.Number("low"u8, judged.Interval?.Low);
            writer.Number("max"u8, judged.Criterion.Max);
            writer.Text("metric"u8, judged.Criterion.Metric);
            writer.Number("min"u8, judged.Criterion.Min);
            writer.Integer("n"u8, judged.Measured?.Count);
            writer.Integer("needed"u8, judged.Needed);
            writer.Text("result"u8, ResultName(judged.Result));
            writer.EndObject();
        }

        writer.EndArray();
        writer.Text("policy"u8, verdict.Policy.ToString().ToLowerInvariant());
        writer.Text("status"u8, verdict.Name);
        writer.Boolean("strict"u8, verdict.IsStrict);
        writer.EndObject();
    }

    /// <summary>The wire name of a criterion's result.</summary>
    public static string ResultName(CriterionResult result) => result switch
    {
        CriterionResult.NotEvaluated => "not_evaluated",
        _ => result.ToString().ToLowerInvariant(),
    };
}
