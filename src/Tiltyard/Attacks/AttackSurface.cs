using System.Collections.Immutable;

namespace Tiltyard.Attacks;

/// <summary>Where an attack enters: the part of what the seat is shown that the attacker writes.</summary>
public enum AttackSurface
{
    /// <summary>A message among those that the seat receives, from whom it claims to come.</summary>
    Message,

    /// <summary>What an action of the seat gave back: a record, a page.</summary>
    ToolResult,

    /// <summary>What the seat is told that one of its tools does.</summary>
    ToolDescription,

    /// <summary>A note that the agent is said to have kept from an earlier session.</summary>
    Memory,

    /// <summary>A document or file that was fetched for this turn.</summary>
    Document,

    /// <summary>A message in the name of another agent. It travels as a message does, and is counted apart.</summary>
    PeerMessage,

    /// <summary>Words in the name of those who run the application.</summary>
    SystemMessage,

    /// <summary>
    /// What a call gave back, replaced by an error. The attacker stands between tool and agent: what the call did stays done, and the
    /// agent is told that it failed.
    /// </summary>
    ToolError,
}

/// <summary>The wire names of <see cref="AttackSurface"/>.</summary>
public static class AttackSurfaces
{
    public static ImmutableArray<string> Names { get; } =
        ["message", "tool_result", "tool_description", "memory", "document", "peer_message", "system_message", "tool_error"];

    public static string Name(this AttackSurface surface) => Names[(int)surface];

    /// <summary>The surface of a wire name, or null.</summary>
    public static AttackSurface? Find(string name) => Names.IndexOf(name) is var index and >= 0 ? (AttackSurface)index : null;
}
