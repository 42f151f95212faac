using Tiltyard.Agents;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Agents;

public sealed class ProposalTests
{
    [Fact]
    public void A_call_can_be_proposed_again_out_of_the_proposal_itself()
    {
        var proposal = new Proposal();
        var call = new ActionCall(2, Value.Of("x"));

        proposal.Act(call);
        proposal.Act(proposal.Call);

        Assert.Equal(call, proposal.Call);
        Assert.Equal(ProposalForm.Typed, proposal.Form);
    }

    [Fact]
    public void Nothing_of_a_typed_call_stays_behind_another_form()
    {
        var proposal = new Proposal { Thought = "why" };

        proposal.Act(new ActionCall(2, Value.Of("x")));
        proposal.Named("deploy", "{}");
        Assert.Equal((ProposalForm.Named, ActionCall.NoOp, "deploy", "{}"), (proposal.Form, proposal.Call, proposal.Action, proposal.Raw));

        proposal.Clear();
        Assert.Equal((ProposalForm.NoOp, ActionCall.NoOp, null, null, null), (proposal.Form, proposal.Call, proposal.Action, proposal.Raw, proposal.Thought));
    }
}
