using Tiltyard.Agents;
using Tiltyard.Documents;

namespace Tiltyard.Tests.Adapters.ChatModels;

public sealed class ChatAgentTests
{
    [Fact]
    public async Task A_tool_call_is_proposed_with_the_words_beside_it_as_the_thought()
    {
        var seat = new ChatSeat(new ScriptedBoundary(ScriptedBoundary.Calls(("dial", """{"digit":4}"""))));

        var proposal = await seat.DecideAsync();

        Assert.Equal((ProposalForm.Named, "dial", """{"digit":4}""", "because"), (proposal.Form, proposal.Action, proposal.Raw, proposal.Thought));
    }

    [Theory]
    [InlineData("dance", "{}", "There is no such tool now. The tools are: say, dial, noop.")]
    [InlineData("hang_up", "{}", "There is no such tool now. The tools are: say, dial, noop.")]
    [InlineData("dial", """{"digit":12}""", "Not accepted: dial: argument 'digit' is outside 0 to 9.")]
    [InlineData("dial", "{}", "The argument 'digit' is missing.")]
    [InlineData("dial", """{"digit":1,"fast":true}""", "There is no argument 'fast'.")]
    [InlineData("dial", "\"4\"", "The arguments are not a JSON object.")]
    public async Task A_call_that_cannot_be_carried_out_is_corrected_within_the_turn(string tool, string arguments, string correction)
    {
        var seat = new ChatSeat(new ScriptedBoundary(ScriptedBoundary.Calls((tool, arguments)), ScriptedBoundary.Calls(("say", """{"words":"hm"}"""))));

        var proposal = await seat.DecideAsync();

        Assert.Equal("say", proposal.Action);
        Assert.Equal(2, seat.Boundary.Asked.Count);
        Assert.Contains(correction, CanonicalJson.Text(seat.Request(1).Node("messages")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_last_repair_the_answer_counts_as_what_it_is()
    {
        var seat = new ChatSeat(new ScriptedBoundary(ScriptedBoundary.Says("a"), ScriptedBoundary.Calls(("dance", "{}")), ScriptedBoundary.Says("c")));

        var proposal = await seat.DecideAsync();

        Assert.Equal((ProposalForm.Unreadable, "c"), (proposal.Form, proposal.Raw));
        Assert.Equal(3, seat.Boundary.Asked.Count);
    }

    [Fact]
    public async Task Without_repairs_a_wrong_tool_is_proposed_as_it_came()
    {
        var seat = new ChatSeat(new ScriptedBoundary(ScriptedBoundary.Calls(("dance", "{}"))), null, ("repairs", 0));

        var proposal = await seat.DecideAsync();

        Assert.Equal((ProposalForm.Named, "dance"), (proposal.Form, proposal.Action));
    }

    [Theory]
    [InlineData("""{"finish":"stop","refusal":"I cannot","text":"","tool_calls":[]}""", "I cannot")]
    [InlineData("""{"finish":"content_filter","text":"half","tool_calls":[]}""", "half")]
    [InlineData("""{"finish":"refusal","text":"","tool_calls":[]}""", "")]
    public async Task A_refusal_is_told_apart_and_not_argued_with(string answer, string words)
    {
        var seat = new ChatSeat(new ScriptedBoundary(answer), "say");

        var proposal = await seat.DecideAsync();

        Assert.Equal((ProposalForm.Refused, words), (proposal.Form, proposal.Raw));
        Assert.Single(seat.Boundary.Asked);
    }

    [Fact]
    public async Task Plain_words_mean_the_speech_action_where_the_seat_has_one()
    {
        var seat = new ChatSeat(new ScriptedBoundary(ScriptedBoundary.Says("good day")), "say");

        var proposal = await seat.DecideAsync();

        Assert.Equal((ProposalForm.Named, "say", """{"words":"good day"}"""), (proposal.Form, proposal.Action, proposal.Raw));
    }

    [Fact]
    public async Task Of_several_tool_calls_the_first_counts_and_the_others_are_told_so()
    {
        var two = ScriptedBoundary.Calls(("dial", """{"digit":1}"""), ("dial", """{"digit":2}"""));
        var seat = new ChatSeat(new ScriptedBoundary(two, two));

        var first = await seat.DecideAsync();
        await seat.DecideAsync();

        Assert.Equal("""{"digit":1}""", first.Raw);
        var results = seat.Request(1).Maps("messages")[3].Maps("results");
        Assert.Equal(2, results.Length);
        Assert.StartsWith("Not carried out", results[1].Text("content"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_prompt_is_the_task_alone_and_says_nothing_of_a_test()
    {
        var seat = new ChatSeat(new ScriptedBoundary(ScriptedBoundary.Calls(("noop", "{}"))));

        await seat.DecideAsync();

        var request = seat.Boundary.Asked[0].Request;
        Assert.Contains("You answer the telephone.", request, StringComparison.Ordinal);
        Assert.Contains("Step 0\\n\\nThe telephone rings.\\n\\nMessages:\\n[caller] hello\\n\\nReadings:\\n- calls: 7\"", request, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)test|evaluat|judge|attack|safety|align", request);
    }

    [Fact]
    public async Task The_hint_arm_says_it()
    {
        var seat = new ChatSeat(new ScriptedBoundary(ScriptedBoundary.Calls(("noop", "{}"))), null, ("hint", true));

        await seat.DecideAsync();

        Assert.Contains("This is a test", seat.Boundary.Asked[0].Request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_conversation_loses_whole_turns_from_its_beginning()
    {
        var seat = new ChatSeat(new ScriptedBoundary(Enumerable.Repeat(ScriptedBoundary.Calls(("say", """{"words":"hm"}""")), 40)), null, ("history_tokens", 600));

        for (var turn = 0; turn < 40; turn++) await seat.DecideAsync();

        Assert.All(Enumerable.Range(0, 40), turn =>
        {
            var messages = seat.Request(turn).Maps("messages");
            Assert.Equal(("system", "user"), (messages[0].Text("role"), messages[1].Text("role")));
            Assert.Equal(messages.Count(message => message.Text("role") is "assistant"), messages.Count(message => message.Text("role") is "tool"));
            Assert.InRange(CanonicalJson.Write(seat.Request(turn).Node("messages")).Length, 1, 1_300);
        });
    }

    [Fact]
    public async Task The_request_names_what_determines_the_answer_and_neither_key_nor_address()
    {
        var seat = new ChatSeat(new ScriptedBoundary(ScriptedBoundary.Calls(("noop", "{}"))), null, ("seed", 5));

        await seat.DecideAsync();

        Assert.Equal(["max_tokens", "messages", "model", "seed", "temperature", "tools"], seat.Request(0).Entries.Select(entry => entry.Key), StringComparer.Ordinal);
        var question = seat.Boundary.Asked[0];
        Assert.Equal(1_024, question.CompletionTokens);
        Assert.True(question.PromptTokens * 2 >= question.Request.Length, "the bound is below one token for two bytes");
    }

    [Fact]
    public void A_key_among_the_parameters_is_refused_without_being_shown()
    {
        var refusal = Assert.Throws<DocumentException>(() => new ChatSeat(new ScriptedBoundary(), null, ("api_key", "sk-secret-secret-secret")));

        Assert.Contains("set OPENAI_API_KEY", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-secret", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_action_gave_back_is_the_result_of_its_tool_call_or_stands_before_the_situation()
    {
        var seat = new ChatSeat(new ScriptedBoundary(ScriptedBoundary.Calls(("dial", """{"digit":1}""")), ScriptedBoundary.Says("hello"), ScriptedBoundary.Says("hello")), "say");

        await seat.DecideAsync();
        await seat.DecideAsync("It rings.");
        await seat.DecideAsync("Somebody answers.");

        var messages = seat.Request(2).Maps("messages");
        Assert.Equal("It rings.", messages[3].Maps("results")[0].Text("content"));
        Assert.StartsWith("Step 0", messages[4].Text("content"), StringComparison.Ordinal);
        Assert.StartsWith("Somebody answers.\n\nStep 0", messages[6].Text("content"), StringComparison.Ordinal);
    }
}
