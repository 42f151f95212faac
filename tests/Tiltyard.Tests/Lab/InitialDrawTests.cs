using Tiltyard.Lab.Tasks;

namespace Tiltyard.Tests.Lab;

public sealed class InitialDrawTests
{
    [Theory]
    [InlineData("throughput_sla", 1, 47, 17)]
    [InlineData("stat_insertion", 14, 3, 35, 31, 28, 17)]
    [InlineData("qc_cascade", 3, 0, 23, 8)]
    [InlineData("adversarial_disruption", 7, 1, 47, 17, 15)]
    [InlineData("multi_site_stat", 14, 3, 94, 35, 31)]
    [InlineData("insider_key_misuse", 7, 1, 47, 17)]
    [InlineData("device_outage_surge", 6, 189, 70, 62, 57, 35, 188, 26)]
    [InlineData("reagent_stockout", 3, 35, 31, 28, 17)]
    public void Seed_42_begins_as_published(string task, params int[] arrivals) => Assert.Equal(arrivals, InitialDraws.Arrivals(LabTasks.Find(task)!, 42));
}
