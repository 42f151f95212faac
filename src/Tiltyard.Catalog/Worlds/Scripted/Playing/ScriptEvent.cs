using Tiltyard.Catalog.Worlds.Scripted.Judging;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Worlds.Scripted.Playing;

/// <summary>One event of a play: its kind, the tool or the system's event, the arguments or the words, and the code of a failure.</summary>
internal sealed record ScriptEvent(string Type, string? Name, double Time)
{
    /// <summary>The arguments of a call by name.</summary>
    public DocumentMap? Arguments { get; init; }

    /// <summary>The record that the call was about.</summary>
    public DocumentNode? Record { get; init; }

    public string? Words { get; init; }

    public string? Code { get; init; }

    public string Actor => EventTypes.ActorOf(Type);
}

/// <summary>Something in a play that was not as it should be.</summary>
/// <param name="Fails">Whether the scenario has failed by it.</param>
internal sealed record Deviation(string Type, int Step, string Message, string? Expected, string? Actual, bool Fails);
