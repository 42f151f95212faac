using FsCheck;
using FsCheck.Fluent;

namespace Tiltyard.Tests.Metrics;

/// <summary>
/// Cuts a list of observations into shards in a random order, for the properties that say how they were cut cannot be seen.
/// </summary>
internal static class Pieces
{
    /// <summary>Doubles of every size, with cancellation and repetition made likely.</summary>
    public static Arbitrary<double[]> Numbers(double limit)
    {
        var wild = ArbMap.Default.GeneratorFor<NormalFloat>().Select(number => number.Get).Where(number => Math.Abs(number) < limit);
        var scaled = Gen.Choose(-1000, 1000)
            .SelectMany(digits => Gen.Choose(-30, 30).Select(power => digits * Math.Pow(2, power)))
            .Where(number => Math.Abs(number) < limit);
        var plain = Gen.Choose(0, 1000).Select(thousandths => thousandths / 1000.0);
        return Gen.OneOf(wild, scaled, plain).ArrayOf().ToArbitrary();
    }

    /// <summary>Folds shuffled observations into 1 to 5 accumulators and merges these in random order, also with an empty one.</summary>
    public static TAccumulator Merged<TItem, TAccumulator>(
        IReadOnlyList<TItem> items,
        int seed,
        Func<TAccumulator> create,
        Action<TAccumulator, TItem> add,
        Action<TAccumulator, TAccumulator> merge)
    {
        var chance = new Random(seed);
        var shards = Enumerable.Range(0, chance.Next(1, 6)).Select(_ => create()).ToList();
        var order = items.ToArray();
        chance.Shuffle(order);
        foreach (var item in order) add(shards[chance.Next(shards.Count)], item);
        shards.Add(create());
        while (shards.Count > 1)
        {
            var from = shards[chance.Next(shards.Count)];
            shards.Remove(from);
            merge(shards[chance.Next(shards.Count)], from);
        }

        return shards[0];
    }
}
