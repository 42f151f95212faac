using System.Collections.Immutable;
using Tiltyard.Traces;

namespace Tiltyard.Runs.Planning;

/// <summary>
/// The cells of a scenario that say how the agent does as it would be deployed: under attack where there is one, behind gates where there
/// are any, and under pressure. The other cells are controls: they are compared, and pass or fail nothing.
/// </summary>
public readonly record struct JudgedCells(ImmutableArray<bool> Judged)
{
    private static readonly Arm[] Gravest = [Arm.Defended, Arm.Attacked, Arm.Benign, Arm.Shadow];

    public static JudgedCells Of(PlanBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        var arm = Gravest.First(one => block.Cells.Any(cell => cell.Arm == one));
        var pressed = block.Cells.Any(cell => cell.Arm == arm && cell.Pressure);
        return new JudgedCells([.. block.Cells.Select(cell => cell.Arm == arm && cell.Pressure == pressed)]);
    }

    public bool Holds(int cell) => Judged[cell];
}
