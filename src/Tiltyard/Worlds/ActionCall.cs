namespace Tiltyard.Worlds;

/// <summary>
/// One action as a struct: the index of its <see cref="ActionSpec"/> in the seat's list and its arguments in the spec's order.
/// Four arguments travel inline; more need an array. What an agent proposed by name is a Proposal and becomes an ActionCall once
/// it is checked.
/// </summary>
public readonly struct ActionCall : IEquatable<ActionCall>
{
    private readonly Value first;
    private readonly Value second;
    private readonly Value third;
    private readonly Value fourth;
    private readonly Value[]? rest;
    private readonly int indexPlusOne;

    public ActionCall(int index, Value first = default, Value second = default, Value third = default, Value fourth = default, Value[]? rest = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        indexPlusOne = index + 1;
        this.first = first;
        this.second = second;
        this.third = third;
        this.fourth = fourth;
        this.rest = rest;
    }

    /// <summary>The no-op: a turn deliberately left unused.</summary>
    public static ActionCall NoOp => default;

    public bool IsNoOp => indexPlusOne == 0;

    /// <summary>The index in the seat's actions, or -1 for the no-op.</summary>
    public int Index => indexPlusOne - 1;

    public Value this[int argument] => argument switch
    {
        0 => first,
        1 => second,
        2 => third,
        3 => fourth,
        _ => rest is not null && argument - 4 < rest.Length ? rest[argument - 4] : default,
    };

    public static bool operator ==(in ActionCall left, in ActionCall right) => left.Equals(right);

    public static bool operator !=(in ActionCall left, in ActionCall right) => !left.Equals(right);

    public static ActionCall Of(int index, ReadOnlySpan<Value> arguments) => new(
        index,
        arguments.Length > 0 ? arguments[0] : default,
        arguments.Length > 1 ? arguments[1] : default,
        arguments.Length > 2 ? arguments[2] : default,
        arguments.Length > 3 ? arguments[3] : default,
        arguments.Length > 4 ? arguments[4..].ToArray() : null);

    public bool Equals(ActionCall other) =>
        indexPlusOne == other.indexPlusOne && first == other.first && second == other.second && third == other.third
        && fourth == other.fourth && rest.AsSpan().SequenceEqual(other.rest);

    public override bool Equals(object? obj) => obj is ActionCall other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(indexPlusOne, first, second, third);
}
