namespace Tiltyard.Worlds;

/// <summary>The legality mask of a seat's actions, one bit each. The no-op is not in it.</summary>
public readonly record struct LegalActions(UInt128 Bits)
{
    public const int Most = 128;

    public static LegalActions None => default;

    public bool this[int index] => (Bits >> index & UInt128.One) != UInt128.Zero;

    public static LegalActions All(int count) => new(count >= Most ? UInt128.MaxValue : (UInt128.One << count) - UInt128.One);

    public LegalActions Without(int index) => new(Bits & ~(UInt128.One << index));

    public LegalActions With(int index) => new(Bits | UInt128.One << index);
}
