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
        var arrivals = new List<int>();
        Draw(task, new MersenneTwister(seed), arrivals);
        return [.. arrivals];
    }

    /// <summary>The same from a generator that has just been seeded, into a list that is used again.</summary>
    public static void Draw(LabTask task, MersenneTwister random, List<int> arrivals)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(arrivals);
        arrivals.Clear();
        var count = (int)random.RandInt(task.Specimens.Least, task.Specimens.Most);
        for (var one = 0; one < count; one++) arrivals.Add((int)random.RandInt(0, task.ArrivalWindow));
        for (var one = 0; one < count; one++) random.Random();
    }
}
