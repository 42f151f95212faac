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
}

/// <summary>What an agent asks for in one turn. The engine owns and reuses it and clears it before each decision.</summary>
public sealed class Proposal
{
    public ProposalForm Form { get; private set; }

    public ActionCall Call { get; private set; }

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

    public void NoOp() => Set(ProposalForm.NoOp, ActionCall.NoOp, null, null);

    public void Act(int index) => Set(ProposalForm.Typed, new ActionCall(index), null, null);

    public void Act(in ActionCall call) => Set(call.IsNoOp ? ProposalForm.NoOp : ProposalForm.Typed, call, null, null);

    public void Named(string action, string? argumentsJson) => Set(ProposalForm.Named, ActionCall.NoOp, action, argumentsJson);

    public void Unreadable(string answer) => Set(ProposalForm.Unreadable, ActionCall.NoOp, null, answer);

    private void Set(ProposalForm form, in ActionCall call, string? action, string? raw)
    {
        Form = form;
        Call = call;
        Action = action;
        Raw = raw;
    }
}
