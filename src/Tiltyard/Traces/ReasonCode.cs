using System.Collections.Immutable;

namespace Tiltyard.Traces;

/// <summary>One reason out of the registry. Codes are looked up with <see cref="ReasonCodes.Parse"/>; nobody makes one elsewhere.</summary>
public sealed class ReasonCode
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

    public override string ToString() => Code;
}
