using System.Collections.Immutable;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Attacks;

/// <summary>
/// An adversary with a goal. It says when it strikes and with what; the engine delivers it, or in the benign arm withholds it, so
/// that its chance is the same in every arm. An honest change of circumstances is a stressor and part of the world.
/// </summary>
public interface IAttack : ISaved
{
    string Name { get; }

    /// <summary>What the attacker wants, in one sentence.</summary>
    string Goal { get; }

    void Begin(in EpisodeKey key);

    /// <summary>The injection for this seat and turn, or null. Asked once for each observation, in every arm alike.</summary>
    Injection? Strike(in AttackMoment moment);

    /// <summary>Says whether the attacker got it. It judges actions and state, never words.</summary>
    IOracle Oracle { get; }
}

/// <summary>Where an attack enters.</summary>
public enum AttackSurface
{
    /// <summary>A message among those that the seat receives.</summary>
    Message,

    /// <summary>What an action of the seat gave back: a document, a record, a page.</summary>
    ToolResult,
}

/// <summary>One strike. The payload is what the attacker wrote; the rest says where it stands.</summary>
public readonly record struct Injection
{
    private Injection(AttackSurface surface, string payload, string carrier)
    {
        Surface = surface;
        Payload = payload;
        Carrier = carrier;
    }

    public AttackSurface Surface { get; }

    public string Payload { get; }

    /// <summary>On the message surface whom it claims to come from; on that of a result the whole poisoned result.</summary>
    public string Carrier { get; }

    public static Injection Message(string from, string text) => new(AttackSurface.Message, text, from);

    public static Injection Result(string payload, string poisoned) => new(AttackSurface.ToolResult, payload, poisoned);

    /// <summary>The same strike in the same place with other words.</summary>
    public Injection Saying(string payload) => new(Surface, payload, Surface == AttackSurface.Message ? Carrier : Planted(Carrier, Payload, payload));

    /// <summary>The words stand in the result as they are or as the text of a JSON value.</summary>
    private static string Planted(string carrier, string before, string now) => carrier.Contains(before, StringComparison.Ordinal)
        ? carrier.Replace(before, now, StringComparison.Ordinal)
        : carrier.Replace(InJson(before), InJson(now), StringComparison.Ordinal);

    private static string InJson(string text) => Documents.CanonicalJson.Text((Documents.DocumentNode)text)[1..^1];
}

/// <summary>The wire names of <see cref="AttackSurface"/>.</summary>
public static class AttackSurfaces
{
    public static ImmutableArray<string> Names { get; } = ["message", "tool_result"];

    public static string Name(this AttackSurface surface) => Names[(int)surface];
}

/// <summary>A seat about to be shown an observation.</summary>
public readonly record struct AttackMoment(int Seat, Observation Observation, ActionHistory History);
