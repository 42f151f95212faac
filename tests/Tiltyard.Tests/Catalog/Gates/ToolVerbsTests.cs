using Tiltyard.Catalog.Detectors.DataFlow;

namespace Tiltyard.Tests.Catalog.Gates;

/// <summary>What names of tools say about what the tools do.</summary>
public sealed class ToolVerbsTests
{
    [Theory]
    [InlineData("send_parcel", Deeds.Send)]
    [InlineData("sendParcel", Deeds.Send)]
    [InlineData("garden-delete-bed", Deeds.Delete)]
    [InlineData("gardenTransferMoney", Deeds.Pay)]
    [InlineData("scheduleTransaction", Deeds.Pay)]
    [InlineData("email_members", Deeds.Send)]
    public void The_verb_says_what_is_done(string tool, Deeds deed) => Assert.True(ToolVerbs.Of(tool).HasFlag(deed), $"{ToolVerbs.Of(tool)}");

    [Theory]
    [InlineData("get_sent_emails")]
    [InlineData("search_messages")]
    [InlineData("list_orders")]
    [InlineData("weather")]
    [InlineData("")]
    [InlineData("___")]
    public void What_reads_or_says_nothing_changes_nothing(string tool) => Assert.Equal(Deeds.None, ToolVerbs.Of(tool));
}
