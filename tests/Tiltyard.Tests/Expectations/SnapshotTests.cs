namespace Tiltyard.Tests.Expectations;

public sealed class SnapshotTests
{
    [Fact]
    public void The_first_difference_is_named_by_line_and_column()
    {
        var said = Snapshot.FirstDifference("one\ntwo three\n", "one\ntwo fhree\n");

        Assert.StartsWith("differs first in line 2, column 5:", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_merely_ends_early_is_told_by_its_length()
    {
        Assert.Equal("has 2 lines, the actual text 1; the shorter is a beginning of the longer.", Snapshot.FirstDifference("one\n", "one"));
    }
}
