using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Engine;

/// <summary>A proposal after reading: an action that may go before the gates, or the reason why it may not.</summary>
internal readonly record struct ReadProposal(
    string? Action, ActionSpec? Spec, ActionCall Call, string? RawArguments, ReasonCode? Refusal, string? Detail)
{
    public static ReadProposal NoOp { get; } = new(null, null, ActionCall.NoOp, null, null, null);
}

/// <summary>Checks what an agent asked for against names, schemas and legality, before anything else sees it.</summary>
internal static class ProposalReading
{
    private const int MostArgumentText = 1 << 20;
    private const int LongestName = 200;

    /// <summary>Arguments become part of a trace line, which is read within the usual limit.</summary>
    private static readonly DocumentLimits ArgumentLimits = new() { MaxDepth = 32 };

    public static ReadProposal Read(Proposal proposal, SeatSpec seat, LegalActions legal, bool allowNoOp)
    {
        switch (proposal.Form)
        {
            case ProposalForm.NoOp:
                return allowNoOp ? ReadProposal.NoOp : ReadProposal.NoOp with { Refusal = ReasonCodes.NoOpNotAllowed };
            case ProposalForm.Unreadable:
                return new(null, null, ActionCall.NoOp, null, ReasonCodes.Unreadable, proposal.Raw);
            case ProposalForm.Refused:
                return new(null, null, ActionCall.NoOp, null, ReasonCodes.Refused, proposal.Raw);
            case ProposalForm.Named:
                return ReadNamed(proposal, seat, legal, allowNoOp);
            default:
                ref readonly var call = ref proposal.Call;
                if (call.Index >= seat.Actions.Length) return new(null, null, call, null, ReasonCodes.UnknownAction, $"no action has index {call.Index}");
                return Check(seat.Actions[call.Index], call, null, legal);
        }
    }

    private static ReadProposal ReadNamed(Proposal proposal, SeatSpec seat, LegalActions legal, bool allowNoOp)
    {
        var name = proposal.Action!;
        if (name.Length > LongestName) return new(null, null, ActionCall.NoOp, null, ReasonCodes.UnknownAction, "the name of the action is too long");
        if (name.Equals("noop", StringComparison.Ordinal))
            return allowNoOp ? ReadProposal.NoOp : ReadProposal.NoOp with { Refusal = ReasonCodes.NoOpNotAllowed };
        var raw = proposal.Raw ?? "{}";
        DocumentMap arguments;
        try
        {
            if (raw.Length > MostArgumentText) return new(name, null, ActionCall.NoOp, null, ReasonCodes.BadArguments, "the arguments are too long");
            if (JsonDocumentReader.Read("arguments", System.Text.Encoding.UTF8.GetBytes(raw), ArgumentLimits) is not DocumentMap map)
                return new(name, null, ActionCall.NoOp, null, ReasonCodes.BadArguments, "the arguments are not a JSON object");
            arguments = map;
        }
        catch (DocumentException e)
        {
            return new(name, null, ActionCall.NoOp, null, ReasonCodes.BadArguments, e.Message);
        }

        var canonical = CanonicalJson.Text(arguments);
        var index = seat.ActionIndex(name);
        if (index < 0) return new(name, null, ActionCall.NoOp, canonical, ReasonCodes.UnknownAction, "the seat has no such action");
        return Bind(seat.Actions[index], index, arguments, canonical, legal);
    }

    private static ReadProposal Bind(ActionSpec spec, int index, DocumentMap arguments, string canonical, LegalActions legal)
    {
        foreach (var key in arguments.Entries.Select(entry => entry.Key))
        {
            if (spec.ArgumentNames.IndexOf(key) < 0)
                return new(spec.Name, null, ActionCall.NoOp, canonical, ReasonCodes.BadArguments, $"there is no argument '{key}'");
        }

        var values = new Value[spec.Parameters.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = spec.Parameters[i];
            if (arguments.Has(parameter.Name)) values[i] = arguments.Node(parameter.Name).ToValue();
            else if (parameter.Default is { } fallback) values[i] = fallback;
            else return new(spec.Name, null, ActionCall.NoOp, canonical, ReasonCodes.BadArguments, $"argument '{parameter.Name}' is missing");
        }

        return Check(spec, ActionCall.Of(index, values), canonical, legal);
    }

    private static ReadProposal Check(ActionSpec spec, in ActionCall call, string? canonical, LegalActions legal)
    {
        if (spec.Refuse(call) is { } reason) return new(spec.Name, canonical is null ? spec : null, call, canonical, ReasonCodes.BadArguments, reason);
        return legal[call.Index]
            ? new(spec.Name, spec, call, null, null, null)
            : new(spec.Name, spec, call, null, ReasonCodes.IllegalNow, null);
    }
}
