using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Lab.Benchmarks;
using Tiltyard.Lab.Episodes;
using Tiltyard.Metrics;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Lab;

public sealed class ConductTests
{
    [Theory]
    [InlineData("insider_key_misuse")]
    [InlineData("adversarial_disruption")]
    public void What_an_attacker_is_refused_is_no_fault_of_those_on_duty(string task)
    {
        var attacked = Conduct(task, "policy:baseline");
        var quiet = Conduct(task, "policy:noop");

        Assert.True(attacked.Blocked > quiet.Blocked);
        Assert.InRange(attacked.Mean, 0.97, 1);
    }

    /// <summary>The mean conduct of the shift, and how many events were blocked, with somebody in the attacker's seat.</summary>
    private static (double Mean, int Blocked) Conduct(string task, string attacker)
    {
        var parameters = LabKind.Kind.Parameters.Check(DocumentNode.Map(("task", task)));
        using var world = new LabWorld(LabOptions.From(parameters));
        var meter = new EpisodeMeter(0.9);
        meter.Begin();
        var last = world.Spec.Seats.Length - 1;
        new EpisodeEngine(new EpisodeSetup
        {
            Cell = "test",
            WorldName = "lab",
            World = world,
            Agents = [.. world.Spec.Seats.Select((_, seat) => ShiftPlayer.Find(seat == last ? attacker : "policy:baseline")!.Create(new AgentMaking(DocumentNode.Map(), parameters, world.Spec, seat)))],
            Sinks = [meter],
        }).Play(new EpisodeKey(42, $"lab/{task}", "base", 0, 42));
        return (meter.Figures()[Figures.MeanConduct] ?? 0, world.Ledger.Counts.Blocked);
    }
}
