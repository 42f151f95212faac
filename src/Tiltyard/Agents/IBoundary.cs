namespace Tiltyard.Agents;

/// <summary>
/// The one place through which every answer from outside passes: budgets, recording and replay hang here. An agent that waits asks
/// here and nowhere else.
/// </summary>
public interface IBoundary
{
    ValueTask<Answer> AskAsync(Question question, CancellationToken cancellation);
}

/// <summary>Something to be asked outside.</summary>
public sealed record Question
{
    /// <summary>Who is asked, such as human or model:x.</summary>
    public required string Source { get; init; }

    /// <summary>Everything that determines the answer, as canonical JSON; a recording is found by its hash.</summary>
    public required string Request { get; init; }

    public required string Seat { get; init; }

    public required int Step { get; init; }

    /// <summary>An upper bound, reserved before the question is asked.</summary>
    public long PromptTokens { get; init; }

    /// <summary>An upper bound, reserved before the question is asked.</summary>
    public long CompletionTokens { get; init; }

    /// <summary>An upper bound in US dollars, reserved before the question is asked.</summary>
    public double CostUsd { get; init; }

    /// <summary>Really asks. Not called when the answer is replayed.</summary>
    public required Func<CancellationToken, ValueTask<Answer>> Ask { get; init; }
}

/// <summary>What came back, with what it really cost; unknown cost is null, never 0.</summary>
public sealed record Answer
{
    public required string Text { get; init; }

    public long PromptTokens { get; init; }

    public long CompletionTokens { get; init; }

    public double? CostUsd { get; init; }

    /// <summary>How long the answer took when it was really asked for; null where nobody measured. A replay gives the recorded time.</summary>
    public long? LatencyMs { get; init; }

    /// <summary>True when the same request had been answered before and nobody was asked for this one.</summary>
    public bool Cached { get; init; }
}
