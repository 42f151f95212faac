namespace Tiltyard.Catalog.Detectors.Injection.Scoring;

/// <summary>The groups of features, each with a share of its own in the score.</summary>
internal enum Weighting
{
    Letters,
    Words,
    Shapes,
}

/// <summary>How much one feature of a group counts in a sentence that has so many of them: long sentences must not add up to suspicion.</summary>
internal static class Weightings
{
    /// <summary>Letters and words by the square root of their number, shapes by the fourth root: what is built badly stays so in a long sentence.</summary>
    public static double Share(int count, Weighting weighting)
    {
        if (count == 0) return 0;
        var root = Math.Sqrt(count);
        return weighting switch
        {
            Weighting.Letters => 0.7 / root,
            Weighting.Words => 1 / root,
            _ => 0.5 / Math.Sqrt(root),
        };
    }
}
