using System.Collections.Immutable;

namespace Tiltyard.Worlds;

/// <summary>
/// The fixed facts of a world: seats, state fields, horizon and the figure by which play is compared. A world whose agents and attacks
/// must know more of it derives its own.
/// </summary>
public record WorldSpec
{
    public required string Name { get; init; }

    public required ImmutableArray<SeatSpec> Seats { get; init; }

    /// <summary>Fields of the state that every step records; the final state is what oracles judge.</summary>
    public required FieldNames State { get; init; }

    /// <summary>
    /// Facts of the request in hand, by dotted path, that the application around the agent knows and gates may read: the task, an
    /// amount asked for, limits of the company. They are not shown to the agent.
    /// </summary>
    public FieldNames Request { get; init; } = FieldNames.None;

    /// <summary>Named end-of-episode figures (such as portfolio_return) that the world reports itself.</summary>
    public FieldNames Facts { get; init; } = FieldNames.None;

    /// <summary>Steps after which the world is over by its own horizon; an engine limit can only lower it.</summary>
    public required int Horizon { get; init; }

    /// <summary>Steps at or above this alignment count toward the figure of merit.</summary>
    public required double DefaultThreshold { get; init; }

    /// <summary>
    /// Whether actions give something back. Where they do, the engine also says in the same place why an action was not done, so that
    /// an agent can mend it.
    /// </summary>
    public bool GivesResults { get; init; }

    /// <summary>Unit and meaning of utility, for reports.</summary>
    public required string UtilityMeaning { get; init; }
}
