using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Agents;

/// <summary>An agent that can be chosen by name for seats of a world.</summary>
public sealed record AgentKind
{
    /// <summary>Such as policy:baseline or human.</summary>
    public required string Name { get; init; }

    public required string Summary { get; init; }

    /// <summary>The parameters that <c>--agent-param k=v</c> may set.</summary>
    public ObjectShape Parameters { get; init; } = Shape.Object();

    /// <summary>
    /// The parameter that may stand in the name after a colon: with model, the agent openai may be written openai:M. Null where the name
    /// stands alone.
    /// </summary>
    public string? NamedBy { get; init; }

    /// <summary>True when it cannot decide without asking outside.</summary>
    public bool AsksOutside { get; init; }

    /// <summary>True when it reaches a provider outside this machine, so that the scenario's policy tag decides whether it may play.</summary>
    public bool IsLive { get; init; }

    public required Func<AgentMaking, IAgent> Create { get; init; }
}

/// <summary>What an agent may know when it is made: its parameters and those of the world.</summary>
public sealed record AgentMaking(DocumentMap Parameters, DocumentMap WorldParameters, WorldSpec World, int Seat);
