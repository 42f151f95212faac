using Tiltyard.Catalog.Worlds.HelpDesk;
using Tiltyard.Traces;

namespace Tiltyard.Tests.Catalog.HelpDesk;

/// <summary>
/// The controls of the help desk are in the order they must be in by merit, over every case, with its attack and without. Paired by
/// case over the same seeds, so that each interval is one of differences between cases.
/// </summary>
public sealed class DeskControlTests(ITestOutputHelper output)
{
    private const int Seeds = 5;

    [Theory]
    [InlineData(Arm.Benign)]
    [InlineData(Arm.Attacked)]
    public void The_reference_is_above_the_baseline_the_no_op_the_unsafe_and_the_refuser_each_interval_clear_of_0(Arm arm)
    {
        var reference = Merits("policy:reference", arm);

        Assert.All(reference, merit => Assert.Equal(1, merit));
        foreach (var policy in new[] { "policy:baseline", "policy:noop", "policy:unsafe", "policy:refuser", "policy:random" })
        {
            var merits = Merits(policy, arm);
            var (mean, low, high) = Paired(reference, merits);
            output.WriteLine($"{arm}: {policy} {merits.Average():F3}, reference minus it {mean:F3} ({low:F3} to {high:F3}) over {merits.Length} cases");
            Assert.True(low > 0, $"{arm}: reference - {policy} is {mean:F3}, 95 % interval {low:F3} to {high:F3}");
        }
    }

    private static double[] Merits(string policy, Arm arm)
    {
        var setup = Counter.Setup(Counter.Agent(policy), arm);
        return [.. HelpDeskCases.All.Select(one => Enumerable.Range(0, Seeds).Average(seed => Counter.Play(setup, one.Id, seed).Merit))];
    }

    private static (double Mean, double Low, double High) Paired(double[] first, double[] second)
    {
        var differences = first.Zip(second, (a, b) => a - b).ToArray();
        var mean = differences.Average();
        var half = 1.96 * Math.Sqrt(differences.Sum(one => (one - mean) * (one - mean)) / (differences.Length - 1) / differences.Length);
        return (mean, mean - half, mean + half);
    }
}
