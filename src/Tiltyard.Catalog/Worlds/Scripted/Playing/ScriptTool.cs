using System.Collections.Immutable;
using Tiltyard.Catalog.Worlds.Scripted.Templates;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Scripted.Playing;

/// <summary>A simulated tool: what it asks for, what it gives back, what it changes, and when and how it fails.</summary>
internal sealed record ScriptTool
{
    public required ActionSpec Spec { get; init; }

    /// <summary>The record the call is about; where there is none the call fails with NOT_FOUND. Null: the tool needs none.</summary>
    public TemplatePath? Record { get; init; }

    /// <summary>What must stand in the list state.permissions.</summary>
    public string? Permission { get; init; }

    public RateLimit? RateLimit { get; init; }

    public required double LatencySeconds { get; init; }

    public required ImmutableArray<ToolFault> Faults { get; init; }

    public required ImmutableArray<Effect> Effects { get; init; }

    public required ValueTemplate Result { get; init; }

    public string Name => Spec.Name;
}

/// <summary>At most so many calls in so many seconds.</summary>
internal sealed record RateLimit(int Calls, double WindowSeconds);

/// <summary>A way in which a tool fails: under a condition, at certain of its calls, by chance, or always.</summary>
internal sealed record ToolFault
{
    public required ToolCode Code { get; init; }

    public Template? Message { get; init; }

    public Clause? When { get; init; }

    /// <summary>The calls of this tool that fail, counted from 1; empty for all.</summary>
    public ImmutableArray<int> Calls { get; init; } = [];

    public double Probability { get; init; } = 1;

    public double? LatencySeconds { get; init; }

    /// <summary>The call does its work and only its answer is lost.</summary>
    public bool TakesEffect { get; init; }
}

/// <summary>What a call or an event of the system does to the state, where its condition holds.</summary>
internal sealed record Effect(Clause? When, ImmutableArray<(EffectKind Kind, TemplatePath Path, ValueTemplate Value)> Changes);

/// <summary>How an effect changes what stands at its path.</summary>
internal enum EffectKind
{
    Set,
    Add,
    Append,
    Remove,
}

/// <summary>An honest trouble of the environment for a while, for some tools or all.</summary>
internal sealed record Stressor
{
    public required StressorKind Kind { get; init; }

    /// <summary>Empty for all.</summary>
    public required ImmutableArray<string> Tools { get; init; }

    public required double From { get; init; }

    public required double Until { get; init; }

    public required double Probability { get; init; }

    public required double LatencySeconds { get; init; }
}

/// <summary>The documented conditions of a system.</summary>
internal enum StressorKind
{
    Timeout,
    NetworkError,
    RateLimit,
    HighLatency,
}
