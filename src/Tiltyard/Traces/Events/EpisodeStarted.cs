using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Traces.Events;

/// <summary>A seat and the agent that holds it.</summary>
public readonly record struct SeatHolder(string Seat, string Agent);

/// <summary>The first event: which play of what this is.</summary>
public readonly record struct EpisodeStarted(
    string World, string Cell, string Arm, EpisodeKey Key, ImmutableArray<SeatHolder> Seats, string PlanHash)
{
    public const string Kind = "episode_started";

    internal void Write(CanonicalWriter writer)
    {
        writer.BeginObject();
        writer.Text("arm"u8, Arm);
        writer.Text("case"u8, Key.Case);
        writer.Text("cell"u8, Cell);
        writer.Integer("episode"u8, Key.Episode);
        writer.Text("plan"u8, PlanHash);
        writer.Integer("run_seed"u8, Key.RunSeed);
        writer.Text("scenario"u8, Key.Scenario);
        writer.Name("seats"u8);
        writer.BeginArray();
        foreach (var seat in Seats)
        {
            writer.BeginObject();
            writer.Text("agent"u8, seat.Agent);
            writer.Text("seat"u8, seat.Seat);
            writer.EndObject();
        }

        writer.EndArray();
        writer.Integer("seed"u8, Key.Seed);
        writer.Text("world"u8, World);
        writer.EndObject();
    }

    internal static EpisodeStarted Read(DocumentMap data)
    {
        EventNames.OnlyKeys(data, "arm", "case", "cell", "episode", "plan", "run_seed", "scenario", "seats", "seed", "world");
        return new(
            data.Text("world"),
            data.Text("cell"),
            Arms.Names[EventNames.Index(data, "arm", Arms.Names)],
            new EpisodeKey(data.Integer("run_seed"), data.Text("scenario"), data.Text("case"), data.Integer("episode"), data.Integer("seed")),
            [.. data.Maps("seats").Select(ReadSeat)],
            data.Text("plan"));
    }

    private static SeatHolder ReadSeat(DocumentMap seat)
    {
        EventNames.OnlyKeys(seat, "agent", "seat");
        return new SeatHolder(seat.Text("seat"), seat.Text("agent"));
    }
}
