using System.Text;
using Tiltyard.Agents;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Engine;

/// <summary>
/// The engine's boundary: reserve, replay or ask, settle, record, write down, in this order. A replayed answer goes the same way as
/// a fresh one, budgets included, so that both give the same trace.
/// </summary>
internal sealed class Boundary(string cell, IBudget budget, ITape tape, Emitter emitter) : IBoundary
{
    private readonly Dictionary<string, int> _occurrences = new(StringComparer.Ordinal);
    private EpisodeKey _episode;

    public void Begin(in EpisodeKey key)
    {
        _episode = key;
        _occurrences.Clear();
    }

    public async ValueTask<Answer> AskAsync(Question question, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(question);
        var hash = Hash(question);
        _occurrences[hash] = _occurrences.TryGetValue(hash, out var occurrence) ? ++occurrence : 0;
        var reserved = new BudgetAmount(
            Calls: 1, PromptTokens: question.PromptTokens, CompletionTokens: question.CompletionTokens, CostUsd: question.CostUsd);
        if (budget.Reserve(reserved) is { } refusal)
            throw new EpisodeStopException(ReasonCodes.BudgetExhausted, refusal.Ceiling, refusal);

        var spent = new BudgetAmount(Calls: 1);
        try
        {
            var answer = await AnswerAsync(question, new TapeKey(cell, _episode.Case, _episode.Episode, hash, occurrence), cancellation).ConfigureAwait(false);
            spent = new BudgetAmount(
                Calls: 1, PromptTokens: answer.PromptTokens, CompletionTokens: answer.CompletionTokens, CostUsd: answer.CostUsd ?? question.CostUsd);
            emitter.Emit(new Answered(question.Source, question.Seat, question.Step, hash, answer.Text, answer.PromptTokens, answer.CompletionTokens, answer.CostUsd, answer.LatencyMs));
            return answer;
        }
        finally
        {
            budget.Settle(reserved, spent);
        }
    }

    private async ValueTask<Answer> AnswerAsync(Question question, TapeKey key, CancellationToken cancellation)
    {
        if (tape.TryReplay(key, out var recorded)) return recorded;
        if (tape.IsStrict)
            throw new EpisodeStopException(ReasonCodes.ReplayDiverged, $"no recorded answer of {question.Source} to request {key.RequestHash[..12]} at step {question.Step}");
        var answer = await question.Ask(cancellation).ConfigureAwait(false);
        tape.Record(key, question, answer);
        return answer;
    }

    private static string Hash(Question question)
    {
        var bytes = Encoding.UTF8.GetBytes($"{question.Source}\n{question.Request}");
        Span<byte> hex = stackalloc byte[TraceHash.HexLength];
        TraceHash.Hex(bytes, hex);
        return Encoding.ASCII.GetString(hex);
    }
}
