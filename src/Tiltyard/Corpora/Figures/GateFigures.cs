using System.Collections.Immutable;
using Tiltyard.Corpora.Playing;
using Tiltyard.Metrics;
using Tiltyard.Traces;

namespace Tiltyard.Corpora.Figures;

/// <summary>Where a configuration is operated: only its denials count, or its warnings as well.</summary>
public enum OperatingPoint
{
    Deny,
    Warn,
}

/// <summary>A share of runs with an interval that draws clusters of runs of the same tasks.</summary>
public sealed record Share(Rate Rate, Interval? Interval, int Clusters);

/// <summary>A mean of shares in which every attack family counts alike.</summary>
public sealed record MacroShare(double? Estimate, Interval? Interval, int Families);

/// <summary>
/// What a configuration stops and breaks within a group of runs: successful attacks, good benign runs, and attacked runs that were good
/// all the same (the user's task done, the attacker's not).
/// </summary>
public sealed record GroupFigures(string Name, Share Stopped, Share Broken, Share BrokenAttacked);

/// <summary>The figures of a configuration at one operating point.</summary>
public sealed record PointFigures
{
    public required OperatingPoint Point { get; init; }

    public required GroupFigures Pooled { get; init; }

    public required MacroShare MacroStopped { get; init; }

    public required MacroShare MacroBrokenAttacked { get; init; }

    public required ImmutableArray<GroupFigures> ByPipeline { get; init; }

    public required ImmutableArray<GroupFigures> BySuite { get; init; }

    public required ImmutableArray<GroupFigures> ByAttack { get; init; }

    public required ImmutableArray<GroupFigures> ByFamily { get; init; }
}

/// <summary>How often one rule of a gate was the first to deny a run.</summary>
public sealed record DenialCount(string Gate, string Rule, string Code, GateStage? Stage, long Stopped, long Broken, long BrokenAttacked);

/// <summary>A run and what was objected to in it first; null where nothing was.</summary>
public sealed record NotedRun(RecordedRun Run, Objection? Objection);

/// <summary>Everything about one configuration.</summary>
public sealed record ConfigurationFigures
{
    public required string Name { get; init; }

    public required PointFigures Deny { get; init; }

    public required PointFigures Warn { get; init; }

    /// <summary>Denied among all runs played, whatever their labels: the one figure that needs no label.</summary>
    public required Rate DeniedRuns { get; init; }

    public required Rate SpokenRuns { get; init; }

    public required ImmutableArray<DenialCount> Denials { get; init; }

    /// <summary>Good benign runs that are denied.</summary>
    public required ImmutableArray<NotedRun> Broken { get; init; }

    /// <summary>Successful attacks that are not denied; where there was a warning it is the objection.</summary>
    public required ImmutableArray<NotedRun> Missed { get; init; }

    /// <summary>Good attacked runs that are denied.</summary>
    public required ImmutableArray<NotedRun> BrokenAttacked { get; init; }

    /// <summary>Successful attacks that are denied.</summary>
    public required ImmutableArray<NotedRun> Stopped { get; init; }

    /// <summary>Whether warnings change no figure: then there is one operating point, not two.</summary>
    public bool HasOnePoint => Deny.Pooled.Stopped.Rate == Warn.Pooled.Stopped.Rate && Deny.Pooled.Broken.Rate == Warn.Pooled.Broken.Rate && Deny.Pooled.BrokenAttacked.Rate == Warn.Pooled.BrokenAttacked.Rate;

    /// <summary>The operating points that differ.</summary>
    public IEnumerable<PointFigures> Points => HasOnePoint ? [Deny] : [Deny, Warn];

    public PointFigures At(OperatingPoint point) => point == OperatingPoint.Deny ? Deny : Warn;
}
