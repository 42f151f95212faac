using System.Collections.Immutable;

namespace Tiltyard.Traces;

/// <summary>
/// One reason out of the registry. Codes are looked up with <see cref="ReasonCodes.Parse"/> or, for those that policy files name,
/// <see cref="ReasonCodes.OfPolicy"/>; nobody makes one elsewhere. Two of one code are equal.
/// </summary>
public sealed class ReasonCode : IEquatable<ReasonCode>
{
    internal ReasonCode(string code, string meaning, params ImmutableArray<string> aliases)
    {
        Code = code;
        Meaning = meaning;
        Aliases = aliases;
    }

    /// <summary>Namespace and name, such as GATE.TESTS_NOT_FRESH.</summary>
    public string Code { get; }

    public string Meaning { get; }

    /// <summary>The codes by which the systems that Tiltyard unites call the same thing.</summary>
    public ImmutableArray<string> Aliases { get; }

    public static bool operator ==(ReasonCode? left, ReasonCode? right) => Equals(left, right);

    public static bool operator !=(ReasonCode? left, ReasonCode? right) => !Equals(left, right);

    public bool Equals(ReasonCode? other) => other is not null && Code.Equals(other.Code, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as ReasonCode);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Code);

    public override string ToString() => Code;
}
