using Tiltyard.Engine;
using Tiltyard.Runs.Planning;

namespace Tiltyard.Cli;

/// <summary>Where ceilings come from beside flags: the documented variables, and the scenario's own.</summary>
internal static class LimitFlags
{
    private static readonly string[] Documented = ["max_trials", "max_calls", "max_total_tokens", "max_prompt_tokens", "max_completion_tokens"];

    /// <summary>The variable that stands for a flag, such as MAX_CALLS; only the documented ones are looked at.</summary>
    public static string? Variable(string key) =>
        Documented.Contains(key, StringComparer.Ordinal) && Environment.GetEnvironmentVariable(key.ToUpperInvariant()) is { Length: > 0 } value ? value : null;

    /// <summary>Whether a switch in the environment is on: 1, true, yes or on.</summary>
    public static bool IsOn(string variable) => Environment.GetEnvironmentVariable(variable)?.ToLowerInvariant() is "1" or "true" or "yes" or "on";

    /// <summary>The ceilings of the flags, and where a flag says nothing those of the scenarios.</summary>
    public static BudgetLimits Over(BudgetLimits flags, ScenarioSet set)
    {
        foreach (var limits in set.Scenarios.Where(scenario => scenario.Limits is not null).Select(scenario => PlanWire.ReadLimits(scenario.Limits!)))
        {
            flags = flags with
            {
                MaxCalls = flags.MaxCalls ?? limits.MaxCalls,
                MaxCompletionTokens = flags.MaxCompletionTokens ?? limits.MaxCompletionTokens,
                MaxCostUsd = flags.MaxCostUsd ?? limits.MaxCostUsd,
                MaxFailedShare = flags.MaxFailedShare ?? limits.MaxFailedShare,
                MaxPromptTokens = flags.MaxPromptTokens ?? limits.MaxPromptTokens,
                MaxSteps = flags.MaxSteps ?? limits.MaxSteps,
                MaxToolCalls = flags.MaxToolCalls ?? limits.MaxToolCalls,
                MaxTotalTokens = flags.MaxTotalTokens ?? limits.MaxTotalTokens,
                MaxTrials = flags.MaxTrials ?? limits.MaxTrials,
                MaxWallSeconds = flags.MaxWallSeconds ?? limits.MaxWallSeconds,
            };
        }

        return flags;
    }
}
