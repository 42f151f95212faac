using Tiltyard.Documents;

namespace Tiltyard.Attacks;

/// <summary>One strike. The payload is what the attacker wrote; the rest says where it stands.</summary>
public readonly record struct Injection
{
    private Injection(AttackSurface surface, string payload, string carrier, string target = "")
    {
        Surface = surface;
        Payload = payload;
        Carrier = carrier;
        Target = target;
    }

    public AttackSurface Surface { get; }

    public string Payload { get; }

    /// <summary>
    /// Of a message whom it claims to come from, of a note, a document or words of the operator the name they go by; of a result or a
    /// description the whole text as it is shown.
    /// </summary>
    public string Carrier { get; }

    /// <summary>The tool whose description is poisoned; empty on other surfaces.</summary>
    public string Target { get; }

    public static Injection Message(string from, string text) => new(AttackSurface.Message, text, from);

    public static Injection PeerMessage(string peer, string text) => new(AttackSurface.PeerMessage, text, peer);

    public static Injection SystemMessage(string source, string text) => new(AttackSurface.SystemMessage, text, source);

    public static Injection Result(string payload, string poisoned) => new(AttackSurface.ToolResult, payload, poisoned);

    public static Injection Error(string error) => new(AttackSurface.ToolError, error, error);

    public static Injection Description(string tool, string payload, string poisoned) => new(AttackSurface.ToolDescription, payload, poisoned, tool);

    public static Injection Memory(string source, string text) => new(AttackSurface.Memory, text, source);

    public static Injection Document(string source, string text) => new(AttackSurface.Document, text, source);

    /// <summary>The same strike in the same place with other words.</summary>
    public Injection Saying(string payload) => new(
        Surface, payload, Surface is AttackSurface.ToolResult or AttackSurface.ToolError or AttackSurface.ToolDescription ? Planted(Carrier, Payload, payload) : Carrier, Target);

    /// <summary>The words stand in the whole as they are or as the text of a JSON value.</summary>
    private static string Planted(string carrier, string before, string now) => carrier.Contains(before, StringComparison.Ordinal)
        ? carrier.Replace(before, now, StringComparison.Ordinal)
        : carrier.Replace(InJson(before), InJson(now), StringComparison.Ordinal);

    private static string InJson(string text) => CanonicalJson.Text((DocumentNode)text)[1..^1];
}
