using Tiltyard.Reports;

namespace Tiltyard.Tests.Reports;

public sealed class DigitsTests
{
    [Theory]
    [InlineData(0.42857142857, 6, "0.428571")]
    [InlineData(-0.0000001, 3, "0.000")]
    [InlineData(-0.5, 1, "-0.5")]
    [InlineData(1234.5, 1, "1234.5")]
    [InlineData(1e300, 2, "1E300")]
    [InlineData(double.NaN, 2, "–")]
    [InlineData(double.PositiveInfinity, 2, "–")]
    public void Fixed_decimals_have_no_negative_zero_and_no_endless_digits(double value, int decimals, string text)
    {
        Assert.Equal(text, Digits.Fixed(value, decimals));
    }

    [Fact]
    public void A_share_has_one_decimal_and_what_is_unknown_a_dash()
    {
        Assert.Equal("75.0%", Digits.Percent(0.75));
        Assert.Equal("–", Digits.Percent(null));
        Assert.Equal("–", Digits.Percent(double.NaN));
    }

    [Theory]
    [InlineData(0.4, "+0.400")]
    [InlineData(-0.4, "−0.400")]
    [InlineData(0.00001, "0.000")]
    public void A_difference_carries_its_sign(double value, string text)
    {
        Assert.Equal(text, Digits.Signed(value, 3));
    }

    [Fact]
    public void Axis_labels_of_large_numbers_are_short()
    {
        Assert.Equal(["1.25M", "50k", "0.25"], new[] { Digits.Tick(1_250_000, 0), Digits.Tick(50_000, 0), Digits.Tick(0.25, 2) });
    }

    [Fact]
    public void A_rate_of_nothing_is_a_dash_and_not_nought()
    {
        var figure = new FigureView { Name = "asr", Label = "attack success", Kind = FigureKind.Rate, K = 0, N = 0, Estimate = 0 };

        Assert.Equal("–", figure.Shown);
        Assert.Equal("0/0", figure.ShownEvidence);
    }
}
