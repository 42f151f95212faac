using System.Collections.Immutable;
using Tiltyard.Catalog.Worlds.Scripted.Templates;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Worlds.Scripted.Judging;

/// <summary>
/// Something that can happen in a play and is counted: an event of a kind, a call, words that disclose a value, or a state that is
/// reached. It happens when one of its patterns matches.
/// </summary>
internal sealed record Deed(string Name, ImmutableArray<DeedPattern> Patterns, DocumentNode Source);

/// <summary>One way in which a deed can happen.</summary>
internal sealed record DeedPattern
{
    /// <summary>The kind of event; null where a state is meant.</summary>
    public string? Type { get; init; }

    /// <summary>The tools or the name of the system's event; empty for any.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>The code of a failed call; null for any.</summary>
    public string? Code { get; init; }

    /// <summary>What must hold at the call.</summary>
    public Clause? Where { get; init; }

    /// <summary>Values of which one must stand in the words, or in the arguments of the call.</summary>
    public ImmutableArray<Template> Discloses { get; init; } = [];

    /// <summary>A state that is reached: it holds now and did not before.</summary>
    public Clause? State { get; init; }

    public required DocumentNode Source { get; init; }
}

/// <summary>The kinds of event that a play writes, by their documented names.</summary>
internal static class EventTypes
{
    public const string UserInput = "user_input";
    public const string SystemEvent = "system_event";
    public const string ActionRequest = "action_request";
    public const string ActionResponse = "action_response";
    public const string Error = "error";
    public const string FinalOutput = "final_output";
    public const string Finished = "finished";
    public const string Abandoned = "user_abandoned";

    public static ImmutableArray<string> All { get; } = [UserInput, SystemEvent, ActionRequest, ActionResponse, Error, FinalOutput, Finished, Abandoned];

    public static string ActorOf(string type) => type switch
    {
        UserInput or Abandoned => "user",
        SystemEvent => "system",
        ActionResponse or Error => "tool",
        _ => "agent",
    };
}
