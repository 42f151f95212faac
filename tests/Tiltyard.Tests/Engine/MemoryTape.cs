using Tiltyard.Agents;
using Tiltyard.Engine;
using Tiltyard.Traces;

namespace Tiltyard.Tests.Engine;

/// <summary>Keeps answers in memory and gives them back.</summary>
internal sealed class MemoryTape : ITape
{
    private readonly Dictionary<TapeKey, Answer> _answers = [];

    public bool IsReplaying { get; set; }

    public async ValueTask<Answer> AnswerAsync(TapeKey key, Question question, CancellationToken cancellation)
    {
        if (!IsReplaying) return _answers[key] = await question.Ask(cancellation);
        return _answers.TryGetValue(key, out var answer) ? answer : throw new EpisodeStopException(ReasonCodes.ReplayDiverged, "no answer");
    }
}
