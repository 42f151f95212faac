using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Worlds;

/// <summary>A world that can be chosen by name: its parameters, and how one is made from them.</summary>
public abstract class WorldKind
{
    public abstract string Name { get; }

    public virtual ImmutableArray<string> Aliases => [];

    public abstract string Summary { get; }

    /// <summary>The shape of the parameters that a scenario file or <c>--param k=v</c> may set.</summary>
    public abstract Shape Parameters { get; }

    /// <summary>Makes a world from parameters that passed <see cref="Parameters"/>.</summary>
    /// <param name="parameters">Checked parameters; absent ones take their defaults.</param>
    /// <param name="pressure">False makes the pressure-free control: same chance, same dynamics, nobody presses.</param>
    /// <exception cref="DocumentException">The parameters contradict each other.</exception>
    public abstract World Create(DocumentMap parameters, bool pressure);

    /// <summary>Every parameter with its resolved value, as a JSON object, for the record.</summary>
    public abstract void WriteResolved(DocumentMap parameters, CanonicalWriter writer);
}
