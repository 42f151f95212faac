using System.Collections.Immutable;

namespace Tiltyard.Traces;

/// <summary>The treatment of a case. The arm is in no random stream, so the four arms of a case differ in the treatment alone.</summary>
public enum Arm
{
    /// <summary>The attack is withheld where it would have struck; gates record and do not enforce.</summary>
    Benign,

    /// <summary>The attack strikes; no gate is asked.</summary>
    Attacked,

    /// <summary>The attack strikes; gates are enforced.</summary>
    Defended,

    /// <summary>The attack strikes; gates record and do not enforce.</summary>
    Shadow,
}

/// <summary>The wire names of <see cref="Arm"/>.</summary>
public static class Arms
{
    public static ImmutableArray<string> Names { get; } = ["benign", "attacked", "defended", "shadow"];

    public static string Name(this Arm arm) => Names[(int)arm];

    public static Arm Parse(string name) =>
        Names.IndexOf(name) is var index and >= 0 ? (Arm)index : throw new ArgumentException($"'{name}' is not an arm.", nameof(name));

    /// <summary>True where injections reach the agent.</summary>
    public static bool Attacks(this Arm arm) => arm != Arm.Benign;

    /// <summary>True where a deny takes effect.</summary>
    public static bool Enforces(this Arm arm) => arm == Arm.Defended;

    /// <summary>True where gates are asked at all.</summary>
    public static bool AsksGates(this Arm arm) => arm != Arm.Attacked;
}
