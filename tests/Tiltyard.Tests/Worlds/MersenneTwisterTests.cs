using Tiltyard.Worlds;

namespace Tiltyard.Tests.Worlds;

/// <summary>The golden values come from CPython 3.11; seeds 0 to 42 are also those of the published goal-drift traces.</summary>
public sealed class MersenneTwisterTests
{
    [Theory]
    [InlineData(0, 3626764237, 1654615998, 3255389356, 3823568514, 3908016617)]
    [InlineData(1, 577090037, 2444712010, 3639700191, 3445702192, 1058062369)]
    [InlineData(42, 2746317213, 478163327, 107420369, 3184935163, 1557724698)]
    [InlineData(-42, 2746317213, 478163327, 107420369, 3184935163, 1557724698)]
    [InlineData(2147483648, 1455117090, 1620553392, 2169224728, 3773848694, 3919396332)]
    [InlineData(4294967296, 485306839, 1508871100, 1794561286, 4014597330, 4134838374)]
    [InlineData(4294967301, 675479763, 2085189291, 1213270837, 3822202474, 2579533449)]
    [InlineData(long.MaxValue, 1359979423, 2819855560, 2711238091, 569878368, 640895611)]
    [InlineData(long.MinValue, 2377109768, 1691753470, 4039908392, 899083848, 661445832)]
    [InlineData(20240917, 141048737, 1239270136, 3732514336, 4052343716, 608449531)]
    public void The_words_are_those_of_the_reference(long seed, uint first, uint second, uint third, uint fourth, uint twoThousandth)
    {
        var twister = new MersenneTwister(seed);

        uint[] start = [twister.NextUInt32(), twister.NextUInt32(), twister.NextUInt32(), twister.NextUInt32()];
        var last = 0u;
        for (var i = 4; i < 2000; i++) last = twister.NextUInt32();

        Assert.Equal([first, second, third, fourth], start);
        Assert.Equal(twoThousandth, last);
    }

    [Theory]
    [InlineData(0, 0.948884, 0.931591, 0.864114)]
    [InlineData(1, 0.806873, 0.949487, 0.932755)]
    [InlineData(7, 0.844767, 0.810170, 0.910187)]
    [InlineData(8, 0.825341, 0.972459, 0.805266)]
    [InlineData(42, 0.907885, 0.785002, 0.835006)]
    public void The_canary_draws_of_the_published_traces_are_met(long seed, double first, double second, double third)
    {
        var twister = new MersenneTwister(seed);

        double[] draws = [twister.Uniform(0.78, 0.98), twister.Uniform(0.78, 0.98), twister.Uniform(0.78, 0.98)];

        Assert.Equal([first, second, third], draws.Select(draw => Math.Round(draw, 6)));
    }

    [Theory]
    [InlineData(0, 0.9417154046806644, -1.3965781047011498, -0.6797144480784211, 0.3705035674606598,
        -1.016348894188071, -0.07212002278507135)]
    [InlineData(7, -0.2558802884476004, 0.511431512516514, -0.2260961647831047, -0.3150684223311854,
        -0.9300181903227674, -0.21330194742120367)]
    [InlineData(42, -0.14409032957792836, -0.1729036003315193, -0.11131586156766246, 0.7019837250988631,
        -0.12758828378288709, -1.4973534143409575)]
    public void Gaussian_values_are_those_of_the_reference_to_the_last_bit(long seed, params double[] expected)
    {
        var twister = new MersenneTwister(seed);

        var drawn = Enumerable.Range(0, expected.Length).Select(_ => twister.Gauss(0, 1)).ToArray();

        Assert.Equal(expected, drawn);
    }

    [Fact]
    public void Doubles_uniforms_choices_and_bits_are_those_of_the_reference()
    {
        int[] widths = [1, 5, 31, 32, 33, 48, 63, 64, 0];
        var twister = new MersenneTwister(42);
        T[] Draw<T>(int count, Func<MersenneTwister, T> draw)
        {
            twister.Reseed(42);
            return [.. Enumerable.Range(0, count).Select(_ => draw(twister))];
        }

        Assert.Equal([0.6394267984578837, 0.025010755222666936, 0.27502931836911926], Draw(3, twist => twist.Random()));
        Assert.Equal([0.9078853596915768, 0.7850021510445334, 0.8350058636738239], Draw(3, twist => twist.Uniform(0.78, 0.98)));
        Assert.Equal([1, 0, 4, 3, 3, 2, 1, 8, 1, 9, 6, 0], Draw(12, twist => twist.ChoiceIndex(10)));
        twister.Reseed(42);
        Assert.Equal(
            [1UL, 3UL, 53710184UL, 3184935163UL, 1181241943UL, 39274139637470UL, 945351111358374057UL, 13662908291426823533UL, 0UL],
            widths.Select(twister.GetRandBits));
    }

    [Fact]
    public void Integers_of_any_width_follow_one_another_as_in_the_reference()
    {
        var twister = new MersenneTwister(42);

        var dice = Enumerable.Range(0, 10).Select(_ => twister.RandInt(1, 6)).ToArray();
        var wide = Enumerable.Range(0, 3).Select(_ => twister.RandInt(-1_000_000_000_000, 1_000_000_000_000)).ToArray();
        var widest = Enumerable.Range(0, 2).Select(_ => twister.RandInt(0, long.MaxValue)).ToArray();

        Assert.Equal([6, 1, 1, 6, 3, 2, 2, 2, 6, 1], dice);
        Assert.Equal([630699007341, 202127757648, 297453522818], wide);
        Assert.Equal([586287033698423193, 1728372192399379054], widest);
    }

    [Fact]
    public void Far_into_the_stream_the_values_still_agree()
    {
        var twister = new MersenneTwister(7);

        for (var i = 0; i < 700; i++) twister.Random();

        Assert.Equal(1.9021354419226615, twister.Gauss(3, 2));
        Assert.Equal(4.777693769813101, twister.Gauss(3, 2));
        Assert.Equal(2.4536472175110795, twister.Gauss(3, 2));
        Assert.Equal(0.7970642171212375, twister.Random());
    }

    [Fact]
    public void Reseeding_forgets_the_waiting_half_of_a_pair()
    {
        var twister = new MersenneTwister(7);
        var first = twister.Gauss(0, 1);

        twister.Reseed(7);

        Assert.Equal(first, twister.Gauss(0, 1));
    }

    [Fact]
    public void A_saved_stream_goes_on_as_if_nothing_had_happened()
    {
        var twister = new MersenneTwister(99);
        for (var i = 0; i < 301; i++) twister.Gauss(0, 1);
        var saved = twister.Save();
        var expected = Enumerable.Range(0, 1000).Select(_ => twister.Gauss(1, 2)).ToArray();

        var other = new MersenneTwister(5);
        other.Restore(saved);

        Assert.Equal(saved, other.Save());
        Assert.Equal(expected, Enumerable.Range(0, 1000).Select(_ => other.Gauss(1, 2)));
        Assert.NotEqual(saved, other.Save());
    }

    [Fact]
    public void Impossible_requests_are_refused()
    {
        var twister = new MersenneTwister(1);

        Assert.Throws<ArgumentOutOfRangeException>(() => twister.GetRandBits(65));
        Assert.Throws<ArgumentOutOfRangeException>(() => twister.RandInt(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => twister.RandInt(long.MinValue, long.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => twister.ChoiceIndex(0));
        Assert.Throws<ArgumentException>(() => twister.Restore(new MersenneTwisterState { Words = [1, 2, 3], Next = 0 }));
    }
}
