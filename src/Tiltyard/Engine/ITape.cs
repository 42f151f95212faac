using System.Diagnostics.CodeAnalysis;
using Tiltyard.Agents;

namespace Tiltyard.Engine;

/// <summary>
/// Answers from outside on record, found by the hash of the request and the how-manieth asking of it. A strict tape ends the episode
/// where it holds no answer.
/// </summary>
public interface ITape
{
    /// <summary>The recorded answer, if the tape is being replayed and holds one.</summary>
    bool TryReplay(string requestHash, int occurrence, [NotNullWhen(true)] out Answer? answer);

    /// <summary>True when a request without a recorded answer must not be asked outside.</summary>
    bool IsStrict { get; }

    /// <summary>Keeps a fresh answer, if the tape is recording.</summary>
    void Record(string requestHash, int occurrence, Question question, Answer answer);
}

/// <summary>Neither records nor replays.</summary>
public sealed class NoTape : ITape
{
    private NoTape()
    {
    }

    public static NoTape Instance { get; } = new();

    public bool IsStrict => false;

    public bool TryReplay(string requestHash, int occurrence, [NotNullWhen(true)] out Answer? answer)
    {
        answer = null;
        return false;
    }

    public void Record(string requestHash, int occurrence, Question question, Answer answer)
    {
    }
}
