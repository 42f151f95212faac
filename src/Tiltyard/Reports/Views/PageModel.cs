using System.Collections.Immutable;

namespace Tiltyard.Reports;

/// <summary>
/// Everything the run's page, summary and machine-read reports say, as plain values. It is filled from rows and results and
/// holds no file, clock or event; for a single stored figure use <see cref="FigureView"/>.
/// </summary>
public sealed record PageModel
{
    public required string Title { get; init; }

    public required string RunId { get; init; }

    public required string ToolVersion { get; init; }

    /// <summary>The exact command that plays this run again.</summary>
    public required string Command { get; init; }

    public required EndCounts Ends { get; init; }

    /// <summary>What the plan says: scenarios, seeds, hashes, git sha and so on, in the order to show.</summary>
    public ImmutableArray<FactView> Facts { get; init; } = [];

    public VerdictView Verdict { get; init; } = VerdictView.NoCriteria;

    /// <summary>Marks a run whose rows depend on the order of play (early stop, wall clock, parallel ceilings).</summary>
    public bool OrderDependent { get; init; }

    /// <summary>What the evaluation came to that the run is; null for other runs.</summary>
    public EvaluationView? Evaluation { get; init; }

    /// <summary>The plan's start, and the end of its longest episode, in simulated milliseconds since 1970.</summary>
    public long StartMilliseconds { get; init; }

    public long StopMilliseconds { get; init; }

    public ImmutableArray<CellView> Cells { get; init; } = [];

    /// <summary>The cases of scenarios that have several, the most harmful first.</summary>
    public ImmutableArray<CaseView> Cases { get; init; } = [];

    public ImmutableArray<ContrastView> Contrasts { get; init; } = [];

    public ImmutableArray<RulingCountView> Rulings { get; init; } = [];

    public ImmutableArray<AttackView> Attacks { get; init; } = [];

    /// <summary>How often each code was found, over all episodes; <see cref="Findings"/> are those of the episodes on the page.</summary>
    public ImmutableArray<CountView> FindingCounts { get; init; } = [];

    public ImmutableArray<FindingView> Findings { get; init; } = [];

    public BudgetView? Budget { get; init; }

    /// <summary>Pictures and tables a world adds of its own.</summary>
    public ImmutableArray<PageFragment> Fragments { get; init; } = [];

    /// <summary>Episodes whose transcripts may be shown; the page picks worst, failed, sampled, then the rest, while there is room.</summary>
    public ImmutableArray<EpisodeView> Episodes { get; init; } = [];

    /// <summary>Episodes known only by name and command.</summary>
    public ImmutableArray<EpisodeLink> Elsewhere { get; init; } = [];

    /// <summary>How many further episodes there are that are not even in <see cref="Elsewhere"/>.</summary>
    public long ElsewhereUnlisted { get; init; }
}

public readonly record struct FactView(string Name, string Value);

/// <summary>A name with how often it occurred.</summary>
public readonly record struct CountView(string Name, long Count);

/// <summary>An episode that is not shown, with the command that shows it.</summary>
public readonly record struct EpisodeLink(string Id, string Command);

/// <summary>A part of the page written by a world's own code. Colours come from the classes of the chart style.</summary>
public sealed record PageFragment(string Title, Markup Body);

/// <summary>How the planned episodes ended. The six ends are never added together into one rate.</summary>
public sealed record EndCounts
{
    public required long Planned { get; init; }

    public long Completed { get; init; }

    public long Denied { get; init; }

    public long SkippedByBudget { get; init; }

    public long Errored { get; init; }

    public long DryRun { get; init; }

    public long Cancelled { get; init; }

    /// <summary>Episodes in which an agent was really asked: completed, denied and errored.</summary>
    public long Played => Completed + Denied + Errored;

    /// <summary>Planned episodes of which nothing is recorded yet, as in an unfinished run.</summary>
    public long Missing => Math.Max(0, Planned - Played - SkippedByBudget - DryRun - Cancelled);
}
