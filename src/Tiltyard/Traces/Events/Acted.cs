using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Traces.Events;

/// <summary>What became of a proposed action.</summary>
public enum ActStatus
{
    /// <summary>The world applied it.</summary>
    Applied,

    /// <summary>A gate denied it: the world never saw it.</summary>
    Denied,

    /// <summary>Unknown, malformed or illegal: the world never saw it.</summary>
    Invalid,

    /// <summary>A gate denied what was to be said; a notice was delivered in its place. The world never saw the words themselves.</summary>
    Replaced,
}

/// <summary>
/// A seat's turn: what the agent asked for and what became of it. <paramref name="Action"/> is null for the deliberate no-op. The
/// arguments are typed where the action is known; else <paramref name="RawArguments"/> holds what was asked, as JSON text. They are
/// always those that were asked for; where words were replaced, <paramref name="Delivered"/> is what took their place.
/// </summary>
public readonly record struct Acted(
    int Step, string Seat, string? Action, ActionSpec? Spec, ActionCall Call, string? RawArguments, ActStatus Status, ReasonCode? Reason, string? Detail, string? Optimal, string? Thought,
    string? Delivered = null)
{
    public const string Kind = "acted";

    public static ImmutableArray<string> StatusNames { get; } = ["applied", "denied", "invalid", "replaced"];

    internal void Write(CanonicalWriter writer)
    {
        writer.BeginObject();
        if (Action is null) writer.Null("action"u8);
        else writer.Text("action"u8, Action);
        WriteArguments(writer);
        if (Delivered is { } delivered) writer.Text("delivered"u8, delivered);
        if (Detail is { } detail) writer.Text("detail"u8, detail);
        if (Optimal is { } optimal) writer.Text("optimal_action"u8, optimal);
        if (Reason is { } reason) writer.Text("reason_code"u8, reason.Code);
        writer.Text("seat"u8, Seat);
        writer.Text("status"u8, StatusNames[(int)Status]);
        writer.Integer("step"u8, Step);
        if (Thought is { } thought) writer.Text("thought"u8, thought);
        writer.EndObject();
    }

    internal static Acted Read(DocumentMap data)
    {
        EventNames.OnlyKeys(data, "action", "args", "delivered", "detail", "optimal_action", "reason_code", "seat", "status", "step", "thought");
        return new(
            EventNames.Step(data, "step"),
            data.Text("seat"),
            data.TextOrNull("action"),
            null,
            default,
            data.Find("args") is { } arguments ? CanonicalJson.Text(arguments) : null,
            (ActStatus)EventNames.Index(data, "status", StatusNames),
            data.Has("reason_code") ? EventNames.Reason(data, "reason_code") : null,
            data.TextOrNull("detail"),
            data.TextOrNull("optimal_action"),
            data.TextOrNull("thought"),
            data.TextOrNull("delivered"));
    }

    private void WriteArguments(CanonicalWriter writer)
    {
        if (RawArguments is not null)
        {
            writer.Name("args"u8);
            writer.Raw(RawArguments.AsSpan());
        }
        else if (Spec is { ArgumentNames.Count: > 0 })
        {
            writer.Name("args"u8);
            writer.BeginObject();
            foreach (var index in Spec.ArgumentNames.CanonicalOrder)
            {
                writer.Name(Spec.ArgumentNames, index);
                writer.Write(Call[index]);
            }

            writer.EndObject();
        }
    }
}
