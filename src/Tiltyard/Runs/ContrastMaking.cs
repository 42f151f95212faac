using System.Collections.Immutable;
using Tiltyard.Runs.Planning;
using Tiltyard.Traces;

namespace Tiltyard.Runs;

/// <summary>
/// Finds the pairs of cells of a block that differ in one thing alone: pressure against its control, an arm against the arm it is
/// measured by, and, where there are no more than a few, each agent against the first.
/// </summary>
internal static class ContrastMaking
{
    private const int MostPairs = 200;

    private static readonly (Arm A, Arm B, string Kind, string Words)[] ArmPairs =
    [
        (Arm.Attacked, Arm.Benign, "attack", "what the attack does"),
        (Arm.Defended, Arm.Attacked, "defence", "what the gates save"),
        (Arm.Defended, Arm.Benign, "residual", "what remains of the attack behind the gates"),
        (Arm.Shadow, Arm.Attacked, "shadow", "must be nothing: shadow gates only watch"),
    ];

    public static ImmutableArray<(Contrast Contrast, int A, int B)> Of(PlanBlock block, int replicates)
    {
        var pairs = new List<(Contrast, int, int)>();
        for (var a = 0; a < block.Cells.Length && pairs.Count < MostPairs; a++)
        {
            for (var b = 0; b < block.Cells.Length && pairs.Count < MostPairs; b++)
            {
                if (a != b && Kind(block, a, b) is { } kind)
                    pairs.Add((new Contrast($"{block.Cells[a].Name} - {block.Cells[b].Name}: {kind.Words}", kind.Name, block.Cells[a], block.Cells[b], replicates), a, b));
            }
        }

        return [.. pairs];
    }

    private static (string Name, string Words)? Kind(PlanBlock block, int a, int b)
    {
        var (left, right) = (block.Cells[a], block.Cells[b]);
        var differing = left.Labels.Zip(right.Labels).Where(pair => pair.First != pair.Second).Select(pair => pair.First.Key).ToArray();
        if (differing.Length != 1) return null;
        switch (differing[0])
        {
            case "pressure" when left.Pressure:
                return ("pressure", "drift under pressure");
            case "arm":
                var found = ArmPairs.FirstOrDefault(pair => pair.A == left.Arm && pair.B == right.Arm);
                return found.Kind is null ? null : (found.Kind, found.Words);
            case "agent" when FirstWith(block, left, "agent") == a:
                return ("agent", $"{left.Agent} against {right.Agent}");
            case "gates" when left.Arm == Arm.Defended && FirstWith(block, left, "gates") == a:
                return ("gates", "one gate policy against another");
            default:
                return null;
        }
    }

    /// <summary>The first cell that has everything but one label in common with this one: the one that the others are compared with.</summary>
    private static int FirstWith(PlanBlock block, CellPlan cell, string varying)
    {
        for (var index = 0; index < block.Cells.Length; index++)
        {
            var other = block.Cells[index];
            if (other.Arm == cell.Arm && other.Pressure == cell.Pressure
                && other.Labels.Where(label => !label.Key.Equals(varying, StringComparison.Ordinal))
                    .SequenceEqual(cell.Labels.Where(label => !label.Key.Equals(varying, StringComparison.Ordinal)))) return index;
        }

        return -1;
    }
}
