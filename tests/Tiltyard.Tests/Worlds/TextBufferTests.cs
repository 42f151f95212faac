using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Worlds;

public sealed class TextBufferTests
{
    [Theory]
    [InlineData(0, 2, "0.00")]
    [InlineData(0.005, 2, "0.01")]
    [InlineData(0.015, 2, "0.01")]
    [InlineData(0.125, 2, "0.12")]
    [InlineData(0.375, 2, "0.38")]
    [InlineData(2.675, 2, "2.67")]
    [InlineData(0.9999999, 6, "1.000000")]
    [InlineData(999998.9999999, 1, "999999.0")]
    [InlineData(999999.96, 1, "1000000.0")]
    [InlineData(-0.001, 2, "-0.00")]
    [InlineData(12.5, 0, "12")]
    [InlineData(1e300, 1, null)]
    public void A_number_has_as_many_decimals_as_were_asked_for(double value, int digits, string? text)
    {
        Assert.Equal(text ?? value.ToString($"F{digits}", CultureInfo.InvariantCulture), new TextBuffer().Append("").Append(value, digits).ToString());
    }

    [Fact]
    public void Decimals_are_rounded_as_the_platform_rounds_them()
    {
        var eighths = Gen.Choose(-80_000, 80_000).Select(eighth => eighth / 8.0);
        var thousandths = Gen.Choose(0, 20_000_000).Select(thousandth => thousandth / 1000.0);
        var any = ArbMap.Default.GeneratorFor<NormalFloat>().Select(value => value.Get);
        var cases = Gen.OneOf(eighths, thousandths, any).SelectMany(_ => Gen.Choose(0, 8), (value, digits) => (value, digits));

        Prop.ForAll(cases.ToArbitrary(), one =>
            Assert.Equal(one.value.ToString($"F{one.digits}", CultureInfo.InvariantCulture), new TextBuffer().Append(one.value, one.digits).ToString()))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));
    }
}
