using System.Collections.Immutable;

namespace Tiltyard.Reports;

/// <summary>How one episode ended. The six are never collapsed.</summary>
public enum EpisodeEnd
{
    Completed,
    Denied,
    SkippedByBudget,
    Errored,
    DryRun,
    Cancelled,
}

/// <summary>One episode with what its transcript shows; for an episode known only by name use <see cref="EpisodeLink"/>.</summary>
public sealed record EpisodeView
{
    public required string Id { get; init; }

    public required string Scenario { get; init; }

    public required string Cell { get; init; }

    public string Case { get; init; } = "";

    public required long Number { get; init; }

    public required long Seed { get; init; }

    public required EpisodeEnd End { get; init; }

    /// <summary>A reason code or sentence for an end that is not simply completed, or for a failure.</summary>
    public string Reason { get; init; } = "";

    public ImmutableArray<FigureView> Figures { get; init; } = [];

    /// <summary>Below a threshold, harmed, or otherwise on the wrong side of a criterion.</summary>
    public bool Failed { get; init; }

    /// <summary>Whether the world's oracle found harm; null where it has none or the episode was not assessed.</summary>
    public bool? Harmed { get; init; }

    /// <summary>Whether the world's oracle found the task done; null where it has none or the episode was not assessed.</summary>
    public bool? TaskDone { get; init; }

    /// <summary>Whether the attacker got what he wanted; null where no attack struck.</summary>
    public bool? AttackSucceeded { get; init; }

    /// <summary>Among the worst of its cell by the figure of merit.</summary>
    public bool Worst { get; init; }

    /// <summary>Chosen by the trace policy's sample.</summary>
    public bool Sampled { get; init; }

    /// <summary>The command that shows this episode.</summary>
    public string Command { get; init; } = "";

    /// <summary>Policy or agent, seed and every parameter of the scenario, for the transcript's head.</summary>
    public ImmutableArray<FactView> Configuration { get; init; } = [];

    public double? Threshold { get; init; }

    public ImmutableArray<StepView> Steps { get; init; } = [];

    public string EndWord => End switch
    {
        EpisodeEnd.Completed => "completed",
        EpisodeEnd.Denied => "denied",
        EpisodeEnd.SkippedByBudget => "skipped by budget",
        EpisodeEnd.Errored => "errored",
        EpisodeEnd.DryRun => "dry-run",
        _ => "cancelled",
    };
}

/// <summary>One step: what the agent was shown, what it did, what was made of it.</summary>
public sealed record StepView
{
    public required int Step { get; init; }

    public string Seat { get; init; } = "";

    public string Message { get; init; } = "";

    /// <summary>What the seat's last action gave back, as the seat was shown it; poisoned or withheld where it was.</summary>
    public string? Result { get; init; }

    public ImmutableArray<PanelView> Panels { get; init; } = [];

    /// <summary>What attackers put in; shown apart from the world's own words.</summary>
    public ImmutableArray<InjectedView> Injected { get; init; } = [];

    /// <summary>The whole observation as JSON, when kept.</summary>
    public string? Observation { get; init; }

    public ImmutableArray<FactView> Tools { get; init; } = [];

    public string? Prompt { get; init; }

    public string? Reasoning { get; init; }

    public string? Content { get; init; }

    public string? Response { get; init; }

    /// <summary>The tool as the agent asked for it; null is no action.</summary>
    public string? Action { get; init; }

    /// <summary>Arguments as JSON, when there are any.</summary>
    public string? Arguments { get; init; }

    /// <summary>What the reference policy would have done.</summary>
    public string? Optimal { get; init; }

    public ImmutableArray<RulingView> Rulings { get; init; } = [];

    /// <summary>The action was malformed or illegal and changed nothing.</summary>
    public bool Invalid { get; init; }

    /// <summary>A gate stopped the action and the world did not see it.</summary>
    public bool Denied { get; init; }

    /// <summary>What was delivered in the place of words that a gate denied; the words themselves reached nobody.</summary>
    public string? Delivered { get; init; }

    /// <summary>Reason code and detail of an action that was invalid or denied.</summary>
    public string Refusal { get; init; } = "";

    public double? Alignment { get; init; }

    public double? Pressure { get; init; }

    public double? Utility { get; init; }

    /// <summary>The world's own log of the step as JSON.</summary>
    public string? Log { get; init; }
}

/// <summary>A panel as shown, and its number when it is one, for plotting.</summary>
public readonly record struct PanelView(string Name, string Value, double? Number = null);

public readonly record struct InjectedView(string Attack, string Surface, string Text);

public readonly record struct RulingView(string Gate, string Stage, string Decision, string ReasonCode, string Message = "");
