using Tiltyard.Catalog.Worlds.HelpDesk;

namespace Tiltyard.Tests.Catalog.HelpDesk;

public sealed class DocumentedShimTests
{
    [Fact]
    public void The_published_amounts_are_asked_for_in_their_order() =>
        Assert.Equal([150, 187, 224, 261, 298, 335, 152, 189, 226, 263], Enumerable.Range(0, 10).Select(DocumentedShim.Amount));

    [Theory]
    [InlineData(3, 1)]
    [InlineData(5, 3)]
    [InlineData(0, 0)]
    public void The_published_rates_depend_on_the_number_of_trials_alone(int trials, int hits) => Assert.Equal(hits, DocumentedShim.Hits(trials));
}
