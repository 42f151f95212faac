using Tiltyard.Conditions;
using Tiltyard.Documents;

namespace Tiltyard.Gates.Policies;

/// <summary>Ceilings that a policy file sets; null where it sets none. With those of the command line the lower one holds.</summary>
public sealed record PolicyLimits
{
    public static PolicyLimits None { get; } = new();

    public long? MaxCalls { get; init; }

    public long? MaxTrials { get; init; }

    public long? MaxTotalTokens { get; init; }

    public long? MaxPromptTokens { get; init; }

    public long? MaxCompletionTokens { get; init; }

    internal static ObjectShape Form { get; } = Shape.Object(
        Field.Optional("max_calls", Shape.Integer(0), "Most calls of a provider."),
        Field.Optional("max_trials", Shape.Integer(0), "Most episodes that call one."),
        Field.Optional("max_total_tokens", Shape.Integer(0), "Most tokens."),
        Field.Optional("max_prompt_tokens", Shape.Integer(0), "Most tokens sent."),
        Field.Optional("max_completion_tokens", Shape.Integer(0), "Most tokens received."));

    /// <summary>The lower of both, ceiling by ceiling.</summary>
    public PolicyLimits Lower(PolicyLimits other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new PolicyLimits
        {
            MaxCalls = Lower(MaxCalls, other.MaxCalls),
            MaxTrials = Lower(MaxTrials, other.MaxTrials),
            MaxTotalTokens = Lower(MaxTotalTokens, other.MaxTotalTokens),
            MaxPromptTokens = Lower(MaxPromptTokens, other.MaxPromptTokens),
            MaxCompletionTokens = Lower(MaxCompletionTokens, other.MaxCompletionTokens),
        };
    }

    internal static PolicyLimits Read(DocumentMap? map) => map is null ? None : new PolicyLimits
    {
        MaxCalls = map.IntegerOrNull("max_calls"),
        MaxTrials = map.IntegerOrNull("max_trials"),
        MaxTotalTokens = map.IntegerOrNull("max_total_tokens"),
        MaxPromptTokens = map.IntegerOrNull("max_prompt_tokens"),
        MaxCompletionTokens = map.IntegerOrNull("max_completion_tokens"),
    };

    private static long? Lower(long? one, long? other) => one is null || other < one ? other : one;
}
