using System.Collections.Immutable;
using Tiltyard.Catalog.Worlds.Scripted.Templates;

namespace Tiltyard.Catalog.Worlds.Scripted.Playing;

/// <summary>What a scripted agent does: its acts in order, then for every further message the same again.</summary>
internal sealed record Plan(ImmutableArray<PlanAct> Acts, ImmutableArray<PlanAct> Each)
{
    public static Plan Empty { get; } = new([], []);

    public bool IsEmpty => Acts.IsEmpty && Each.IsEmpty;
}

/// <summary>One act of a plan: a call, words, the end of the work or waiting; left out where its condition does not hold for what the agent has read.</summary>
internal sealed record PlanAct
{
    /// <summary>The index of the action, or -1 for waiting.</summary>
    public required int Action { get; init; }

    public ImmutableArray<ValueTemplate> Arguments { get; init; } = [];

    public Clause? When { get; init; }

    /// <summary>How often the call is made again after a failure that may pass.</summary>
    public int Retries { get; init; }

    /// <summary>Turns to wait: before a call is made again, or altogether where there is no action.</summary>
    public int WaitTurns { get; init; }
}
