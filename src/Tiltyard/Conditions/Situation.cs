using System.Runtime.InteropServices;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Conditions;

/// <summary>Whether a condition holds. Unreadable is neither: a fact that it compares is missing or of the wrong kind.</summary>
public enum Truth : byte
{
    No,
    Yes,
    Unreadable,
}

/// <summary>One evaluation: the stage and the context, and what was worked out of the text so far.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Situation(GateStage stage, IFacts context, FactSemantics semantics)
{
    private string? _text;
    private string? _lower;

    public readonly GateStage Stage => stage;

    public readonly bool IsCorrected => semantics == FactSemantics.Corrected;

    /// <summary>The first fact that made a condition unreadable.</summary>
    public string? Unreadable { get; private set; }

    /// <summary>The text under test; in corrected semantics as a reader sees it.</summary>
    public string Text => _text ??= IsCorrected ? FoldedText.Of(context.Text) : context.Text;

    public string Lower => _lower ??= Text.ToLowerInvariant();

    public readonly Value? Find(string path) => context.Find(path);

    /// <summary>The answer to a comparison without its fact: unreadable, or the documented no.</summary>
    public Truth Missing(string fact)
    {
        if (!IsCorrected) return Truth.No;
        Unreadable ??= fact;
        return Truth.Unreadable;
    }
}
