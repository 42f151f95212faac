using System.Runtime.InteropServices;
using Tiltyard.Worlds;

namespace Tiltyard.Validators.TextRules;

/// <summary>How text rules read an answer.</summary>
public enum TextSemantics
{
    /// <summary>Every matching rule must pass; patterns are searched for; amounts and approvals count only where the answer claims them.</summary>
    Corrected,

    /// <summary>As first documented: the first matching rule decides, patterns are plain phrases, the first digits are the amount.</summary>
    DocumentedSeed,

    /// <summary>As last published: every matching rule must pass, patterns are searched for, the first digits are the amount.</summary>
    DocumentedHead,
}

/// <summary>What a rule may ask of the case whose answer is judged.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TextCase(string Task, string InputCase = "", Value RequestedAmount = default);

/// <summary>What the text rules say of one answer: the rule that failed, or the last that passed. It is a detector's word, not an oracle's.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TextVerdict(bool Passed, string RuleId, string? Reason = null);
