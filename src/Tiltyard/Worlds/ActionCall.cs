namespace Tiltyard.Worlds;

/// <summary>
/// One action as a struct: the index of its <see cref="ActionSpec"/> in the seat's list and its arguments in the spec's order.
/// Four arguments travel inline; more need an array. What an agent proposed by name is a Proposal and becomes an ActionCall once
/// it is checked.
/// </summary>
public readonly struct ActionCall : IEquatable<ActionCall>
{
    private readonly Value _first;
    private readonly Value _second;
    private readonly Value _third;
    private readonly Value _fourth;
    private readonly Value[]? _rest;
    private readonly int _indexPlusOne;

    public ActionCall(int index, Value first = default, Value second = default, Value third = default, Value fourth = default, Value[]? rest = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        _indexPlusOne = index + 1;
        _first = first;
        _second = second;
        _third = third;
        _fourth = fourth;
        _rest = rest;
    }

    /// <summary>The no-op: a turn deliberately left unused.</summary>
    public static ActionCall NoOp => default;

    public bool IsNoOp => _indexPlusOne == 0;

    /// <summary>The index in the seat's actions, or -1 for the no-op.</summary>
    public int Index => _indexPlusOne - 1;

    public Value this[int argument] => argument switch
    {
        0 => _first,
        1 => _second,
        2 => _third,
        3 => _fourth,
        _ => _rest is not null && argument - 4 < _rest.Length ? _rest[argument - 4] : default,
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
        _indexPlusOne == other._indexPlusOne && _first == other._first && _second == other._second && _third == other._third
        && _fourth == other._fourth && _rest.AsSpan().SequenceEqual(other._rest);

    public override bool Equals(object? obj) => obj is ActionCall other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_indexPlusOne, _first, _second, _third);
}
