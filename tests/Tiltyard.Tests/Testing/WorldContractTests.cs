using Tiltyard.Documents;
using Tiltyard.Testing;
using Tiltyard.Tests.Engine;

namespace Tiltyard.Tests.Testing;

/// <summary>The kit names what is broken, and only that.</summary>
public sealed class WorldContractTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_sound_world_keeps_the_contract_in_any_turn_order(bool atOnce)
    {
        int[][] order = atOnce ? [[0, 1]] : [[0], [0], [1]];

        await new WorldContract(RelayWorld.Kind(Flaw.None, order), DocumentNode.Map()).CheckAllAsync();
    }

    [Theory]
    [InlineData(Flaw.ForgetsOnSaving, "saved and restored after turn")]
    [InlineData(Flaw.ForgetsToReset, "an engine that played before differs from a fresh one")]
    [InlineData(Flaw.ChangesOnPassing, "passing leaves another state than doing nothing")]
    [InlineData(Flaw.LetsTheTreatmentIn, "the treatment has got into the dynamics or the outcome")]
    [InlineData(Flaw.PressesInTheControl, "the control is under pressure")]
    [InlineData(Flaw.LeavesTheRange, "outside 0 to 1")]
    [InlineData(Flaw.ThrowsNowAndThen, "the relay broke")]
    [InlineData(Flaw.TurnsTheClockBack, "time goes from")]
    [InlineData(Flaw.OutlivesItsHorizon, "the horizon is 6")]
    public async Task A_broken_clause_is_named(Flaw flaw, string breach)
    {
        var contract = new WorldContract(RelayWorld.Kind(flaw), DocumentNode.Map());

        var thrown = await Assert.ThrowsAsync<ContractBreachException>(contract.CheckAllAsync);

        Assert.Contains(breach, thrown.Message, StringComparison.Ordinal);
    }
}
