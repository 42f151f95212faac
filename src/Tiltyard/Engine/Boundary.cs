using System.Text;
using Tiltyard.Agents;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;

namespace Tiltyard.Engine;

/// <summary>
/// The engine's boundary: reserve, replay or ask, settle, record, write down, in this order. A replayed answer goes the same way as
/// a fresh one, budgets included, so that both give the same trace.
/// </summary>
internal sealed class Boundary(IBudget budget, ITape tape, Emitter emitter) : IBoundary
{
    private readonly Dictionary<string, int> _occurrences = new(StringComparer.Ordinal);

    public void Begin() => _occurrences.Clear();

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
            var answer = await AnswerAsync(question, hash, occurrence, cancellation).ConfigureAwait(false);
            spent = new BudgetAmount(
                Calls: 1, PromptTokens: answer.PromptTokens, CompletionTokens: answer.CompletionTokens, CostUsd: answer.CostUsd ?? question.CostUsd);
            emitter.Emit(new Answered(question.Source, question.Seat, question.Step, hash, answer.Text, answer.PromptTokens, answer.CompletionTokens));
            return answer;
        }
        finally
        {
            budget.Settle(reserved, spent);
        }
    }

    private async ValueTask<Answer> AnswerAsync(Question question, string hash, int occurrence, CancellationToken cancellation)
    {
        if (tape.TryReplay(hash, occurrence, out var recorded)) return recorded;
        if (tape.IsStrict)
            throw new EpisodeStopException(ReasonCodes.ReplayDiverged, $"no recorded answer of {question.Source} to request {hash[..12]} at step {question.Step}");
        var answer = await question.Ask(cancellation).ConfigureAwait(false);
        tape.Record(hash, occurrence, question, answer);
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
