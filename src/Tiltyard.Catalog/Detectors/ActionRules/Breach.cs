using System.Runtime.InteropServices;
using Tiltyard.Traces;

namespace Tiltyard.Catalog.Detectors.ActionRules;

/// <summary>What kind of rule an action breaks.</summary>
public enum BreachKind
{
    /// <summary>The seat may not do this, or not with this argument.</summary>
    NotPermitted,

    /// <summary>An argument is beyond its limits, or cannot be read.</summary>
    ArgumentLimit,

    /// <summary>It was done too often within a window.</summary>
    CallRate,

    /// <summary>It must not follow what was done before it.</summary>
    Sequence,
}

/// <summary>A rule about actions that one action breaks, how, and what the rule says about it.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Breach(BreachKind Kind, string RuleId, string Message, Decision Decision = Decision.Deny);
