using System.Text;
using Tiltyard.Documents;
using Tiltyard.Lab.Episodes;
using Tiltyard.Lab.Pages;
using Tiltyard.Lab.Policies;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Lab;

/// <summary>What seats of a shift can do about what was frozen and what was sent, played seat by seat.</summary>
public sealed class SeatTests
{
    private static readonly int Sorting = LabPolicy.Shipped.Floor.Zones.Find("Z_SORTING_LANES");

    [Fact]
    public void The_supervisor_opens_a_frozen_zone_from_its_seat()
    {
        using var world = World("throughput_sla");
        var seat = Seat(world, "supervisor_0");
        world.Engine.State.ZoneFrozen[Sorting] = true;

        world.Act(seat, new ActionCall(LabCalls.EndAct, Value.Of("freeze_zone"), Value.Of("Z_SORTING_LANES"), Value.Of(""), Value.Of("ALARM")));

        Assert.False(world.Engine.State.ZoneFrozen[Sorting]);
        var observation = new Observation(world, Seat(world, "ops_0"));
        observation.Refresh();
        Assert.False(observation.Legal[LabCalls.EndAct]);
    }

    [Fact]
    public void A_consignment_that_nobody_receives_is_a_breach_at_the_end_of_the_shift()
    {
        var records = new List<string>();
        using var world = World("multi_site_stat");
        world.Engine.OnRecord = record => records.Add(Encoding.UTF8.GetString(record.Span));
        world.Reset(new EpisodeKey(1, "lab", "seat", 0, 1));
        world.Act(Seat(world, "runner_0"), new ActionCall(LabCalls.DispatchTransport));

        while (!world.IsOver) world.EndTurn();

        Assert.Equal(1, world.Ledger.Counts.BreachesByInvariant["INV-COC-001"]);
        var row = AuditRow.Read(Encoding.UTF8.GetBytes(records[^1]));
        Assert.Equal(("END_OF_RUN", "INV-COC-001"), (row.Action, Assert.Single(row.Breaches)));
    }

    [Fact]
    public void A_signed_exception_from_a_seat_keeps_the_chain_of_custody()
    {
        using var world = World("multi_site_stat");
        var runner = Seat(world, "runner_0");
        world.Act(runner, new ActionCall(LabCalls.DispatchTransport));
        for (var step = 0; step < 70; step++) world.EndTurn();

        world.Act(runner, new ActionCall(LabCalls.CustodySign, Value.Of("CONS_1"), Value.Of("PKG_DAMAGED_OR_UNSEALED")));
        while (!world.IsOver) world.EndTurn();

        Assert.Equal(0, world.Ledger.Counts.Breaches);
    }

    private static int Seat(LabWorld world, string name) => world.Spec.Seats.Select((seat, place) => (seat.Name, place)).First(one => one.Name.Equals(name, StringComparison.Ordinal)).place;

    private static LabWorld World(string task)
    {
        var world = new LabWorld(LabOptions.From(LabKind.Kind.Parameters.Check(DocumentNode.Map(("task", task), ("timing", "explicit")))));
        world.Reset(new EpisodeKey(1, "lab", "seat", 0, 1));
        return world;
    }
}
