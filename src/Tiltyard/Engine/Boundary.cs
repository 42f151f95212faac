using System.Text;
using Tiltyard.Agents;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Engine;

/// <summary>
/// The engine's boundary: reserve, replay or ask, redact, record, settle, write down, in this order. A replayed answer goes the same way
/// as a fresh one, budgets included, so that both give the same trace.
/// </summary>
internal sealed class Boundary(string cell, IBudget budget, ITape tape, IRedactor redactor, Emitter emitter) : IBoundary
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
            var key = new TapeKey(cell, _episode.Case, _episode.Episode, hash, occurrence);
            var answer = await tape.AnswerAsync(key, question with { Ask = stop => RedactedAsync(question, stop) }, cancellation).ConfigureAwait(false);
            spent = answer.Cached
                ? default
                : new BudgetAmount(
                    Calls: 1, PromptTokens: answer.PromptTokens, CompletionTokens: answer.CompletionTokens, CostUsd: answer.CostUsd ?? question.CostUsd);
            emitter.Emit(new Answered(
                question.Source, question.Seat, question.Step, hash, answer.Text, answer.PromptTokens, answer.CompletionTokens, answer.CostUsd, answer.LatencyMs, answer.Cached));
            return answer;
        }
        finally
        {
            budget.Settle(reserved, spent);
        }
    }

    private async ValueTask<Answer> RedactedAsync(Question question, CancellationToken cancellation)
    {
        try
        {
            var answer = await question.Ask(cancellation).ConfigureAwait(false);
            return answer with { Text = redactor.Redact(answer.Text) };
        }
        catch (Exception e) when (e is not OperationCanceledException && redactor.Redact(e.Message) is var safe && !ReferenceEquals(safe, e.Message))
        {
            throw new EpisodeStopException((e as EpisodeStopException)?.Reason ?? ReasonCodes.AgentFailed, safe);
        }
    }

    private static string Hash(Question question)
    {
        var bytes = Encoding.UTF8.GetBytes($"{question.Source}\n{question.Request}");
        Span<byte> hex = stackalloc byte[TraceHash.HexLength];
        TraceHash.Hex(bytes, hex);
        return Encoding.ASCII.GetString(hex);
    }
}
