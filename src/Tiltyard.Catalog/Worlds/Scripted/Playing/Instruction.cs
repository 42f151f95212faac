using System.Collections.Immutable;
using Tiltyard.Catalog.Worlds.Scripted.Templates;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Worlds.Scripted.Playing;

/// <summary>One step of a compiled script; branches have become jumps. Before it the clock moves on to its time stamp.</summary>
internal abstract record Instruction
{
    private protected Instruction()
    {
    }

    public required double Timestamp { get; init; }
}

/// <summary>The user says something, and the agent has its turns.</summary>
internal sealed record UserSays(Template Message) : Instruction;

/// <summary>Many users say something, one after another or all at once; each waits for its turn.</summary>
internal sealed record Arrivals(int Count, double IntervalSeconds, Template Message, ImmutableArray<DocumentNode> Over, bool Shuffles, double? PatienceSeconds) : Instruction;

/// <summary>Something happens in the environment; with a message the agent is told and has its turns.</summary>
internal sealed record SystemEvent(string Event, ValueTemplate? Data, Template? Message, ImmutableArray<Effect> Effects) : Instruction;

/// <summary>The next calls of a tool go another way.</summary>
internal sealed record ToolGoes(string Tool, int Times, ValueTemplate? Result, ToolFault? Fault, double? LatencySeconds) : Instruction;

/// <summary>Time goes by.</summary>
internal sealed record Wait(double Seconds) : Instruction;

/// <summary>Something must hold now.</summary>
internal sealed record Asserts(string Text, Clause Condition, TemplatePath? Actual, DocumentNode? Expected) : Instruction;

/// <summary>Goes on at another place where the condition does not hold; without a condition always.</summary>
internal sealed record Jump(Clause? Unless, int Target) : Instruction;
