using Tiltyard.Lab.Processes;

namespace Tiltyard.Tests.Lab;

public sealed class WestgardTests
{
    [Theory]
    [InlineData(null, 0.3, -0.4)]
    [InlineData("1_2s", 2.1, 0.3)]
    [InlineData("1_3s", 0.2, -3.1)]
    [InlineData("2_2s", 2.2, 2.3)]
    [InlineData("R_4s", 2.3, -2.4)]
    [InlineData("4_1s", 1.2, 1.1, 1.5, 1.3)]
    [InlineData("10_x", 0.1, 0.2, 0.1, 0.3, 0.1, 0.5, 0.2, 0.4, 0.1, 0.2)]
    public void Each_rule_finds_its_own_pattern(string? rule, params double[] controls) => Assert.Equal(rule, Westgard.Broken(controls));

    [Fact]
    public void A_warning_does_not_reject_and_every_other_rule_does() =>
        Assert.Equal([false, true, true, true, true, true], Westgard.Rules.Select(Westgard.Rejects));

    [Fact]
    public void One_other_side_breaks_the_row_of_ten() => Assert.Null(Westgard.Broken([0.1, 0.2, 0.1, 0.3, -0.1, 0.5, 0.2, 0.4, 0.1, 0.2]));
}
