using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Worlds;

/// <summary>A world that can be chosen by name: its parameters, and how one is made from them.</summary>
public sealed record WorldKind
{
    public required string Name { get; init; }

    public ImmutableArray<string> Aliases { get; init; } = [];

    public required string Summary { get; init; }

    /// <summary>The parameters that a scenario file or <c>--param k=v</c> may set, with ranges and defaults.</summary>
    public required ObjectShape Parameters { get; init; }

    /// <summary>
    /// Makes a world from parameters that passed <see cref="Parameters"/>. Without pressure it is the control: the same chance and the
    /// same dynamics, but nobody presses. Throws <see cref="DocumentException"/> where parameters contradict each other.
    /// </summary>
    public required Func<DocumentMap, bool, World> Create { get; init; }

    /// <summary>The cases that these parameters choose, by name, in the order of the plan. The world finds its case in the episode's key.</summary>
    public Func<DocumentMap, ImmutableArray<string>> Cases { get; init; } = static _ => OneCase;

    /// <summary>What the panels of every seat hold, where that is declared.</summary>
    public ObjectShape? Panels { get; init; }

    /// <summary>A hash of the data that the world brings beside its parameters, so that a plan says which data it was made with; null where there is none.</summary>
    public Func<string?> Content { get; init; } = static () => null;

    /// <summary>Whether the world has pressure that can be switched off.</summary>
    public bool HasPressure { get; init; } = true;

    private static ImmutableArray<string> OneCase { get; } = ["base"];
}
