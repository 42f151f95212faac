using Tiltyard.Metrics;
using Tiltyard.Runs;

namespace Tiltyard.Cli;

/// <summary>What pressure, attacks and gates did, one line for each pair of cells.</summary>
internal static class ContrastText
{
    private const int MostLines = 16;

    private static readonly (string Figure, string Words)[] Shown =
        [("mean_conduct", "conduct"), ("merit", "merit"), (CellFigures.AttackSuccessRate, "attack success"), (CellFigures.HarmRate, "harm"), (CellFigures.UtilityRate, "task done")];

    public static IEnumerable<string> Lines(RunResults results)
    {
        var contrasts = results.Contrasts.Where(contrast => Word(contrast) is not null && contrast.Figures.Count > 0).ToArray();
        foreach (var contrast in contrasts.Take(MostLines)) yield return Line(contrast);
        if (contrasts.Length > MostLines) yield return $"and {contrasts.Length - MostLines} more contrasts: results.json holds all";
    }

    private static string Line(Contrast contrast)
    {
        var byOracle = contrast.Figures.ContainsKey(CellFigures.HarmRate);
        var figures = Shown.Where(shown => contrast.Figures.ContainsKey(shown.Figure) && !(byOracle && shown.Figure is "mean_conduct" or "merit"))
            .Select(shown => $"{shown.Words} {Difference(contrast.Figures[shown.Figure])}");
        return $"{Word(contrast)} · {contrast.A.Name}: {string.Join(", ", figures)} ({contrast.Figures.Values.Max(figure => figure.Pairs):N0} pairs)";
    }

    private static string? Word(Contrast contrast) => contrast.Kind switch
    {
        "pressure" => "drift",
        "attack" => "attack",
        "defence" => "gates",
        // shadow gates only watch: any difference is a defect and worth a line
        "shadow" when contrast.Figures.Values.Any(figure => figure.Wins + figure.Losses > 0) => "SHADOW DIFFERS",
        _ => null,
    };

    private static string Difference(PairedDifference difference)
    {
        var interval = difference.Bootstrap95 is { } bounds && bounds.Low != bounds.High ? $" [{Signed(bounds.Low)}, {Signed(bounds.High)}]" : "";
        return $"{Signed(difference.Mean ?? 0)}{interval}";
    }

    private static string Signed(double value) => value.ToString("+0.000;-0.000;0");
}
