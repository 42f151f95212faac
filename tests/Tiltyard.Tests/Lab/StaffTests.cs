using Tiltyard.Documents;
using Tiltyard.Lab.Benchmarks;
using Tiltyard.Lab.Episodes;
using Tiltyard.Lab.Policies;
using Tiltyard.Lab.Staff;
using Tiltyard.Testing;

namespace Tiltyard.Tests.Lab;

public sealed class StaffTests
{
    [Theory]
    [InlineData("policy:baseline", "adversarial_disruption", 1)]
    [InlineData("policy:reference", "qc_cascade", 1)]
    [InlineData("policy:reference", "reagent_stockout", 10)]
    [InlineData("policy:unsafe", "insider_key_misuse", 1)]
    public Task Staff_keeps_the_contract_of_agents(string policy, string task, long load) =>
        new AgentContract(ShiftPlayer.Find(policy)!, LabKind.Kind, DocumentNode.Map(("load", load), ("task", task))) { Keys = [EpisodeContract.Key(1)] }.CheckAllAsync();

    [Fact]
    public void Ways_are_the_quickest_and_avoid_the_restricted_zone()
    {
        var ways = new Ways(LabPolicy.Shipped.Floor);
        var (hallA, hallB, reception) = (Zone("Z_ANALYZER_HALL_A"), Zone("Z_ANALYZER_HALL_B"), Zone("Z_SRA_RECEPTION"));

        Assert.Equal((Zone("Z_QC_SUPERVISOR"), 30), (ways.Next(hallA, hallB), ways.Seconds(hallA, hallB)));
        Assert.Equal(-1, ways.Next(reception, Zone("Z_WASTE_DISPOSAL")));
        Assert.Equal(-1, ways.Next(reception, reception));
    }

    private static int Zone(string name) => LabPolicy.Shipped.Floor.Zones.Find(name);

    [Fact]
    public void Every_seat_is_mapped_to_a_role_and_may_do_something()
    {
        foreach (var seat in LabSeats.All)
        {
            var agent = LabPolicy.Shipped.Access.Agents.Find(seat.Agent);
            Assert.True(agent >= 0, seat.Agent);
            Assert.NotEqual(default, LabCalls.Legal(LabPolicy.Shipped.Access.RoleInfo[LabPolicy.Shipped.Access.RoleOf[agent]]));
            Assert.True(LabPolicy.Shipped.Floor.Zones.Find(seat.Zone) >= 0, seat.Zone);
        }

        Assert.Equal(LabCalls.Specs.Length, LabCalls.Actions.Length);
    }
}
