using System.Collections.Immutable;

namespace Tiltyard.Worlds;

/// <summary>
/// Everything a <see cref="MersenneTwister"/> remembers: its 624 words, the index of the word it renews next, and the second value of
/// a Gaussian pair if one waits. The words before Next belong to the current round, those from Next on to the one before; CPython's
/// getstate holds whole rounds and so cannot be exchanged with it.
/// </summary>
public sealed record MersenneTwisterState
{
    public required ImmutableArray<uint> Words { get; init; }

    /// <summary>0 to 623.</summary>
    public required int Next { get; init; }

    public double? WaitingGaussian { get; init; }

    public bool Equals(MersenneTwisterState? other) =>
        other is not null && Next == other.Next && Nullable.Equals(WaitingGaussian, other.WaitingGaussian)
        && Words.AsSpan().SequenceEqual(other.Words.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Next, WaitingGaussian, Words.Length == 0 ? 0 : Words[0]);
}
