using Tiltyard.Adapters.Exchanges;
using Tiltyard.Agents;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Adapters.Exchanges;

public sealed class AgentAnswerTests
{
    private static readonly ParameterSpec Words = new() { Name = "words", Kind = ValueKind.Text, Description = "What is said." };
    private static readonly SeatSpec Mute = new("desk", "You sit at a desk.", FieldNames.None, new ActionSpec("tell", "Speaks.", Words));
    private static readonly SeatSpec Speaking = new("desk", "You sit at a desk.", FieldNames.None, new ActionSpec("tell", "Speaks.", Words)) { SpeechAction = "tell" };

    [Fact]
    public void An_action_is_taken_by_name_with_its_arguments_and_its_thought()
    {
        var proposal = Take("""{"action":"tell","args":{"words":"hm"},"thought":"why not"}""");

        Assert.Equal((ProposalForm.Named, "tell", """{"words":"hm"}""", "why not"), (proposal.Form, proposal.Action, proposal.Raw, proposal.Thought));
    }

    [Fact]
    public void Plain_words_become_the_action_that_speaks()
    {
        var proposal = Take("""{"say":"good \"morning\""}""", Speaking);

        Assert.Equal((ProposalForm.Named, "tell", """{"words":"good \"morning\""}"""), (proposal.Form, proposal.Action, proposal.Raw));
    }

    [Fact]
    public void A_turn_is_let_pass_and_a_refusal_is_kept_apart()
    {
        Assert.Equal(ProposalForm.NoOp, Take("""{"noop":true}""").Form);
        Assert.Equal(ProposalForm.Refused, Take("""{"refuse":"not me"}""").Form);
    }

    [Fact]
    public void A_member_that_is_null_is_as_if_it_were_not_there() =>
        Assert.Equal(ProposalForm.Named, Take("""{"action":"tell","args":null,"say":null,"noop":null,"thought":null}""").Form);

    [Theory]
    [InlineData("")]
    [InlineData("tell")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"noop":false}""")]
    [InlineData("""{"action":7}""")]
    [InlineData("""{"action":"tell","args":[1]}""")]
    [InlineData("""{"action":"tell","noop":true}""")]
    [InlineData("""{"action":"tell","reward":1}""")]
    [InlineData("""{"action":"tell","action":"tell"}""")]
    [InlineData("""{"noop":true,"args":{}}""")]
    [InlineData("""{"say":"nobody hears"}""")]
    [InlineData("""{"action":"\ud800"}""")]
    [InlineData("""{"noop":true} {"noop":true}""")]
    public void Anything_else_is_unreadable(string answer) => Assert.Equal(ProposalForm.Unreadable, Take(answer).Form);

    [Fact]
    public void An_answer_beyond_a_mebibyte_is_unreadable_and_not_repeated_whole()
    {
        var proposal = Take($$"""{"noop":true,"thought":"{{new string('x', AgentAnswer.LongestBytes)}}"}""");

        Assert.Equal(ProposalForm.Unreadable, proposal.Form);
        Assert.InRange(proposal.Raw!.Length, 1, 1_000);
    }

    private static Proposal Take(string answer, SeatSpec? seat = null)
    {
        var proposal = new Proposal();
        AgentAnswer.Take(answer, seat ?? Mute, proposal);
        return proposal;
    }
}
