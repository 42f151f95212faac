using Tiltyard.Documents;

namespace Tiltyard.Tests.Documents;

public sealed class UnknownNameTests
{
    [Theory]
    [InlineData("agnet", "agent")]
    [InlineData("AGENT", "agent")]
    [InlineData("agents", "agent")]
    [InlineData("gent", "agent")]
    [InlineData("temprature", "temperature")]
    [InlineData("xyz", null)]
    [InlineData("", null)]
    public void The_nearest_name_is_offered_when_it_is_near_enough(string given, string? nearest)
    {
        Assert.Equal(nearest, UnknownName.Nearest(given, ["temperature", "agent"]));
    }

    [Fact]
    public void Without_a_near_name_the_known_ones_are_listed()
    {
        Assert.Equal("unknown gate 'zz': known are 'amount', 'approval' and 'rbac'", UnknownName.Reason("gate", "zz", ["amount", "approval", "rbac"]));
        Assert.Equal("unknown gate 'zz'", UnknownName.Reason("gate", "zz", []));
    }
}
