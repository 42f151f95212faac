using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Gates;

/// <summary>
/// Decides about one thing before it takes effect: a call of the agent, its answer, an action, what an action gave back. It sees what
/// the agent saw, what was done before and what the application knows of the request, never the world itself. A gate that throws
/// ends the episode as errored; it never lets the action through.
/// </summary>
public interface IGate : ISaved
{
    string Name { get; }

    /// <summary>Where it is asked.</summary>
    GateStages Stages => GateStages.PreTool;

    /// <summary>Forgets the episode before.</summary>
    void Begin(in EpisodeKey key)
    {
    }

    Ruling Rule(in GateRequest request);
}

/// <summary>A set of <see cref="GateStage"/>.</summary>
[Flags]
public enum GateStages
{
    None = 0,
    PreCall = 1 << GateStage.PreCall,
    PostCall = 1 << GateStage.PostCall,
    PreTool = 1 << GateStage.PreTool,
    PostTool = 1 << GateStage.PostTool,
    All = PreCall | PostCall | PreTool | PostTool,
}

/// <summary>
/// What a gate is asked about. Before a call: the text is what the agent is about to read, and there is no action. After a call: the
/// text is what the agent said, the action what it asks for, if anything; an answer without words is not asked about here. Before a tool: an action checked against its schema, not yet
/// applied. After a tool: the action that was applied, without its arguments, and the text it gave back.
/// </summary>
public readonly record struct GateRequest(
    GateStage Stage, int Step, SeatSpec Seat, ActionSpec? Action, ActionCall Call, Observation Observation, ActionHistory History, string Text, RequestFacts Facts);

/// <summary>The facts of the request in hand, as the world gave them for this turn. The engine owns and reuses it.</summary>
public sealed class RequestFacts(FieldNames names)
{
    public FieldNames Names => names;

    public Value[] Values { get; } = new Value[names.Count];

    /// <summary>A fact by its dotted path, or null where the world knows of none.</summary>
    public Value? Find(string path) => names.IndexOf(path) is var index and >= 0 ? Values[index] : null;
}
