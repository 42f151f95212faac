using Tiltyard.Worlds;

namespace Tiltyard.Tests.Worlds;

public sealed class PortableMathTests
{
    [Fact]
    public void The_bits_are_these_on_every_machine()
    {
        AssertBits(0xC0026BB1BBB55515UL, PortableMath.Log(0.1));
        AssertBits(0x40026BB1BBB55516UL, PortableMath.Log(10.0));
        AssertBits(0x3DDB7CDFFFFA18D8UL, PortableMath.Log(1.0000000001));
        AssertBits(0x3DDB7CDFD9D1D693UL, PortableMath.Log1P(1e-10));
        AssertBits(0x4005BF0A8B145769UL, PortableMath.Exp(1.0));
        AssertBits(0x3E157A3AFEED00ABUL, PortableMath.Exp(-20.5));
        AssertBits(0x7F12FD8E4CBFA413UL, PortableMath.Exp(700.25));
        AssertBits(0x3DDB7CDFD9DDA4E3UL, PortableMath.ExpM1(1e-10));
        AssertBits(0x3FEAED548F090CEEUL, PortableMath.Sin(1.0));
        AssertBits(0x3FA24DAA9C527E96UL, PortableMath.Sin(100000.0));
        AssertBits(0xBFEB453AB76BF397UL, PortableMath.Sin(1e22));
        AssertBits(0x3FE14A280FB5068CUL, PortableMath.Cos(1.0));
        AssertBits(0xBFEFAE04BE85E5D2UL, PortableMath.Cos(3.0));
        AssertBits(0xBFEFFFE62ECFAB75UL, PortableMath.Cos(double.MaxValue));
        AssertBits(0x3F50624DD2F1A9FCUL, PortableMath.Pow(10.0, -3.0));
        AssertBits(0x3FE96B230BCDC434UL, PortableMath.Pow(0.1, 0.1));
        AssertBits(0x4005BF0A790CE6F2UL, PortableMath.Pow(1.0000001, 1e7));
        AssertBits(0x3FF6A09E667F3BCDUL, PortableMath.Pow(2.0, 0.5));
        AssertBits(0x3C8224EC1169F129UL, PortableMath.Pow(123.456, -7.89));
    }

    [Fact]
    public void The_logarithm_agrees_with_the_platform_within_one_last_place()
    {
        var chance = new Random(1);

        for (var i = 0; i < 20_000; i++)
        {
            var anywhere = BitConverter.Int64BitsToDouble(chance.NextInt64(1, 0x7FEFFFFFFFFFFFFF));
            AssertNear(Math.Log(anywhere), PortableMath.Log(anywhere), 1, anywhere);
            var nearOne = 1 + ((chance.NextDouble() - 0.5) * Math.Pow(2, -chance.Next(30)));
            AssertNear(Math.Log(nearOne), PortableMath.Log(nearOne), 1, nearOne);
        }
    }

    [Fact]
    public void The_exponential_agrees_with_the_platform_within_one_last_place()
    {
        var chance = new Random(2);

        for (var i = 0; i < 20_000; i++)
        {
            var wide = (chance.NextDouble() * 1460) - 750;
            AssertNear(Math.Exp(wide), PortableMath.Exp(wide), 1, wide);
            var narrow = (chance.NextDouble() - 0.5) * Math.Pow(2, -chance.Next(40));
            AssertNear(Math.Exp(narrow), PortableMath.Exp(narrow), 1, narrow);
        }
    }

    [Theory]
    [InlineData(0.8)]
    [InlineData(6.3)]
    [InlineData(1e5)]
    [InlineData(1.7e6)]
    [InlineData(1e18)]
    [InlineData(1e300)]
    public void Sine_and_cosine_agree_with_the_platform_within_one_last_place(double reach)
    {
        var chance = new Random(3);

        for (var i = 0; i < 10_000; i++)
        {
            var angle = (chance.NextDouble() - 0.5) * 2 * reach;
            AssertNear(Math.Sin(angle), PortableMath.Sin(angle), 1, angle);
            AssertNear(Math.Cos(angle), PortableMath.Cos(angle), 1, angle);
        }
    }

    [Fact]
    public void Angles_next_to_a_multiple_of_a_quarter_turn_keep_their_precision()
    {
        for (var turns = 1; turns < 20_000; turns++)
        {
            var angle = turns * 50 * (Math.PI / 2);
            AssertNear(Math.Sin(angle), PortableMath.Sin(angle), 1, angle);
            AssertNear(Math.Cos(angle), PortableMath.Cos(angle), 1, angle);
        }
    }

    [Fact]
    public void Powers_agree_with_the_platform_within_one_last_place()
    {
        var chance = new Random(4);

        for (var i = 0; i < 20_000; i++)
        {
            var x = BitConverter.Int64BitsToDouble(chance.NextInt64(1, 0x7FEFFFFFFFFFFFFF));
            var y = (chance.NextDouble() - 0.5) * 1400 / Math.Log(x);
            AssertNear(Math.Pow(x, y), PortableMath.Pow(x, y), 1, x);
            var small = chance.NextDouble() * 10;
            var whole = chance.Next(-20, 21);
            AssertNear(Math.Pow(-small, whole), PortableMath.Pow(-small, whole), 1, small);
        }
    }

    [Fact]
    public void Powers_of_small_integers_are_exact()
    {
        for (var x = 1; x <= 30; x++)
        {
            long exact = 1;
            for (var y = 0; y <= 10; y++, exact *= x) Assert.Equal(exact, PortableMath.Pow(x, y));
        }
    }

    [Fact]
    public void Small_arguments_are_not_lost_beside_one()
    {
        for (var x = 1e-300; x < 0.25; x *= 3.7)
        {
            AssertNear(x, PortableMath.Log1P(PortableMath.ExpM1(x)), 4, x);
            AssertNear(-x, PortableMath.Log1P(PortableMath.ExpM1(-x)), 4, -x);
        }
    }

    [Fact]
    public void Special_arguments_give_the_special_values_of_the_standard()
    {
        double[] specials =
        [
            0.0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 1e300, -1e300, 5e-324, -5e-324, 710, -746,
            double.PositiveInfinity, double.NegativeInfinity, double.NaN, double.MaxValue, 9007199254740993.0,
        ];

        foreach (var x in specials)
        {
            AssertSame(Math.Log(x), PortableMath.Log(x));
            AssertSame(Math.Exp(x), PortableMath.Exp(x));
            AssertSame(Math.Sin(x), PortableMath.Sin(x));
            AssertSame(Math.Cos(x), PortableMath.Cos(x));
            foreach (var y in specials) AssertSame(Math.Pow(x, y), PortableMath.Pow(x, y));
        }

        AssertSame(double.NegativeInfinity, PortableMath.Log1P(-1));
        AssertSame(double.NaN, PortableMath.Log1P(-2));
        AssertSame(-0.0, PortableMath.Log1P(-0.0));
        AssertSame(-1, PortableMath.ExpM1(double.NegativeInfinity));
    }

    private static void AssertBits(ulong expected, double actual) => Assert.Equal(expected, BitConverter.DoubleToUInt64Bits(actual));

    private static void AssertSame(double expected, double actual)
    {
        if (double.IsNaN(expected)) Assert.True(double.IsNaN(actual));
        else AssertNear(expected, actual, double.IsFinite(expected) && expected != 0 ? 1 : 0, expected);
        Assert.True(double.IsNaN(expected) || double.IsNegative(expected) == double.IsNegative(actual));
    }

    private static void AssertNear(double expected, double actual, long places, double argument)
    {
        var distance = Math.Abs(BitConverter.DoubleToInt64Bits(expected) - BitConverter.DoubleToInt64Bits(actual));
        var near = distance <= places || (expected == 0 && actual == 0);
        Assert.True(near, $"{actual:R} is {distance} last places from {expected:R} at {argument:R}");
    }
}
