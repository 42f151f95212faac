using Tiltyard.Traces;

namespace Tiltyard.Tests.Traces;

public sealed class SeatedNamesTests
{
    [Theory]
    [InlineData("policy:careful", "careful")]
    [InlineData("policy:trader+policy:advocate", "trader+advocate")]
    [InlineData("policy:a+policy:a", "a+a")]
    [InlineData("policy:a+policy:a+policy:a+policy:b", "a ×3+b")]
    [InlineData("chat+policy:a+policy:a+policy:a+policy:a", "chat+a ×4")]
    [InlineData("process:policy:x", "process:policy:x")]
    [InlineData("", "")]
    public void Neighbours_of_one_name_are_named_once(string agents, string expected) => Assert.Equal(expected, SeatedNames.Short(agents));
}
