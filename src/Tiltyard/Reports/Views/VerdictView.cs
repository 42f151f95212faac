using System.Collections.Immutable;

namespace Tiltyard.Reports;

/// <summary>The run's verdict as a report words it; the rules themselves are in Verdicts.</summary>
public enum VerdictTone
{
    /// <summary>No criteria were given.</summary>
    None,
    Ok,
    Warn,
    Fail,
    Inconclusive,
}

/// <summary>How one criterion came out. Only <see cref="Pass"/> is a pass.</summary>
public enum CriterionTone
{
    Pass,
    Warn,
    Fail,
    Inconclusive,
    NotEvaluated,
}

public sealed record VerdictView
{
    public static VerdictView NoCriteria { get; } = new() { Tone = VerdictTone.None, Line = "No criteria were given, so nothing was judged." };

    public required VerdictTone Tone { get; init; }

    /// <summary>The one line that the command printed.</summary>
    public required string Line { get; init; }

    public ImmutableArray<CriterionView> Criteria { get; init; } = [];

    public string Word => Tone switch
    {
        VerdictTone.Ok => "OK",
        VerdictTone.Warn => "WARN",
        VerdictTone.Fail => "FAIL",
        VerdictTone.Inconclusive => "INCONCLUSIVE",
        _ => "NONE",
    };
}

/// <summary>One criterion: what was asked, what was seen, out of how many.</summary>
public sealed record CriterionView
{
    /// <summary>A stable name such as min_pass_rate.</summary>
    public required string Criterion { get; init; }

    public required CriterionTone Result { get; init; }

    /// <summary>What was seen. Its label and evidence name the metric.</summary>
    public required FigureView Seen { get; init; }

    /// <summary>The cell the criterion speaks of; null is the whole run.</summary>
    public string? Cell { get; init; }

    /// <summary>How the figure had to stand to the threshold: ≥, ≤, =.</summary>
    public string Relation { get; init; } = "≥";

    public double? Threshold { get; init; }

    /// <summary>The number of episodes that would settle an inconclusive criterion.</summary>
    public long? NeededN { get; init; }

    /// <summary>A sentence of the rule's own, for instance the documented miss.</summary>
    public string Reason { get; init; } = "";

    public string Word => Result switch
    {
        CriterionTone.Pass => "PASS",
        CriterionTone.Warn => "WARN",
        CriterionTone.Fail => "FAIL",
        CriterionTone.Inconclusive => "INCONCLUSIVE",
        _ => "NOT EVALUATED",
    };

    /// <summary>The condition in words: pass rate ≥ 80.0%.</summary>
    public string Asked => Threshold is null ? "" : $"{Hostile.Clip(Relation, 24)} {(Seen with { Estimate = Threshold, Low = null, High = null, N = 1 }).Shown}";

    /// <summary>What was seen with denominators, interval and what is missing, as one line of text.</summary>
    public string Evidence
    {
        get
        {
            var interval = Seen.ShownInterval is { Length: > 0 } shown ? $", 95 % interval {shown}" : "";
            var needed = NeededN is { } n ? $"; needs n ≥ {Digits.Count(n)}" : "";
            return $"{Seen.Shown} ({Seen.ShownEvidence}{interval}){needed}";
        }
    }
}
