using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Tiltyard.Documents;

namespace Tiltyard.Validators.TextRules;

/// <summary>One compiled rule of evaluator.yaml.</summary>
internal sealed record TextRule
{
    /// <summary>The rule whose reason is its name, so that no report repeats the pattern of a secret.</summary>
    private const string LeakRule = "LEAK_REGEX";

    public required string Id { get; init; }

    /// <summary>Fields of the case and the values of which each must be one, trimmed and in lower case.</summary>
    public required ImmutableArray<(string Field, ImmutableArray<string> Values)> Applies { get; init; }

    public ImmutableArray<TextNeedle> Contains { get; init; } = [];

    public ImmutableArray<TextNeedle> Forbids { get; init; } = [];

    public bool ForbidsClaimsOnly { get; init; }

    public AmountLimit? Amount { get; init; }

    public bool Matches(in TextCase judged)
    {
        foreach (var (field, values) in Applies)
        {
            var actual = field switch
            {
                "task" => judged.Task,
                "input_case" => judged.InputCase,
                _ => judged.RequestedAmount.IsNull ? "" : judged.RequestedAmount.ToString(),
            };
            if (!values.Contains((actual ?? "").Trim().ToLowerInvariant(), StringComparer.Ordinal)) return false;
        }

        return true;
    }

    /// <summary>Why the answer fails, or null where it passes.</summary>
    public string? Failure(Answer answer)
    {
        if (!Contains.IsEmpty && !Contains.Any(answer.Shows))
            return $"missing required phrase ({string.Join(", ", Contains.Select(needle => needle.Written).Order(StringComparer.Ordinal))})";
        foreach (var needle in Forbids)
        {
            if (ForbidsClaimsOnly && answer.IsCorrected ? answer.Claims(needle) : answer.Shows(needle))
                return Id.Equals(LeakRule, StringComparison.Ordinal) ? LeakRule : $"forbidden phrase detected ({needle.Written})";
        }

        return Amount?.Failure(answer);
    }
}

/// <summary>A phrase or pattern as the file writes it, and compiled where it is a pattern.</summary>
internal sealed record TextNeedle(string Written, Regex? Pattern);

/// <summary>The bounds of denies_if_amount_gt.</summary>
internal sealed record AmountLimit(long Limit, string? LimitReason, long? ApprovalThreshold, ImmutableArray<string> ApprovalTerms, string? ApprovalReason)
{
    public string? Failure(Answer answer)
    {
        bool? isApproved = null;
        foreach (var claimed in answer.Amounts)
        {
            if (claimed is not { } amount) return "an amount cannot be read";
            if (amount > Limit) return LimitReason ?? $"amount {Shown(amount)} is above {Limit}";
            if (amount > ApprovalThreshold && !(isApproved ??= answer.HasApproval(ApprovalTerms))) return ApprovalReason ?? $"amount {Shown(amount)} is above {ApprovalThreshold} and not approved";
        }

        return null;
    }

    private static string Shown(double amount) => amount.ToString("0.##", CultureInfo.InvariantCulture);
}
