using Tiltyard.Worlds;

namespace Tiltyard.Tests.Worlds;

/// <summary>The golden words were computed with another implementation of SHA-256 and xoshiro256**.</summary>
public sealed class SeededRandomTests
{
    private static readonly StreamKey Key = new(42, "release_manager", "case-1", 7, "canary");

    [Fact]
    public void A_key_names_the_same_stream_in_every_language()
    {
        var plain = new SeededRandom(Key);
        var foreign = new SeededRandom(new StreamKey(-1, "ward — night", "", 0, ""));

        Assert.Equal(0x926A6E91D14F4304UL, Key.Fingerprint());
        Assert.Equal(
            [17324228925270813634UL, 9170968088050693381UL, 8547776704567130980UL, 16734628060183707719UL],
            Enumerable.Range(0, 4).Select(_ => plain.NextUInt64()));
        Assert.Equal(
            [16241755744579160830UL, 15664603938281907936UL, 2897710466408633869UL, 9455256520984175304UL],
            Enumerable.Range(0, 4).Select(_ => foreign.NextUInt64()));
    }

    [Fact]
    public void Every_part_of_the_key_counts_and_none_runs_into_the_next()
    {
        StreamKey[] keys =
        [
            Key, Key with { RunSeed = 43 }, Key with { Scenario = "release_manage", Case = "rcase-1" }, Key with { Case = "case-17" },
            Key with { Episode = 8 }, Key with { Component = "" }, Key with { Case = "", Component = "case-1canary" },
            Key with { Scenario = new string('x', 4000) },
        ];

        Assert.Equal(keys.Length, keys.Select(key => key.Fingerprint()).Distinct().Count());
    }

    [Fact]
    public void A_key_that_has_no_canonical_form_is_refused()
    {
        var halfOfAPair = Key with { Case = "\uD800" };

        Assert.ThrowsAny<ArgumentException>(() => halfOfAPair.Fingerprint());
        Assert.ThrowsAny<ArgumentException>(() => default(StreamKey).Fingerprint());
    }

    [Fact]
    public void Bounded_integers_are_evenly_spread()
    {
        var random = new SeededRandom(Key);
        var counts = new int[7];

        for (var i = 0; i < 70_000; i++) counts[random.NextInt(7)]++;

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
    }

    [Fact]
    public void Values_have_the_moments_of_their_distributions()
    {
        var random = new SeededRandom(Key);
        const int Count = 200_000;
        double uniform = 0, gaussian = 0, squares = 0, waiting = 0;
        var hits = 0;

        for (var i = 0; i < Count; i++)
        {
            uniform += random.NextDouble();
            var value = random.NextGaussian(3, 2);
            gaussian += value;
            squares += (value - 3) * (value - 3);
            waiting += random.NextExponential(5);
            hits += random.NextBool(0.3) ? 1 : 0;
        }

        Assert.Equal(0.5, uniform / Count, 0.003);
        Assert.Equal(3, gaussian / Count, 0.02);
        Assert.Equal(4, squares / Count, 0.06);
        Assert.Equal(5, waiting / Count, 0.06);
        Assert.Equal(0.3, hits / (double)Count, 0.005);
    }

    [Fact]
    public void Shuffling_only_reorders()
    {
        var random = new SeededRandom(Key);
        var items = Enumerable.Range(0, 50).ToArray();

        random.Shuffle(items.AsSpan());

        Assert.NotEqual(Enumerable.Range(0, 50), items);
        Assert.Equal(Enumerable.Range(0, 50), items.Order());
    }

    [Fact]
    public void A_saved_stream_goes_on_as_if_nothing_had_happened()
    {
        var random = new SeededRandom(Key);
        random.NextGaussian(0, 1);
        var saved = random.Save();
        var expected = Enumerable.Range(0, 20).Select(_ => random.NextGaussian(0, 1)).ToArray();

        var other = new SeededRandom(Key with { Episode = 8 });
        other.Restore(saved);

        Assert.Equal(expected, Enumerable.Range(0, 20).Select(_ => other.NextGaussian(0, 1)));
    }

    [Fact]
    public void A_draw_costs_no_memory_and_neither_does_reseeding()
    {
        var random = new SeededRandom(Key);
        void Play(int episodes)
        {
            for (var episode = 0; episode < episodes; episode++)
            {
                random.Reseed(Key with { Episode = episode });
                random.NextGaussian(0, 1);
            }
        }

        Play(100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Play(1000);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Impossible_requests_are_refused()
    {
        var random = new SeededRandom(Key);

        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextInt(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextBool(1.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextBool(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextGaussian(0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextExponential(double.NaN));
        Assert.Throws<ArgumentException>(() => random.Restore(default));
    }
}
