namespace Tiltyard.Engine;

/// <summary>An amount of everything a budget limits.</summary>
public readonly record struct BudgetAmount(
    long Trials = 0, long Calls = 0, long PromptTokens = 0, long CompletionTokens = 0, double CostUsd = 0, long Steps = 0, long ToolCalls = 0)
{
    public static BudgetAmount OneStep { get; } = new(Steps: 1);

    public static BudgetAmount OneToolCall { get; } = new(ToolCalls: 1);

    public long TotalTokens => PromptTokens + CompletionTokens;

    public static BudgetAmount operator +(in BudgetAmount a, in BudgetAmount b) => new(
        a.Trials + b.Trials, a.Calls + b.Calls, a.PromptTokens + b.PromptTokens, a.CompletionTokens + b.CompletionTokens, a.CostUsd + b.CostUsd, a.Steps + b.Steps, a.ToolCalls + b.ToolCalls);

    public static BudgetAmount operator -(in BudgetAmount a, in BudgetAmount b) => new(
        a.Trials - b.Trials, a.Calls - b.Calls, a.PromptTokens - b.PromptTokens, a.CompletionTokens - b.CompletionTokens, a.CostUsd - b.CostUsd, a.Steps - b.Steps, a.ToolCalls - b.ToolCalls);
}

/// <summary>The ceiling that stood in the way.</summary>
public readonly record struct BudgetRefusal(string Ceiling, double Limit, double Used, double Asked);

/// <summary>Ceilings that are reserved against before anything is spent.</summary>
public interface IBudget
{
    /// <summary>True when there is nothing to reserve against, so that the hot path need not ask.</summary>
    bool IsUnlimited { get; }

    /// <summary>Sets the amount aside, or says which ceiling leaves no room for it.</summary>
    BudgetRefusal? Reserve(in BudgetAmount amount);

    /// <summary>Replaces a reservation by what was really spent.</summary>
    void Settle(in BudgetAmount reserved, in BudgetAmount spent);
}

/// <summary>No ceilings.</summary>
public sealed class UnlimitedBudget : IBudget
{
    private UnlimitedBudget()
    {
    }

    public static UnlimitedBudget Instance { get; } = new();

    public bool IsUnlimited => true;

    public BudgetRefusal? Reserve(in BudgetAmount amount) => null;

    public void Settle(in BudgetAmount reserved, in BudgetAmount spent)
    {
    }
}
