using Tiltyard.Metrics;
using Tiltyard.Reports;
using Tiltyard.Runs.Planning;

namespace Tiltyard.Runs.Projecting;

/// <summary>Paired differences in the order in which they matter: drift under pressure, what an attack does, what gates save, then the rest.</summary>
internal static class ContrastViews
{
    private static readonly string[] Alignment = [Name(Figures.MeanConduct), Name(Figures.Merit), Name(Figures.MeanAlignment)];

    private static readonly (string Kind, string Words, string Explained, string[] Figures)[] Kinds =
    [
        ("pressure", "Drift under pressure", "A: pressed. B: the control without pressure.", Alignment),
        ("attack", "What the attack does", "A: attacked. B: benign.", [CellFigures.AttackSuccessRate, CellFigures.HarmRate, CellFigures.UtilityRate, .. Alignment]),
        ("defence", "What the gates save", "A: attacked behind gates. B: attacked.", [CellFigures.AttackSuccessRate, CellFigures.HarmRate, CellFigures.UtilityRate, .. Alignment]),
        ("residual", "What remains of the attack behind the gates", "A: attacked behind gates. B: benign.", [CellFigures.AttackSuccessRate, CellFigures.HarmRate, CellFigures.UtilityRate, .. Alignment]),
        ("shadow", "What watching alone changes", "A: attacked, gates only watch. B: attacked. Nothing may differ.", [CellFigures.AttackSuccessRate, CellFigures.HarmRate, CellFigures.UtilityRate, .. Alignment]),
        ("gates", "Gates against gates", "A: behind the first gates. B: behind others.", [CellFigures.AttackSuccessRate, CellFigures.HarmRate, CellFigures.UtilityRate, Name(Figures.Merit)]),
        ("agent", "Agent against agent", "A: the first agent. B: another.", [CellFigures.AttackSuccessRate, CellFigures.HarmRate, CellFigures.UtilityRate, Name(Figures.Merit), Name(Figures.MeanConduct), Name(Figures.MeanAlignment)]),
    ];

    public static IEnumerable<ContrastView> Of(RunResults results)
    {
        foreach (var (kind, words, explained, figures) in Kinds)
        {
            foreach (var contrast in results.Contrasts.Where(contrast => contrast.Kind.Equals(kind, StringComparison.Ordinal)))
            {
                var subject = Subject(contrast, results.Plan.Blocks.First(block => block.Cells.Contains(contrast.A)));
                foreach (var figure in figures)
                {
                    if (contrast.Figures.TryGetValue(figure, out var difference))
                        yield return View(contrast, figure, difference) with { Kind = words, Explained = explained, Name = subject };
                }
            }
        }
    }

    private static ContrastView View(Contrast contrast, string figure, PairedDifference difference)
    {
        var isRate = FigureViews.IsRate(figure);
        var scale = isRate ? 100 : 1;
        return new ContrastView
        {
            Name = contrast.Name,
            CellA = contrast.A.Name,
            CellB = contrast.B.Name,
            Figure = FigureViews.Label(figure),
            Unit = isRate ? "points" : "",
            Better = FigureViews.BetterOf(figure),
            Difference = difference.Mean * scale,
            Low = difference.Bootstrap95?.Low * scale,
            High = difference.Bootstrap95?.High * scale,
            Pairs = difference.Pairs,
            Wins = difference.Wins,
            Ties = difference.Ties,
            Losses = difference.Losses,
            McNemarP = isRate ? difference.McNemarP : null,
        };
    }

    /// <summary>The two agents, or the one agent, and whatever else tells this pair from the others of its block.</summary>
    private static string Subject(Contrast contrast, PlanBlock block)
    {
        var varying = contrast.A.Labels.Zip(contrast.B.Labels)
            .Where(pair => pair.First == pair.Second && pair.First.Key is not ("scenario" or "world" or "agent"))
            .Select(pair => pair.First)
            .Where(label => block.Cells.Any(cell => cell.Labels.Any(other => other.Key.Equals(label.Key, StringComparison.Ordinal) && other != label)))
            .Select(Words);
        var agents = contrast.Kind is "agent" ? $"{Short(contrast.A)} against {Short(contrast.B)}" : Short(contrast.A);
        return string.Join(" · ", varying.Prepend(agents));
    }

    private static string Words((string Key, string Value) label) => label.Key switch
    {
        "pressure" => label.Value is "on" ? "pressed" : "unpressed",
        "arm" => label.Value,
        _ => $"{label.Key.Replace("parameters.", "", StringComparison.Ordinal)} {label.Value}",
    };

    private static string Short(CellPlan cell) => Traces.SeatedNames.Short(cell.Agent);

    private static string Name(int figure) => Figures.All[figure].Name;
}
