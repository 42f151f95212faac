using System.Collections.Immutable;
using Tiltyard.Worlds;

namespace Tiltyard.Lab.Tasks;

/// <summary>
/// The documented beginning of a task, draw by draw as the published environment makes it (CPython's random.Random): how many specimens, when each arrives, and one
/// more draw for each that would make it a STAT at a calibrated rate, which is 0.
/// </summary>
public static class InitialDraws
{
    public static ImmutableArray<int> Arrivals(LabTask task, long seed)
    {
        ArgumentNullException.ThrowIfNull(task);
        var random = new MersenneTwister(seed);
        var count = (int)random.RandInt(task.Specimens.Least, task.Specimens.Most);
        var arrivals = ImmutableArray.CreateBuilder<int>(count);
        for (var one = 0; one < count; one++) arrivals.Add((int)random.RandInt(0, task.ArrivalWindow));
        for (var one = 0; one < count; one++) random.Random();
        return arrivals.MoveToImmutable();
    }
}
