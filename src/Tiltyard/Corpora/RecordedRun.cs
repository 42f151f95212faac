using System.Collections.Immutable;
using Tiltyard.Worlds;

namespace Tiltyard.Corpora;

/// <summary>
/// One run that another system, or this one, recorded: what was asked, which calls were made in which order, what they gave back, and
/// what the system's own oracles said of it. What the record does not say is null, and counts as not evaluated. An episode of this
/// system as it is played is a trace; a corpus takes traces in by the same record.
/// </summary>
public sealed record RecordedRun
{
    /// <summary>The attack of a run in which nobody attacked.</summary>
    public const string NoAttack = "none";

    /// <summary>The file as it was named to the reader.</summary>
    public required string File { get; init; }

    /// <summary>The line the run begins in, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>What tells runs apart that begin in the same line, such as a sample's number; else empty.</summary>
    public string Part { get; init; } = "";

    /// <summary>The model, or the whole pipeline around it.</summary>
    public string? Pipeline { get; init; }

    public string? Suite { get; init; }

    public string? UserTask { get; init; }

    /// <summary>The attack's name, <see cref="NoAttack"/> for a benign run, null where the record does not say.</summary>
    public string? Attack { get; init; }

    public string? InjectionTask { get; init; }

    /// <summary>Whether the user's task was done.</summary>
    public bool? Utility { get; init; }

    /// <summary>Whether the attacker's task was done.</summary>
    public bool? Security { get; init; }

    /// <summary>The standing instructions of the application, or null.</summary>
    public string? System { get; init; }

    /// <summary>The texts that the attacker placed, where they are known.</summary>
    public ImmutableArray<string> Injected { get; init; } = [];

    /// <summary>Prompts, words, calls and results in order.</summary>
    public ImmutableArray<RecordedStep> Steps { get; init; } = [];

    /// <summary>The run without what was said and done in it, which is what a report keeps.</summary>
    public RecordedRun LabelsOnly() => this with { Steps = [], Injected = [], System = null };

    /// <summary>file:line, with the part behind it where a line holds several runs.</summary>
    public string Id => Part.Length == 0 ? $"{File}:{Line}" : $"{File}:{Line}#{Part}";
}

/// <summary>What one step of a recorded run is.</summary>
public enum RecordedKind : byte
{
    /// <summary>The user's words.</summary>
    Prompt,

    /// <summary>The agent's words.</summary>
    Said,

    /// <summary>A call of a tool.</summary>
    Call,

    /// <summary>What a call gave back.</summary>
    Result,
}

/// <summary>One step. A call has no text; a result points to the step of its call, or to -1 where no call is known for it.</summary>
public readonly record struct RecordedStep(RecordedKind Kind, string Text, RecordedCall? Call = null, int Answers = -1)
{
    public static RecordedStep Prompt(string text) => new(RecordedKind.Prompt, text);

    public static RecordedStep Said(string text) => new(RecordedKind.Said, text);

    public static RecordedStep Of(RecordedCall call) => new(RecordedKind.Call, "", call);

    /// <summary>A result as the agent read it: what the tool gave back and its error.</summary>
    public static RecordedStep Result(string? text, string? error, int answers) => new(RecordedKind.Result, Join(text, error), null, answers);

    private static string Join(string? text, string? error)
    {
        if (string.IsNullOrEmpty(error)) return text ?? "";
        return string.IsNullOrEmpty(text) ? error : $"{text}\n{error}";
    }
}

/// <summary>A call as it was made: the tool and its arguments in the order of the record, each name once.</summary>
public sealed record RecordedCall(string Tool, ImmutableArray<RecordedArgument> Arguments);

/// <summary>One argument. Lists and maps are canonical JSON.</summary>
public readonly record struct RecordedArgument(string Name, Value Value);
