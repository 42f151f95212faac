using System.Diagnostics.CodeAnalysis;
using Tiltyard.Agents;

namespace Tiltyard.Engine;

/// <summary>
/// Where an answer stands on a tape: the episode, the hash of the request, and the how-manieth asking of it in that episode. The cell is
/// in it, because a person or a sampling model may answer the same request otherwise in another arm.
/// </summary>
public readonly record struct TapeKey(string Cell, string Case, long Episode, string RequestHash, int Occurrence);

/// <summary>Answers from outside on record. A strict tape ends the episode where it holds no answer.</summary>
public interface ITape
{
    /// <summary>The recorded answer, if the tape is being replayed and holds one.</summary>
    bool TryReplay(in TapeKey key, [NotNullWhen(true)] out Answer? answer);

    /// <summary>True when a request without a recorded answer must not be asked outside.</summary>
    bool IsStrict { get; }

    /// <summary>Keeps a fresh answer, if the tape is recording.</summary>
    void Record(in TapeKey key, Question question, Answer answer);
}

/// <summary>Neither records nor replays.</summary>
public sealed class NoTape : ITape
{
    private NoTape()
    {
    }

    public static NoTape Instance { get; } = new();

    public bool IsStrict => false;

    public bool TryReplay(in TapeKey key, [NotNullWhen(true)] out Answer? answer)
    {
        answer = null;
        return false;
    }

    public void Record(in TapeKey key, Question question, Answer answer)
    {
    }
}
