using System.Collections.Immutable;
using Tiltyard.Attacks;
using Tiltyard.Catalog.Worlds.Scripted.Templates;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Worlds.Scripted.Playing;

/// <summary>Where and when an attacker writes into a play, what is written, and what the attacker wants.</summary>
internal sealed record InjectionPoint
{
    public required string Id { get; init; }

    public required string AttackType { get; init; }

    public required string Severity { get; init; }

    public required AttackSurface Surface { get; init; }

    /// <summary>Whose result, description or document is poisoned; null where the surface needs no tool.</summary>
    public string? Tool { get; init; }

    /// <summary>The path within the tool's data that carries the text.</summary>
    public ImmutableArray<string> Field { get; init; } = [];

    /// <summary>Whom a message claims to come from.</summary>
    public required string From { get; init; }

    public required ImmutableArray<Template> Payloads { get; init; }

    public required bool InSequence { get; init; }

    public required ImmutableArray<string> Transformations { get; init; }

    public required Trigger Trigger { get; init; }

    public Clause? When { get; init; }

    /// <summary>What the attacker wants, in one sentence.</summary>
    public required string Goal { get; init; }

    /// <summary>The attacker has won when this was done after a strike: a place among the script's deeds.</summary>
    public required int Deed { get; init; }

    /// <summary>What an agent does that believes what it read.</summary>
    public required Plan Obey { get; init; }

    public required DocumentNode Source { get; init; }
}
