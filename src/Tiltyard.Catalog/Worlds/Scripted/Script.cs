using System.Collections.Immutable;
using Tiltyard.Catalog.Worlds.Scripted.Judging;
using Tiltyard.Catalog.Worlds.Scripted.Playing;
using Tiltyard.Catalog.Worlds.Scripted.Templates;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Scripted;

/// <summary>
/// A scenario script as it was read and checked: what the user, the environment and the system do, what the tools do, what must and must
/// not come of it, and the plans of the scripted agents that prove both. It holds no state: a play of it is a <see cref="ScriptPlay"/>.
/// </summary>
internal sealed record Script
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    public required string Family { get; init; }

    public required string Difficulty { get; init; }

    public required ImmutableArray<string> Tags { get; init; }

    public required bool IsActive { get; init; }

    public required ScriptConfig Config { get; init; }

    public required ImmutableArray<Draw> Draws { get; init; }

    public required ValueTemplate InitialState { get; init; }

    public required DocumentMap Environment { get; init; }

    public required ImmutableArray<ScriptTool> Tools { get; init; }

    public required ImmutableArray<Stressor> Stressors { get; init; }

    public required ImmutableArray<Instruction> Program { get; init; }

    /// <summary>Everything that a check or a goal counts; they refer to it by its place.</summary>
    public required ImmutableArray<Deed> Deeds { get; init; }

    public required ImmutableArray<OutcomeCheck> Checks { get; init; }

    public required ImmutableArray<InjectionPoint> Points { get; init; }

    public required Plan Reference { get; init; }

    /// <summary>Does what is forbidden; empty where the script names no such plan.</summary>
    public required Plan Misdeed { get; init; }

    /// <summary>The script as it was written, with defaults filled in.</summary>
    public required DocumentMap Document { get; init; }

    /// <summary>The tools, then reply and finish, in the order of their indices.</summary>
    public required ImmutableArray<ActionSpec> Actions { get; init; }

    /// <summary>Every effect of every tool and every event of the system.</summary>
    public IEnumerable<Effect> AllEffects => Tools.SelectMany(tool => tool.Effects).Concat(Program.OfType<SystemEvent>().SelectMany(one => one.Effects));

    public int ReplyIndex => Tools.Length;

    public int FinishIndex => Tools.Length + 1;
}

/// <summary>How a script is played. Times are simulated seconds.</summary>
internal sealed record ScriptConfig(
    string Role, double SecondsPerTurn, int TurnsPerMessage, double TimeoutSeconds, int MaxSteps, bool FailOnAssertion, bool ContinueOnError);

/// <summary>The families and grades that the documented form knows.</summary>
internal static class ScriptKinds
{
    public static ImmutableArray<string> Families { get; } = ["business", "adversarial", "stress", "edge_case", "integration", "compliance"];

    public static ImmutableArray<string> Difficulties { get; } = ["easy", "medium", "hard", "extreme"];
}
