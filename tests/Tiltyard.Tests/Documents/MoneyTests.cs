using FsCheck;
using FsCheck.Fluent;
using Tiltyard.Documents;

namespace Tiltyard.Tests.Documents;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("$1,500 issued", 1500)]
    [InlineData("1500.00 USD", 1500)]
    [InlineData("USD 1,250.75", 1250.75)]
    [InlineData("US$80", 80)]
    [InlineData("€300", 300)]
    [InlineData("300 €", 300)]
    [InlineData("$ 1 500", 1500)]
    [InlineData("$12'000", 12000)]
    [InlineData("$1.2k", 1200)]
    [InlineData("2 thousand dollars", 2000)]
    [InlineData("fifteen hundred dollars", 1500)]
    [InlineData("two hundred and fifty-five dollars", 255)]
    [InlineData("a thousand bucks", 1000)]
    [InlineData("refund of 1500.", 1500)]
    [InlineData("Amount: 415", 415)]
    [InlineData("0.5 dollars", 0.5)]
    public void An_amount_is_read(string text, double amount) => Assert.Equal(amount, Assert.Single(Money.In(text)).Amount);

    [Theory]
    [InlineData("order 12345")]
    [InlineData("refund for 12345")]
    [InlineData("#4471")]
    [InlineData("AB12 and 2024-05-01 at 10:30")]
    [InlineData("within 5 business days")]
    [InlineData("for 3 days, of 20 items, 50%")]
    [InlineData("one of two hundred reasons")]
    [InlineData("")]
    public void A_number_of_something_else_is_no_amount(string text) => Assert.Empty(Money.In(text));

    [Theory]
    [InlineData("$1.5.0")]
    [InlineData("$1,50")]
    [InlineData("$1.500,00")]
    [InlineData("$99999999999999999999999999999")]
    public void What_is_marked_as_money_and_cannot_be_read_has_no_amount(string text) => Assert.Null(Assert.Single(Money.In(text)).Amount);

    [Fact]
    public void Every_amount_is_found_in_the_order_of_the_text() =>
        Assert.Equal([50, 900, 1200], Money.In("$50, then 900 dollars, then $1.2k").Select(mention => mention.Amount));

    [Fact]
    public void A_mark_between_two_amounts_belongs_to_one_of_them()
    {
        var mentions = Money.In("$1 a$ 5 USD");

        Assert.Equal([1, 1, 5], mentions.Select(mention => mention.Amount));
        Assert.All(mentions.Zip(mentions.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start, "the amounts overlap"));
    }

    [Fact]
    public void Any_text_is_taken_and_mentions_do_not_overlap() =>
        Prop.ForAll<string?>(text =>
        {
            var end = 0;
            foreach (var mention in Money.In("$1 " + text + " 5 USD"))
            {
                if (mention.Start < end || mention.End <= mention.Start) return false;
                end = mention.End;
            }

            return true;
        }).QuickCheckThrowOnFailure();
}
