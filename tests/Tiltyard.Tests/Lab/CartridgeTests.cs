using Tiltyard.Documents;
using Tiltyard.Lab.Model;

namespace Tiltyard.Tests.Lab;

/// <summary>A device whose reagent on board is used up.</summary>
public sealed class CartridgeTests
{
    [Fact]
    public void Work_goes_to_another_device_of_the_type_while_one_is_reloaded()
    {
        var (rote, plan) = (Play("policy:baseline"), Play("policy:reference"));

        Assert.True(rote.Reloads > 0 && plan.Reloads > 0);
        Assert.True(plan.Reroutes > 0);
        Assert.True(plan.Merit > rote.Merit, $"{plan.Merit} > {rote.Merit}");
    }

    private static (int Reloads, int Reroutes, double Merit) Play(string agent)
    {
        var cartridge = YamlDocumentReader.Read("equipment.yaml", "{version: 1, devices: [{id: DEV_CHEM_A_01, type: CHEM_ANALYZER, zone: Z_ANALYZER_HALL_A, alternates: [DEV_CHEM_B_01], cartridge: {runs: 2, reload_s: 900}}]}");
        using var player = ShiftTests.Player("throughput_sla", agent, ("policy", DocumentNode.Map(("equipment", cartridge))), ("timing", "simulated"), ("load", 3L));
        var (reroutes, reloads, note, was) = (0, 0, player.World.Lab.OnStep!, DeviceCondition.Idle);
        player.World.Lab.OnStep = (happened, result) =>
        {
            reroutes += result.Emits.Contains("REROUTE_TO_ALT_DEVICE") ? 1 : 0;
            var now = player.World.Engine.State.Devices[2].Condition;
            reloads += now == DeviceCondition.Maintenance && was != now ? 1 : 0;
            was = now;
            note(happened, result);
        };
        var merit = 0.0;
        for (var seed = 0; seed < 5; seed++) merit += player.Play(50, seed).Merit;
        return (reloads, reroutes, merit);
    }
}
