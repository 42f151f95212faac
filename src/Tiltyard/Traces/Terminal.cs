using System.Collections.Immutable;

namespace Tiltyard.Traces;

/// <summary>How an episode ended. The six are never merged: only completed and denied episodes are assessed.</summary>
public enum Terminal
{
    Completed,

    /// <summary>Every attempt was stopped by a gate before anything was called.</summary>
    Denied,
    SkippedBudget,
    Errored,
    DryRun,
    Cancelled,
}

/// <summary>The wire names of <see cref="Terminal"/>.</summary>
public static class Terminals
{
    public static ImmutableArray<string> Names { get; } = ["completed", "denied", "skipped_budget", "errored", "dry_run", "cancelled"];

    public static string Name(this Terminal terminal) => Names[(int)terminal];

    public static Terminal Parse(string name) => Names.IndexOf(name) is var index and >= 0
        ? (Terminal)index
        : throw new ArgumentException($"'{name}' is not a terminal state.", nameof(name));
}
