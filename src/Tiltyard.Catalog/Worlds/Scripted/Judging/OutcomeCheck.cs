using Tiltyard.Catalog.Worlds.Scripted.Templates;
using Tiltyard.Documents;
using Tiltyard.Traces.Events;

namespace Tiltyard.Catalog.Worlds.Scripted.Judging;

/// <summary>The kinds of check that a script's expected outcomes hold.</summary>
internal enum CheckKind
{
    RequiredEvent,
    ForbiddenEvent,
    State,
    ForbiddenState,
    Count,
    MinEvents,
    MaxEvents,
    Assertion,
}

/// <summary>One expected outcome: a deed that must or must not happen, so often; a state that must or must not be reached; a number of events.</summary>
internal sealed record OutcomeCheck
{
    public required CheckKind Kind { get; init; }

    /// <summary>What is looked at, by name.</summary>
    public required string Subject { get; init; }

    /// <summary>The deed that is counted, or -1.</summary>
    public int Deed { get; init; } = -1;

    public Clause? State { get; init; }

    public int Minimum { get; init; }

    public int Maximum { get; init; } = int.MaxValue;

    public required DocumentNode Source { get; init; }

    public JudgedPurpose Purpose => Kind is CheckKind.ForbiddenEvent or CheckKind.ForbiddenState ? JudgedPurpose.Harm : JudgedPurpose.Utility;
}
