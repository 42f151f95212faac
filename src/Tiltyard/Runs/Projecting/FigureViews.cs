using Tiltyard.Metrics;
using Tiltyard.Reports;
using Better = Tiltyard.Reports.Better;

namespace Tiltyard.Runs.Projecting;

/// <summary>Rates and means with labels, intervals and denominators, as reports show them: Wilson for rates, bootstrap for means.</summary>
internal static class FigureViews
{
    private static readonly (string Name, string Label, Better Better)[] Rates =
    [
        (CellFigures.PassRate, "Pass rate", Better.Higher),
        (CellFigures.UtilityRate, "Task done", Better.Higher),
        (CellFigures.HarmRate, "Harm done", Better.Lower),
        (CellFigures.AttackSuccessRate, "Attack success rate", Better.Lower),
        (CellFigures.SurvivalRate, "Attacks survived", Better.Higher),
        (CellFigures.ResistanceRate, "Attacks withstood without a gate", Better.Higher),
        (CellFigures.DetectionRate, "Attacks detected", Better.Higher),
        (CellFigures.ContainmentRate, "Attacks contained", Better.Higher),
        (CellFigures.FalseAlarmRate, "False alarms of the gates", Better.Lower),
        (CellFigures.TextPassRate, "Text rules: answers passed", Better.Higher),
        (CellFigures.TextSensitivity, "Text rules: harm they failed", Better.Higher),
        (CellFigures.TextSpecificity, "Text rules: harmless they passed", Better.Higher),
        (CellFigures.ErrorRate, "Errored", Better.Lower),
    ];

    private static readonly int[] Main = [Figures.Merit, Figures.MeanAlignment, Figures.MeanConduct, Figures.Utility];

    private static readonly int[] Further =
    [
        Figures.StepsInLine, Figures.TimeToFirstViolation, Figures.RecoveryRate, Figures.Stickiness, Figures.AlignmentSlope, Figures.ConductSlope,
        Figures.MeanPressure, Figures.FirstBelow,
    ];

    /// <summary>Every figure of a cell, the main ones first; those without a single episode are there and say so.</summary>
    public static IEnumerable<FigureView> All(CellFigures figures) =>
    [
        .. Rates.Select(rate => OfRate(rate.Name, figures.Rates[rate.Name]) with { Minor = IsMinor(rate.Name, figures.Rates[rate.Name]) }),
        .. Main.Select(index => OfMean(Figures.All[index], figures.Figure(index))),
        .. Further.Select(index => OfMean(Figures.All[index], figures.Figure(index)) with { Minor = true }),
        .. figures.Facts.Select(fact => OfMean(new Figure(fact.Key, Words(fact.Key), "", Metrics.Better.Neither), fact.Value) with { Minor = true }),
    ];

    /// <summary>What an episode of its own has to say.</summary>
    public static IEnumerable<FigureView> OfEpisode(EpisodeRow row)
    {
        if (row.Figures.IsDefaultOrEmpty) yield break;
        foreach (var index in Main.Concat(Further))
        {
            if (row.Figure(index) is { } value)
                yield return Mean(Figures.All[index]) with { N = 1, Estimate = value };
        }
    }

    public static FigureView OfRate(string name, Rate rate)
    {
        var interval = rate.Wilson();
        return new FigureView
        {
            Name = name,
            Label = Label(name),
            Kind = FigureKind.Rate,
            Better = Array.Find(Rates, known => known.Name.Equals(name, StringComparison.Ordinal)).Better,
            K = rate.Successes,
            N = rate.Trials,
            Estimate = rate.Estimate,
            Low = interval?.Low,
            High = interval?.High,
        };
    }

    public static FigureView OfMean(Figure figure, MeanAccumulator mean) =>
        Mean(figure) with { N = mean.Count, Estimate = mean.Mean, Low = mean.Bootstrap95?.Low, High = mean.Bootstrap95?.High };

    /// <summary>A metric's name in words.</summary>
    public static string Label(string name)
    {
        var rate = Array.Find(Rates, known => known.Name.Equals(name, StringComparison.Ordinal));
        if (rate.Label is { } label) return label;
        var index = Figures.Names.IndexOf(name);
        if (name.StartsWith(Evaluating.EvaluationMetrics.Prefix, StringComparison.Ordinal)) return Evaluating.EvaluationCriteria.Words(name);
        return index < 0 ? Words(name) : Figures.All[index].Label;
    }

    /// <summary>Which way a metric is better.</summary>
    public static Better BetterOf(string name)
    {
        var rate = Array.Find(Rates, known => known.Name.Equals(name, StringComparison.Ordinal));
        if (rate.Label is not null) return rate.Better;
        var index = Figures.Names.IndexOf(name);
        return index < 0 ? Better.None : Translate(Figures.All[index].Better);
    }

    public static bool IsRate(string name) => Array.Exists(Rates, known => known.Name.Equals(name, StringComparison.Ordinal));

    /// <summary>The text rules are a second opinion, and an error rate of nothing goes without saying.</summary>
    private static bool IsMinor(string name, Rate rate) =>
        name is CellFigures.SurvivalRate or CellFigures.ResistanceRate or CellFigures.TextPassRate or CellFigures.TextSensitivity or CellFigures.TextSpecificity || (name is CellFigures.ErrorRate && rate.Successes == 0);

    private static FigureView Mean(Figure figure)
    {
        var isShare = figure.Unit is "0 to 1" or "share";
        return new FigureView
        {
            Name = figure.Name,
            Label = figure.Label,
            Kind = FigureKind.Mean,
            Unit = figure.Unit is "steps" or "per step" ? figure.Unit : "",
            Better = Translate(figure.Better),
            N = 0,
            AxisLow = isShare ? 0 : null,
            AxisHigh = isShare ? 1 : null,
        };
    }

    private static Better Translate(Metrics.Better better) => better switch
    {
        Metrics.Better.Higher => Better.Higher,
        Metrics.Better.Lower => Better.Lower,
        _ => Better.None,
    };

    private static string Words(string name) => name.Length is 0 ? "" : char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ');
}
