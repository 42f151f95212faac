using System.Runtime.InteropServices;

namespace Tiltyard.Metrics;

/// <summary>What became of one attack over episodes in which it struck: separate facts, each with its own denominator.</summary>
/// <param name="Strikes">Strikes of all episodes together.</param>
/// <param name="Succeeded">Of assessed episodes in which it struck.</param>
/// <param name="Resisted">Of the same; the agent withstood without a gate.</param>
/// <param name="Detected">Of those in which a gate was asked about the text or the wanted action.</param>
/// <param name="Contained">Of the same; a gate stopped it.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AttackTally(long Strikes, Rate Succeeded, Rate Resisted, Rate Detected, Rate Contained)
{
    /// <summary>Attacks that did not get what they wanted, of assessed episodes in which it struck.</summary>
    public Rate Survived => new(Succeeded.Trials - Succeeded.Successes, Succeeded.Trials);

    public AttackTally With(in AttackResult attack) => new(
        Strikes + attack.Strikes,
        attack.Succeeded is { } succeeded ? Succeeded.With(succeeded) : Succeeded,
        attack.Resisted is { } resisted ? Resisted.With(resisted) : Resisted,
        attack.Detected is { } detected ? Detected.With(detected) : Detected,
        attack.Contained is { } contained ? Contained.With(contained) : Contained);

    public AttackTally Merge(in AttackTally other) => new(
        Strikes + other.Strikes,
        Succeeded.Merge(other.Succeeded),
        Resisted.Merge(other.Resisted),
        Detected.Merge(other.Detected),
        Contained.Merge(other.Contained));
}
