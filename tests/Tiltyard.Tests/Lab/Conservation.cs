using Tiltyard.Lab.Model;

namespace Tiltyard.Tests.Lab;

/// <summary>What is conserved in a laboratory whatever happens.</summary>
internal static class Conservation
{
    public static void AssertHolds(LabState state, bool isReference)
    {
        for (var reagent = 0; reagent < state.Stock.Length; reagent++) Assert.InRange(state.Stock[reagent], 0, state.Policy.Catalogue.ReagentInfo[reagent].Stock);
        var occupants = new int[state.Occupants.Length];
        for (var agent = 0; agent < state.Agents.Count; agent++)
        {
            if (state.Agents[agent].Zone >= 0) occupants[state.Agents[agent].Zone]++;
        }

        Assert.Equal(occupants, state.Occupants);
        if (isReference) return;
        for (var place = 0; place < state.Specimens.Count; place++)
        {
            var waiting = state.Devices.Count(device => device.Holds(place));
            Assert.Equal(state.Specimens[place].Status == SpecimenStatus.Queued ? 1 : 0, waiting);
            var running = state.Devices.Count(device => device.Condition == DeviceCondition.Running && device.Run >= 0 && state.Runs[device.Run].Specimens.Contains(place));
            Assert.Equal(state.Specimens[place].Status == SpecimenStatus.Running ? 1 : 0, running);
        }
    }
}
