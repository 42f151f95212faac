using Tiltyard.Worlds;

namespace Tiltyard.Agents;

/// <summary>How an agent put its wish.</summary>
public enum ProposalForm
{
    NoOp,

    /// <summary>As a struct, by index: from code.</summary>
    Typed,

    /// <summary>By name with JSON arguments: from outside, checked before use.</summary>
    Named,

    /// <summary>It could not be read as an action at all.</summary>
    Unreadable,

    /// <summary>The model or its provider declined to answer.</summary>
    Refused,
}

/// <summary>What an agent asks for in one turn. The engine owns and reuses it and clears it before each decision.</summary>
public sealed class Proposal
{
    private ActionCall _call;

    public ProposalForm Form { get; private set; }

    /// <summary>The action of the typed form, else the no-op; valid until the engine clears the proposal.</summary>
    public ref readonly ActionCall Call => ref _call;

    /// <summary>The action's name in the named form; untrusted text.</summary>
    public string? Action { get; private set; }

    /// <summary>The arguments of the named form as JSON text, or the unreadable answer; untrusted text.</summary>
    public string? Raw { get; private set; }

    /// <summary>The agent's stated reasoning, if it gave any; untrusted text.</summary>
    public string? Thought { get; set; }

    public void Clear()
    {
        NoOp();
        Thought = null;
    }

    public void NoOp() => Untyped(ProposalForm.NoOp, null, null);

    public void Act(int index) => Act(new ActionCall(index));

    public void Act(in ActionCall call)
    {
        _call = call;
        Form = call.IsNoOp ? ProposalForm.NoOp : ProposalForm.Typed;
        Action = Raw = null;
    }

    public void Named(string action, string? argumentsJson) => Untyped(ProposalForm.Named, action, argumentsJson);

    public void Unreadable(string answer) => Untyped(ProposalForm.Unreadable, null, answer);

    /// <summary>The model or its provider declined. A refusal in plain words to the other side is an answer like any other.</summary>
    public void Refused(string words) => Untyped(ProposalForm.Refused, null, words);

    private void Untyped(ProposalForm form, string? action, string? raw)
    {
        if (Form == ProposalForm.Typed) _call = ActionCall.NoOp;
        Form = form;
        Action = action;
        Raw = raw;
    }
}
