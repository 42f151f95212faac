using Tiltyard.Metrics;
using Tiltyard.Reports;

namespace Tiltyard.Runs.Projecting;

/// <summary>Paired differences in the order in which they matter: drift under pressure, what an attack does, what gates save, then the rest.</summary>
internal static class ContrastViews
{
    private static readonly string[] Alignment = [Name(Figures.MeanConduct), Name(Figures.Merit), Name(Figures.MeanAlignment)];

    private static readonly (string Kind, string Words, string[] Figures)[] Kinds =
    [
        ("pressure", "Drift under pressure", Alignment),
        ("attack", "What the attack does", [CellFigures.AttackSuccessRate, .. Alignment]),
        ("defence", "What the gates save", [CellFigures.AttackSuccessRate, Name(Figures.MeanConduct), Name(Figures.Merit)]),
        ("residual", "What remains of the attack behind the gates", [CellFigures.AttackSuccessRate, Name(Figures.MeanConduct), Name(Figures.Merit)]),
        ("shadow", "Shadow gates only watch: nothing may differ", [CellFigures.AttackSuccessRate, Name(Figures.Merit)]),
        ("agent", "Agent against agent", [Name(Figures.Merit), Name(Figures.MeanConduct)]),
    ];

    public static IEnumerable<ContrastView> Of(RunResults results)
    {
        foreach (var (kind, words, figures) in Kinds)
        {
            var contrasts = results.Contrasts.Where(contrast => contrast.Kind.Equals(kind, StringComparison.Ordinal)).ToList();
            foreach (var figure in figures)
            {
                foreach (var contrast in contrasts)
                {
                    if (contrast.Figures.TryGetValue(figure, out var difference)) yield return View(contrast, words, figure, difference);
                }
            }
        }
    }

    private static ContrastView View(Contrast contrast, string words, string figure, PairedDifference difference)
    {
        var isRate = FigureViews.IsRate(figure);
        var scale = isRate ? 100 : 1;
        return new ContrastView
        {
            Name = Subject(contrast),
            CellA = contrast.A.Name,
            CellB = contrast.B.Name,
            Figure = $"{words}: {LowerFirst(FigureViews.Label(figure))}",
            Unit = isRate ? "points" : "",
            Better = FigureViews.BetterOf(figure),
            Difference = difference.Mean * scale,
            Low = difference.Bootstrap95?.Low * scale,
            High = difference.Bootstrap95?.High * scale,
            Pairs = difference.Pairs,
            Wins = difference.Wins,
            Ties = difference.Ties,
            Losses = difference.Losses,
        };
    }

    /// <summary>Who is compared: the agent and grid values that both sides share, or the two agents.</summary>
    private static string Subject(Contrast contrast) => contrast.Kind is "agent"
        ? $"{Short(contrast.A)} against {Short(contrast.B)}"
        : string.Join(" · ", CellViews.GridValues(contrast.A).Prepend(Short(contrast.A)));

    private static string Short(CellPlan cell) => cell.Agent.Replace("policy:", "", StringComparison.Ordinal);

    private static string Name(int figure) => Figures.All[figure].Name;

    private static string LowerFirst(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
