using Tiltyard.Traces;

namespace Tiltyard.Engine;

/// <summary>Ends an episode from within a decision: trouble outside, a ceiling, a recording that holds no answer.</summary>
public sealed class EpisodeStopException : Exception
{
    public EpisodeStopException(ReasonCode reason, string message, BudgetRefusal? refusal = null, Exception? inner = null)
        : base(message, inner)
    {
        Reason = reason;
        Refusal = refusal;
    }

    public ReasonCode Reason { get; }

    /// <summary>Set when a ceiling refused the call.</summary>
    public BudgetRefusal? Refusal { get; }
}
