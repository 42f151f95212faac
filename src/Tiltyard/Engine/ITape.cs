using Tiltyard.Agents;

namespace Tiltyard.Engine;

/// <summary>
/// Where an answer stands on a tape: the episode, the hash of the request, and the how-manieth asking of it in that episode. The cell is
/// in it, because a person or a sampling model may answer the same request otherwise in another arm.
/// </summary>
public readonly record struct TapeKey(string Cell, string Case, long Episode, string RequestHash, int Occurrence);

/// <summary>
/// What stands between a question and the outside: it asks and keeps the answer, or gives a kept one back. Tapes are laid one over the
/// other; the innermost asks.
/// </summary>
public interface ITape
{
    /// <summary>The answer, kept or fresh. A tape that must not ask and holds none ends the episode as diverged.</summary>
    ValueTask<Answer> AnswerAsync(TapeKey key, Question question, CancellationToken cancellation);
}

/// <summary>Keeps nothing: asks.</summary>
public sealed class NoTape : ITape
{
    private NoTape()
    {
    }

    public static NoTape Instance { get; } = new();

    public ValueTask<Answer> AnswerAsync(TapeKey key, Question question, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(question);
        return question.Ask(cancellation);
    }
}
