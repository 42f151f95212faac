using System.Globalization;
using System.Numerics;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Worlds;

public sealed class DecimalRoundingTests
{
    /// <summary>"value digits result" as CPython 3.11 prints them.</summary>
    private const string Reference =
        """
        2.675 2 2.67 | 0.125 2 0.12 | 0.375 2 0.38 | 0.625 2 0.62 | 1.005 2 1.0 | 2.5 0 2.0 | 3.5 0 4.0 | 0.5 0 0.0 | 1.5 0 2.0
        -2.5 0 -2.0 | -0.5 0 -0.0 | -0.001 2 -0.0 | 0.0 3 0.0 | -0.0 3 -0.0 | 1e+16 2 1e+16 | 4503599627370495.5 0 4503599627370496.0
        4503599627370496.0 1 4503599627370496.0 | 9007199254740991.0 3 9007199254740991.0 | 5e-324 12 0.0
        2.2250738585072014e-308 12 0.0 | 0.0005 3 0.001 | 0.0015 3 0.002 | 0.0025 3 0.003 | 0.00049999999999999 3 0.0 | 0.285 2 0.28
        1.115 2 1.11 | 8.345 2 8.35 | 10.235 2 10.23 | 1.255 2 1.25 | 0.30000000000000004 2 0.3
        1.7976931348623157e+308 12 1.7976931348623157e+308 | 123456789.125 2 123456789.12 | 123456789.375 2 123456789.38
        1048576.0625 3 1048576.062 | 1048576.1875 3 1048576.188 | 33554432.03125 4 33554432.0312 | 0.9995 3 1.0
        0.9994999999999999 3 0.999 | 999.9999999999999 12 1000.0 | 72057594037.92793 5 72057594037.92793 | 8191.5 0 8192.0
        8192.5 0 8192.0 | 0.49999999999999994 0 0.0 | 0.5000000000000001 0 1.0 | 4.35 1 4.3 | 4.45 1 4.5 | 0.15 1 0.1 | 0.25 1 0.2
        0.35 1 0.3 | 5.015 2 5.01 | 1e-12 12 1e-12 | 5e-13 12 0.0 | 1.5e-12 12 2e-12 | 4.9999999999999e-13 12 0.0
        9007.199254740994 12 9007.199254740994 | 0.1 12 0.1 | 92.00496435 7 92.0049643 | 6.81613025 7 6.8161302 | 0.8245 3 0.825
        0.845414285 8 0.84541429 | 0.585 2 0.58 | 0.00935 4 0.0094 | 1.05e-07 8 1.1e-07 | 87.7679975 6 87.767998 | 0.095 2 0.1
        0.15 1 0.1 | 9.8255 3 9.825 | 43794353.5 0 43794354.0 | 0.00085065 7 0.0008506 | 65.5075 3 65.507 | 59.5 0 60.0
        924.87385 4 924.8738 | 4132.55 1 4132.6 | 310354.2855 3 310354.285 | 73.5 0 74.0 | 180863.65 1 180863.6
        112.11635 4 112.1163 | 4.5 0 4.0 | 0.0085 3 0.009 | 7.0429325 6 7.042933 | 442.15 1 442.1 | 0.000405 5 0.0004
        7.5e-05 5 7e-05 | 25.35 1 25.4 | 0.15 1 0.1 | 2.38475555 7 2.3847555 | 7.3315e-05 8 7.331e-05 | 2.1465e-05 8 2.146e-05
        1.9546805 6 1.954681 | 3.5712945 6 3.571295 | 77692.5 0 77692.0 | 0.00045 4 0.0004 | 96797.805 2 96797.8 | 0.35 1 0.3
        34665.4285 3 34665.429 | 870622.5 0 870622.0 | 123.14245 4 123.1424 | 2.75 1 2.8 | 0.0105 3 0.011 | 6.523715 5 6.52372
        9.835e-05 7 9.84e-05 | 8.885e-05 7 8.89e-05 | 0.0006435 6 0.000643 | 299.355 2 299.36 | 2.5975 3 2.598
        6.3615e-05 8 6.362e-05 | 5.45e-06 7 5.5e-06 | 14.5 0 14.0 | 273995993.5 0 273995994.0 | 4311.4335 3 4311.434
        32950419.21875 4 32950419.2188 | 22994.5625 3 22994.562 | 0.1484375 6 0.148438 | 9717.875 2 9717.88 | 26.1875 3 26.188
        0.0390625 6 0.039062 | 7302.5625 3 7302.562 | 0.625 2 0.62 | 755.625 2 755.62 | 17246.296875 5 17246.29688 | 2268.25 1 2268.2
        143.78125 4 143.7812 | 0.046875 5 0.04688 | 638.65625 4 638.6562 | 1.25 1 1.2 | 1.28125 4 1.2812 | 2.4375 3 2.438
        48205.75 1 48205.8 | 0.0859375 6 0.085938 | 347.9375 3 347.938 | 636.2890625 6 636.289062 | 1015681.21875 4 1015681.2188
        3809.65625 4 3809.6562 | 400905.796875 5 400905.79688 | 3263.03125 4 3263.0312 | 0.203125 5 0.20312 | 969558.75 1 969558.8
        5409.3125 3 5409.312 | 3839933.96875 4 3839933.9688 | 1372.78125 4 1372.7812 | 500.42035452499994 8 500.42035452
        202.57055000000003 4 202.5706 | -5405.000000000001 0 -5405.0 | 559.8922910500002 7 559.8922911 | 792.8369500000001 4 792.837
        -713.5592500000001 4 -713.5593 | -660.7856936249999 8 -660.78569362 | 860.6028622677501 10 860.6028622678
        -346.07949999999994 3 -346.079 | 268.34649999999993 3 268.346 | -231.16349999999997 3 -231.163
        -727.6474999999999 3 -727.647 | 674.1912349999999 5 674.19123 | -871.7219687998349 11 -871.72196879983
        -774.3449999999999 2 -774.34 | 851.4637500000001 4 851.4638 | 251.46711650000003 6 251.467117
        -369.2567092735499 10 -369.2567092735 | -850.6415750000001 5 -850.64158 | 745.6581499999999 4 745.6581
        417.2618580024501 10 417.2618580025 | 298.5727499999999 4 298.5727 | -728.2376825036499 10 -728.2376825036
        -950.5474999999999 3 -950.547 | 558.5094999999999 3 558.509 | 0.0009680252317962095 7 0.000968
        -78195.95988100137 1 -78196.0 | 0.3689854919619906 7 0.3689855 | -4.879155579405116e-07 12 -4.87916e-07
        -5.560099281596376e-07 2 -0.0 | -54708.67712444822 8 -54708.67712445 | 0.03946231446686206 6 0.039462
        6.975236802091036 1 7.0 | -179035.5603008893 2 -179035.56 | -0.0989941141972519 10 -0.0989941142
        7.746517048770986e-07 6 1e-06 | 1000.2613915225922 7 1000.2613915 | -0.3470654092532015 1 -0.3 | 0.0004438713023984187 3 0.0
        -515416.2213208715 1 -515416.2 | 9547.170446791886 4 9547.1704 | 8.199794399480256e-07 5 0.0 | 9.438501041719061e-08 7 1e-07
        -3158918.239131283 12 -3158918.239131283 | -4.494864122949915e-07 3 -0.0 | 6.182803193859599e-05 6 6.2e-05
        0.05997197335228963 8 0.05997197 | -0.0032999134530747767 7 -0.0032999 | -70264889.30013195 7 -70264889.3001319
        1.579022846989984e-05 12 1.5790228e-05 | -557.171666034727 11 -557.17166603473 | 0.012306232212291858 8 0.01230623
        2.8429997617354763 4 2.843 | 0.3425973114552643 4 0.3426 | 70.15424689821947 9 70.154246898
        -47048.00233733319 8 -47048.00233733 | -7.714387550477072e-07 9 -7.71e-07 | -2.459395672715379e-06 8 -2.46e-06
        0.0008347072064963568 7 0.0008347 | -0.08135559306891747 1 -0.1 | 86165168.19404876 6 86165168.194049
        841565.9659633796 4 841565.966 | -507445075.0177877 2 -507445075.02 | -320638381.93300986 8 -320638381.93300986
        -0.365570707490837 6 -0.365571 | 23.578976138553486 2 23.58 | 4.042133805049781e-07 0 0.0 | -6.1178679532514435 0 -6.0
        3740.6807071091253 11 3740.68070710913 | -289305817.4182974 1 -289305817.4
        """;

    [Fact]
    public void Values_round_as_the_reference_rounds_them()
    {
        var vectors = Reference.Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        foreach (var vector in vectors)
        {
            var parts = vector.Split(' ');
            var value = double.Parse(parts[0], CultureInfo.InvariantCulture);
            var expected = double.Parse(parts[2], CultureInfo.InvariantCulture);
            var rounded = DecimalRounding.Round(value, int.Parse(parts[1], CultureInfo.InvariantCulture));
            Assert.True(BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(rounded), $"{vector}: got {rounded:R}");
        }

        Assert.Equal(210, vectors.Length);
    }

    [Fact]
    public void Random_values_and_values_around_ties_round_as_exact_arithmetic_says()
    {
        var chance = new Random(6);

        for (var i = 0; i < 60_000; i++)
        {
            var digits = chance.Next(13);
            var tie = (chance.NextInt64(1L << chance.Next(1, 52)) + 0.5) / Math.Pow(10, digits);
            AssertExact(tie, digits);
            AssertExact(-Math.BitIncrement(tie), digits);
            AssertExact(Math.BitDecrement(tie), digits);
            AssertExact((chance.NextDouble() - 0.5) * Math.Pow(10, chance.Next(-8, 16)), digits);
            AssertExact(chance.NextInt64(1L << 40) / (double)(1L << chance.Next(1, 40)), digits);
        }
    }

    [Fact]
    public void What_is_not_a_number_stays_so_and_too_many_digits_are_refused()
    {
        Assert.True(double.IsNaN(DecimalRounding.Round(double.NaN, 2)));
        Assert.Equal(double.NegativeInfinity, DecimalRounding.Round(double.NegativeInfinity, 2));
        Assert.Equal(double.MaxValue, DecimalRounding.Round(double.MaxValue, 0));
        Assert.True(double.IsNegative(DecimalRounding.Round(-0.004, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => DecimalRounding.Round(1, 13));
        Assert.Throws<ArgumentOutOfRangeException>(() => DecimalRounding.Round(1, -1));
    }

    private static void AssertExact(double value, int digits)
    {
        var expected = ExactRound(value, digits);
        var rounded = DecimalRounding.Round(value, digits);
        var same = BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(rounded);
        Assert.True(same, $"{value:R} to {digits}: {rounded:R}, not {expected:R}");
    }

    /// <summary>The oracle: the double as a fraction of integers, half to even, then the platform's correctly rounded parser.</summary>
    private static double ExactRound(double value, int digits)
    {
        var bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        var exponent = (int)(bits >> 52);
        var significand = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
        var power = Math.Max(exponent, 1) - 1075;
        var numerator = significand * BigInteger.Pow(10, digits) * BigInteger.Pow(2, Math.Max(power, 0));
        var denominator = BigInteger.Pow(2, Math.Max(-power, 0));
        var whole = BigInteger.DivRem(numerator, denominator, out var rest);
        var twice = (rest * 2).CompareTo(denominator);
        if (twice > 0 || (twice == 0 && !whole.IsEven)) whole += 1;
        return Math.CopySign(double.Parse($"{whole}E-{digits}", CultureInfo.InvariantCulture), value);
    }
}
