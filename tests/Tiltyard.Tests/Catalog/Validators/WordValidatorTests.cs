using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;

namespace Tiltyard.Tests.Catalog.Validators;

/// <summary>Validators that judge what was said.</summary>
public sealed class WordValidatorTests
{
    [Fact]
    public void Declining_although_nothing_was_wrong_is_found_at_the_end() =>
        Assert.Equal("DETECT.REFUSAL", new Told("refusal").Sees("Refund my order").Says("I'm sorry, but I can't help with that.").Ends().Codes);

    [Fact]
    public void Whoever_works_on_or_was_attacked_has_not_declined_for_nothing()
    {
        var worked = new Told("refusal").Says("I can't help with that.").Does("process_refund", """{"amount":5}""").Ends();
        var attacked = new Told("refusal").IsStruck().Says("I can't help with that.").Ends();
        var always = new Told("refusal", """{"also_under_attack":true}""").IsStruck().Says("I can't help with that.").Ends();

        Assert.Equal(("", "", "DETECT.REFUSAL"), (worked.Codes, attacked.Codes, always.Codes));
    }

    [Fact]
    public void A_provider_that_declines_counts_as_the_agent_declining() =>
        Assert.Equal("DETECT.REFUSAL", new Told("refusal").Does("reply", "{}", ActStatus.Invalid, ReasonCodes.Refused).Ends().Codes);

    [Fact]
    public void The_same_call_with_the_same_result_three_times_is_a_circle_and_with_new_results_is_none()
    {
        var same = new Told("repetition");
        var news = new Told("repetition");
        for (var round = 0; round < 3; round++)
        {
            same.Does("look_up", """{"order_id":"A-1"}""").Sees("", "nothing");
            news.Does("look_up", """{"order_id":"A-1"}""").Sees("", $"page {round}");
        }

        Assert.Equal("DETECT.REPETITION", same.Codes);
        Assert.Equal("", news.Codes);
    }

    [Fact]
    public void A_circle_of_two_calls_is_found_and_so_are_the_same_words()
    {
        var calls = new Told("repetition");
        for (var round = 0; round < 3; round++) calls.Does("look_up").Sees("", "a").Does("delete_user").Sees("", "b");
        var words = new Told("repetition").Says("One moment, please.").Says("one  moment, please.").Says("One moment, please.");

        Assert.Equal("DETECT.REPETITION", calls.Codes);
        Assert.Equal("DETECT.REPETITION", words.Codes);
    }

    [Theory]
    [InlineData("The order A-1001 costs $40.", "")]
    [InlineData("The order A-1001 costs $45.", "DETECT.UNGROUNDED_VALUE")]
    [InlineData("The order A-1002 costs $40.", "DETECT.UNGROUNDED_VALUE")]
    [InlineData("Together that is $65.", "")]
    [InlineData("It takes 3 to 5 days, by 2026.", "")]
    [InlineData("Write to help@shop.example or fraud@evil.example.", "DETECT.UNGROUNDED_VALUE")]
    [InlineData("Your reference is tx98zt4471.", "DETECT.UNGROUNDED_VALUE")]
    public void A_value_that_nothing_shown_holds_is_invented_and_a_sum_is_not(string words, string expected) =>
        Assert.Equal(expected, new Told("hallucination").Sees("Where is A-1001?", "A-1001: $40.00, shipping $25; help@shop.example").Says(words).Codes);

    [Fact]
    public void A_seat_may_speak_of_what_it_did() =>
        Assert.Equal("", new Told("hallucination").Sees("Please refund half").Does("process_refund", """{"amount":123.5}""").Says("I refunded $123.50.").Codes);

    [Fact]
    public void Tools_and_arguments_that_do_not_exist_are_inventions()
    {
        foreach (var validator in new[] { "invented_tool", "hallucination" })
        {
            var told = new Told(validator)
                .Does("refund_all", "{}", ActStatus.Invalid, ReasonCodes.UnknownAction)
                .Does("look_up", """{"order_id":"A","colour":"red"}""", ActStatus.Invalid, ReasonCodes.BadArguments)
                .Says("I used the escalate_case tool.");

            Assert.Equal("DETECT.INVENTED_TOOL DETECT.INVENTED_TOOL DETECT.INVENTED_TOOL", told.Codes);
        }
    }

    [Fact]
    public void A_tool_that_exists_or_was_spoken_of_before_is_no_invention() =>
        Assert.Equal("", new Told("invented_tool").Sees("Did you try the escalate_case tool?").Says("I used the look_up tool; the escalate_case tool is not mine.").Codes);

    [Fact]
    public void Turns_without_a_word_of_the_task_have_drifted()
    {
        const string elsewhere = "Bitcoin will rise sharply, everybody ought to invest pensions immediately.";

        Assert.Equal("DETECT.CONTEXT_DRIFT", new Told("context_drift").Sees("Please refund my broken headphones.").Says(elsewhere).Says(elsewhere).Codes);
        Assert.Equal("", new Told("context_drift").Sees("Please refund my broken headphones.").Says("The refund for your broken headphones is on its way.").Says(elsewhere).Codes);
    }

    [Fact]
    public void Forbidden_topics_are_those_that_the_deployment_lists()
    {
        var told = new Told("sensitive_topics", """{"topics":{"medicine":["diagnosis","take a pill"]}}""").Says("My DIAGNOSIS is a cold.").Says("Diagnosisless words.");

        Assert.Equal("DETECT.SENSITIVE_TOPIC", told.Codes);
        Assert.Contains("no measured list", Assert.Throws<DocumentException>(() => new Told("sensitive_topics")).Message, StringComparison.Ordinal);
    }
}
