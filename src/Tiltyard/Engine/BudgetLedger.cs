using System.Collections.Immutable;

namespace Tiltyard.Engine;

/// <summary>The ceilings of a run; null is without limit.</summary>
public sealed record BudgetLimits
{
    public long? MaxTrials { get; init; }

    public long? MaxCalls { get; init; }

    public long? MaxTotalTokens { get; init; }

    public long? MaxPromptTokens { get; init; }

    public long? MaxCompletionTokens { get; init; }

    public double? MaxCostUsd { get; init; }

    public double? MaxWallSeconds { get; init; }

    public long? MaxSteps { get; init; }

    public long? MaxToolCalls { get; init; }

    /// <summary>The largest share of scenarios that may fail before the rest is left unplayed.</summary>
    public double? MaxFailedShare { get; init; }

    /// <summary>True when a ceiling other than trials is set: episodes then depend on what was played before them.</summary>
    public bool DependsOnOrder => MaxCalls is not null || MaxTotalTokens is not null || MaxPromptTokens is not null || MaxCompletionTokens is not null
        || MaxCostUsd is not null || MaxWallSeconds is not null || MaxSteps is not null || MaxToolCalls is not null || MaxFailedShare is not null;
}

/// <summary>How a run stands with one ceiling.</summary>
public sealed record CeilingStatus(string Name, double Limit, double Used, bool Reached, bool Exhausted);

/// <summary>
/// Keeps a run below its ceilings by reserving an upper bound before anything is spent. Reached means that a ceiling was met exactly;
/// exhausted means that work was refused because of it. Safe for many threads.
/// </summary>
/// <remarks>
/// With the documented accounting of the gates lab nothing is reserved: a ceiling refuses a call once it is met, the first one met is
/// remembered for good, and a call may overshoot it.
/// </remarks>
public sealed class BudgetLedger(BudgetLimits limits, Func<double> elapsedSeconds, bool isDocumented = false) : IBudget
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _exhausted = new(StringComparer.Ordinal);
    private BudgetAmount _used;

    public bool IsUnlimited => false;

    /// <summary>The ceiling that first refused something, or null.</summary>
    public string? FirstHit { get; private set; }

    public BudgetAmount Used
    {
        get
        {
            lock (_gate) return _used;
        }
    }

    public BudgetRefusal? Reserve(in BudgetAmount amount)
    {
        lock (_gate)
        {
            if (isDocumented) return ReserveDocumented(amount);
            if (Refusal(_used + amount, amount) is { } refusal)
            {
                FirstHit ??= refusal.Ceiling;
                _exhausted.Add(refusal.Ceiling);
                return refusal;
            }

            _used += amount;
            return null;
        }
    }

    public void Settle(in BudgetAmount reserved, in BudgetAmount spent)
    {
        lock (_gate)
        {
            _used = isDocumented ? _used + spent : _used - reserved + spent;
            if (isDocumented) FirstHit ??= Met(withTrials: false)?.Name;
        }
    }

    /// <summary>Every ceiling that is set, in the documented order of checking.</summary>
    public ImmutableArray<CeilingStatus> Status()
    {
        lock (_gate)
        {
            return [.. Ceilings(_used, default).Where(ceiling => ceiling.Limit is not null)
                .Select(ceiling => new CeilingStatus(ceiling.Name, ceiling.Limit!.Value, ceiling.After, ceiling.After >= ceiling.Limit, _exhausted.Contains(ceiling.Name)))];
        }
    }

    /// <summary>Every attempted call is an attempted trial; what is no call passes.</summary>
    private BudgetRefusal? ReserveDocumented(in BudgetAmount amount)
    {
        if (amount.Calls == 0) return null;
        FirstHit ??= Met(withTrials: true)?.Name;
        if (FirstHit is { } hit)
        {
            _exhausted.Add(hit);
            var ceiling = Ceilings(_used, amount).First(one => one.Name.Equals(hit, StringComparison.Ordinal));
            return new BudgetRefusal(hit, ceiling.Limit!.Value, ceiling.After, ceiling.Asked);
        }

        _used += new BudgetAmount(Trials: 1);
        return null;
    }

    private (string Name, double? Limit, double After, double Asked)? Met(bool withTrials)
    {
        foreach (var ceiling in Ceilings(_used, default))
        {
            if (ceiling.Limit is { } limit && ceiling.After >= limit && (withTrials || !ceiling.Name.Equals("max_trials", StringComparison.Ordinal))) return ceiling;
        }

        return null;
    }

    private BudgetRefusal? Refusal(in BudgetAmount after, in BudgetAmount asked)
    {
        foreach (var (name, limit, value, ask) in Ceilings(after, asked))
        {
            var concerns = ask > 0 || (asked != default && name.Equals("max_wall_seconds", StringComparison.Ordinal));
            if (limit is { } ceiling && concerns && value > ceiling) return new BudgetRefusal(name, ceiling, value - ask, ask);
        }

        return null;
    }

    private IEnumerable<(string Name, double? Limit, double After, double Asked)> Ceilings(BudgetAmount after, BudgetAmount asked) =>
    [
        ("max_total_tokens", limits.MaxTotalTokens, after.TotalTokens, asked.TotalTokens),
        ("max_prompt_tokens", limits.MaxPromptTokens, after.PromptTokens, asked.PromptTokens),
        ("max_completion_tokens", limits.MaxCompletionTokens, after.CompletionTokens, asked.CompletionTokens),
        ("max_calls", limits.MaxCalls, after.Calls, asked.Calls),
        ("max_cost_usd", limits.MaxCostUsd, after.CostUsd, asked.CostUsd),
        ("max_wall_seconds", limits.MaxWallSeconds, elapsedSeconds(), 0),
        ("max_run_steps", limits.MaxSteps, after.Steps, asked.Steps),
        ("max_tool_calls", limits.MaxToolCalls, after.ToolCalls, asked.ToolCalls),
        ("max_trials", limits.MaxTrials, after.Trials, asked.Trials),
    ];
}
