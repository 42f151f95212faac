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
    private Value? _amount;
    private bool _hasAmount;

    public readonly GateStage Stage => stage;

    public readonly bool IsCorrected => semantics == FactSemantics.Corrected;

    /// <summary>What made the condition in hand unreadable first. Whoever asks the next one clears it, so that no rule is blamed for another's fact.</summary>
    public Operand? Unreadable { get; set; }

    /// <summary>The text under test; in corrected semantics as a reader sees it.</summary>
    public string Text => _text ??= IsCorrected ? FoldedText.Of(context.Text) : context.Text;

    public string Lower => _lower ??= Text.ToLowerInvariant();

    /// <summary>The amount that the text speaks of, read once however many rules ask for it.</summary>
    public Value? Amount
    {
        get
        {
            if (_hasAmount) return _amount;
            _amount = AmountSignal.Of(ref this);
            _hasAmount = true;
            return _amount;
        }
    }

    public readonly Value? Find(string path) => context.Find(path);

    public readonly Value? Find(FactPath path) => context.Find(path);

    /// <summary>The answer to a comparison without its fact: unreadable, or the documented no.</summary>
    public Truth Missing(Operand fact)
    {
        if (!IsCorrected) return Truth.No;
        Unreadable ??= fact;
        return Truth.Unreadable;
    }
}
