using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tiltyard.Documents;

namespace Tiltyard.Tests.Documents;

public sealed class CanonicalNumberTests
{
    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0xffefffffffffffff, "-1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0xc340000000000000, "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555554, "333333333.33333325")]
    [InlineData(0x41b3de4355555555, "333333333.3333333")]
    [InlineData(0x41b3de4355555556, "333333333.3333334")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void The_vectors_of_RFC_8785_appendix_B_are_met(ulong bits, string expected)
    {
        var written = Number(BitConverter.UInt64BitsToDouble(bits));

        Assert.Equal(expected, written);
    }

    [Theory]
    [InlineData(1e21, "1e+21")]
    [InlineData(123456789012345680000.0, "123456789012345680000")]
    [InlineData(1e-7, "1e-7")]
    [InlineData(1.5e-7, "1.5e-7")]
    [InlineData(-1.25, "-1.25")]
    [InlineData(0.1, "0.1")]
    [InlineData(0.30000000000000004, "0.30000000000000004")]
    [InlineData(100.0625, "100.0625")]
    [InlineData(-0.000001, "-0.000001")]
    [InlineData(0.999999, "0.999999")]
    [InlineData(1e15, "1000000000000000")]
    [InlineData(1e-5, "0.00001")]
    [InlineData(-42.0, "-42")]
    public void Exponents_begin_where_ECMAScript_begins_them(double value, string expected)
    {
        Assert.Equal(expected, Number(value));
    }

    [Fact]
    public void Every_power_of_two_reads_back_as_itself()
    {
        for (var exponent = -1074; exponent < 1024; exponent++)
        {
            var power = Math.ScaleB(1, exponent);

            Assert.Equal(power, double.Parse(Number(power), CultureInfo.InvariantCulture));
        }

        Assert.Equal("2.9802322387695312e-8", Number(Math.ScaleB(1, -25)));
        Assert.Equal("4.1045368012983762e-289", Number(Math.ScaleB(1, -958)));
        Assert.Equal("5.684341886080802e-14", Number(Math.ScaleB(1, -44)));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_not_finite_has_no_JSON_form(double value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Number(value));
    }

    [Fact]
    public void Every_value_of_four_decimals_up_to_a_hundred_is_written_as_it_is_spelled()
    {
        var writer = new CanonicalWriter();
        for (var tenThousandths = 0; tenThousandths <= 1_000_000; tenThousandths++)
        {
            writer.Clear();
            writer.Number(tenThousandths / 10000.0);

            var spelled = $"{tenThousandths / 10000}.{tenThousandths % 10000:0000}".TrimEnd('0').TrimEnd('.');
            if (!writer.Written.SequenceEqual(Encoding.ASCII.GetBytes(spelled))) Assert.Fail(spelled);
        }
    }

    [Fact]
    public void Every_double_is_written_with_its_fewest_and_nearest_digits()
    {
        var anyBits = ArbMap.Default.GeneratorFor<long>().Select(BitConverter.Int64BitsToDouble).Where(double.IsFinite);
        var decimals = from digits in Gen.Choose(-2_000_000_000, 2_000_000_000)
                       from places in Gen.Choose(0, 12)
                       select digits / double.Parse($"1e{places}", CultureInfo.InvariantCulture);
        var neighbours = from value in decimals from step in Gen.Elements(-1, 1) select step < 0 ? Math.BitDecrement(value) : Math.BitIncrement(value);

        Prop.ForAll(Gen.OneOf(anyBits, decimals, neighbours).ToArbitrary(), value => Number(value).Equals(Reference(value), StringComparison.Ordinal))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));
    }

    [Fact]
    public void A_whole_number_reads_the_same_through_either_door()
    {
        Prop.ForAll<int>(value => Number(value).Equals(Whole(value), StringComparison.Ordinal)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_whole_number_that_JSON_readers_would_change_is_refused()
    {
        Assert.Equal("9007199254740991", Whole(CanonicalWriter.MaxInteger));
        Assert.Equal("-9007199254740991", Whole(-CanonicalWriter.MaxInteger));

        Assert.Throws<ArgumentOutOfRangeException>(() => Whole(CanonicalWriter.MaxInteger + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Whole(long.MinValue));
    }

    private static string Number(double value)
    {
        var writer = new CanonicalWriter();
        writer.Number(value);
        return Encoding.ASCII.GetString(writer.Written);
    }

    private static string Whole(long value)
    {
        var writer = new CanonicalWriter();
        writer.Integer(value);
        return Encoding.ASCII.GetString(writer.Written);
    }

    /// <summary>Slow and plain: the first precision whose correctly rounded digits read back, laid out by ECMA-262.</summary>
    private static string Reference(double value)
    {
        if (value == 0) return "0";
        var text = Enumerable.Range(0, 17).Select(places => Math.Abs(value).ToString($"E{places}", CultureInfo.InvariantCulture))
            .First(candidate => double.Parse(candidate, CultureInfo.InvariantCulture) == Math.Abs(value));
        var parts = text.Split('E');
        var digits = parts[0].Replace(".", "", StringComparison.Ordinal).TrimEnd('0');
        var n = int.Parse(parts[1], CultureInfo.InvariantCulture) + 1;
        var k = digits.Length;
        var shown = n switch
        {
            _ when k <= n && n <= 21 => digits.PadRight(n, '0'),
            > 0 and <= 21 => digits[..n] + "." + digits[n..],
            > -6 and <= 0 => "0." + new string('0', -n) + digits,
            _ => (k == 1 ? digits : digits[..1] + "." + digits[1..]) + (n > 0 ? "e+" : "e-") + Math.Abs(n - 1),
        };
        return value < 0 ? "-" + shown : shown;
    }
}
