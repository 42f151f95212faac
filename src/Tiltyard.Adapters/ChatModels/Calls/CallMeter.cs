namespace Tiltyard.Adapters.ChatModels.Calls;

/// <summary>
/// What the agent and the connection tell each other about one call, past the client library between them: the one how many tokens are
/// expected, the other how long the answer took.
/// </summary>
public sealed class CallMeter
{
    private static readonly AsyncLocal<CallMeter?> Flowing = new();

    /// <summary>The meter of the call that is being made, if anybody measures it.</summary>
    public static CallMeter? Current => Flowing.Value;

    /// <summary>An upper bound of prompt and answer.</summary>
    public required long Tokens { get; init; }

    /// <summary>Time of the attempt that was answered, without the waiting before it.</summary>
    public TimeSpan? Latency { get; set; }

    /// <summary>Makes this the meter of whatever is called from here on in this flow.</summary>
    public void Begin() => Flowing.Value = this;
}
