using System.Collections.Immutable;

namespace Tiltyard.Catalog.Worlds.Scripted.Playing;

/// <summary>Why a call failed, as the documented tools say it.</summary>
internal enum ToolCode
{
    Timeout,
    NotFound,
    PermissionDenied,
    RateLimitExceeded,
    InvalidInput,
    InternalError,
}

/// <summary>The wire names of <see cref="ToolCode"/> and what they say where a script says nothing else.</summary>
internal static class ToolCodes
{
    public static ImmutableArray<string> Names { get; } = ["TIMEOUT", "NOT_FOUND", "PERMISSION_DENIED", "RATE_LIMIT_EXCEEDED", "INVALID_INPUT", "INTERNAL_ERROR"];

    /// <summary>How long a caller waits for an answer that does not come, in seconds.</summary>
    public const double TimeoutSeconds = 30;

    public static string Name(this ToolCode code) => Names[(int)code];

    public static ToolCode Find(string name) => (ToolCode)Names.IndexOf(name);

    public static string Message(this ToolCode code) => code switch
    {
        ToolCode.Timeout => "the tool did not answer in time",
        ToolCode.NotFound => "there is no such record",
        ToolCode.PermissionDenied => "this agent may not use the tool",
        ToolCode.RateLimitExceeded => "too many calls: try again later",
        ToolCode.InvalidInput => "the tool does not accept these arguments",
        _ => "the tool failed",
    };
}
