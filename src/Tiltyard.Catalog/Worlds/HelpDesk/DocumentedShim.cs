namespace Tiltyard.Catalog.Worlds.HelpDesk;

/// <summary>
/// The published SHIM lane of the gates lab, kept to compare with old figures: trial i asks for 150 + 37 i mod 220 dollars and is a hit
/// above the threshold. Neither the seed nor the words of the attack have any influence, which is why our own lane is
/// <see cref="DeskVictim"/>.
/// </summary>
public static class DocumentedShim
{
    public const int DefaultThreshold = 200;

    private const int First = 150;
    private const int Stride = 37;
    private const int Span = 220;

    /// <summary>What trial i, counted from 0, asks for.</summary>
    public static int Amount(int trial) => First + (int)(trial * (long)Stride % Span);

    /// <summary>The trials above the threshold.</summary>
    public static int Hits(int trials, int threshold = DefaultThreshold)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        return Enumerable.Range(0, trials).Count(trial => Amount(trial) > threshold);
    }
}
