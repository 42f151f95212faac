using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Runs.Planning;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;

namespace Tiltyard.Lab.Benchmarks;

/// <summary>What seats that ask outside were answered over a run, as the documented metadata. What nobody recorded (a price, a time) is null, never 0.</summary>
internal sealed class AnswersTally
{
    private readonly IntegerHistogram _latencies = new();
    private readonly MeanAccumulator _latency = new();
    private readonly MeanAccumulator _cost = new();
    private readonly SortedDictionary<string, (long Calls, long Tokens)> _bySeat = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (long Calls, long Tokens)> _bySource = new(StringComparer.Ordinal);
    private long _answers;
    private long _tokens;
    private long _turns;
    private long _invalid;
    private long _failed;
    private long _steps;

    /// <summary>Figures of one episode.</summary>
    public static DocumentMap OfEpisode(OutsideAnswers answers) => DocumentNode.Map(
        ("answers", (long)answers.Answers.Count),
        ("completion_tokens", answers.Answers.Sum(one => one.CompletionTokens)),
        ("cost_usd", Known(answers.Answers.Select(one => one.CostUsd))),
        ("invalid_turns", (long)answers.InvalidTurns),
        ("latency_ms", Known(answers.Answers.Select(one => (double?)one.LatencyMs))),
        ("prompt_tokens", answers.Answers.Sum(one => one.PromptTokens)),
        ("turns", (long)answers.Turns));

    public void Add(EpisodeRow row, OutsideAnswers answers)
    {
        _steps += row.Steps;
        _turns += answers.Turns;
        _invalid += answers.InvalidTurns;
        if (row.Terminal == Terminal.Errored) _failed++;
        foreach (var answer in answers.Answers) Add(answer);
    }

    /// <summary>The metadata of the run, with that of a deterministic one as its beginning.</summary>
    public DocumentMap Metadata(DocumentMap plain, CellPlan cell, long leftOut)
    {
        var entries = plain.Entries.Select(entry => (entry.Key, entry.Value)).ToList();
        if (leftOut > 0) entries.Add(("episodes_left_out", leftOut));
        if (_answers + _failed > 0 && (_answers > 0 || leftOut > 0)) entries.AddRange(OfModel(cell));
        return DocumentNode.Map([.. entries.OrderBy(entry => entry.Item1, StringComparer.Ordinal)]);
    }

    private IEnumerable<(string, DocumentNode)> OfModel(CellPlan cell) =>
    [
        ("estimated_cost_usd", _cost.Count == _answers && _answers > 0 ? _cost.Mean!.Value * _answers : DocumentNode.Null),
        ("llm_attribution_summary", DocumentNode.Map(("by_agent", Shares(_bySeat)), ("by_backend", Shares(_bySource)))),
        ("llm_error_rate", Share(_failed, _answers + _failed)),
        ("llm_invalid_output_rate", Share(_invalid, _turns)),
        ("mean_llm_latency_ms", IsTimed ? _latency.Mean!.Value : DocumentNode.Null),
        ("p50_llm_latency_ms", IsTimed ? _latencies.Quantile(0.5)!.Value : DocumentNode.Null),
        ("p95_llm_latency_ms", IsTimed ? _latencies.Quantile(0.95)!.Value : DocumentNode.Null),
        ("temperature", cell.Seats.Select(seat => seat.Options.NodeOrNull("temperature")).FirstOrDefault(one => one is not null) ?? DocumentNode.Null),
        ("tokens_per_step", _steps == 0 ? DocumentNode.Null : _tokens / (double)_steps),
        ("total_tokens", _tokens),
    ];

    private bool IsTimed => _answers > 0 && _latency.Count == _answers;

    private void Add(in Answered answer)
    {
        var tokens = answer.PromptTokens + answer.CompletionTokens;
        _answers++;
        _tokens += tokens;
        if (answer.CostUsd is { } cost) _cost.Add(cost);
        if (answer.LatencyMs is { } latency)
        {
            _latency.Add(latency);
            _latencies.Add(Math.Max(0, latency));
        }

        Count(_bySeat, answer.Seat, tokens);
        Count(_bySource, answer.Source, tokens);
    }

    private static void Count(SortedDictionary<string, (long Calls, long Tokens)> counts, string name, long tokens)
    {
        var (calls, before) = counts.GetValueOrDefault(name);
        counts[name] = (calls + 1, before + tokens);
    }

    private static DocumentMap Shares(SortedDictionary<string, (long Calls, long Tokens)> counts) =>
        DocumentNode.Map([.. counts.Select(one => (one.Key, (DocumentNode)DocumentNode.Map(("calls", one.Value.Calls), ("tokens", one.Value.Tokens))))]);

    private static DocumentScalar Share(long k, long n) => n == 0 ? DocumentNode.Null : (DocumentScalar)(DocumentNode)(k / (double)n);

    /// <summary>The sum, where every part is known.</summary>
    private static DocumentNode Known(IEnumerable<double?> parts)
    {
        double sum = 0;
        foreach (var part in parts)
        {
            if (part is not { } known) return DocumentNode.Null;
            sum += known;
        }

        return sum;
    }
}
