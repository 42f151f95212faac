using System.Collections.Immutable;
using Tiltyard.Gates;
using Tiltyard.Validators;
using Tiltyard.Worlds;

namespace Tiltyard.Corpora.Playing;

/// <summary>
/// A set of gates and validators that is judged as one. It is made anew for each thread; between runs its parts are told to begin
/// again.
/// </summary>
public sealed record CorpusConfiguration
{
    public required string Name { get; init; }

    public required Func<WorldSpec, ImmutableArray<IGate>> Gates { get; init; }

    public Func<WorldSpec, ImmutableArray<IValidator>> Validators { get; init; } = static _ => [];
}

/// <summary>
/// The world of recorded runs as gates see it when they are made: one seat, whose actions are known only as they come. A gate that
/// needs certain actions or panels does not fit it and says so.
/// </summary>
public static class CorpusWorld
{
    public const string Name = "corpus";

    public const string Seat = "agent";

    public static WorldSpec Spec { get; } = new()
    {
        Name = Name,
        Seats = [new SeatSpec(Seat, "", FieldNames.None)],
        State = FieldNames.None,
        Horizon = int.MaxValue,
        DefaultThreshold = 0,
        GivesResults = true,
        UtilityMeaning = "whether the user's task was done",
    };
}
