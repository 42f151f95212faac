using Tiltyard.Reports;

namespace Tiltyard.Tests.Reports;

public sealed class MarkupTests
{
    [Fact]
    public void A_hole_of_text_is_escaped_and_a_hole_of_markup_is_not()
    {
        var bold = Markup.Of($"<b>{"<i>"}</b>");

        Assert.Equal("<p>1 <b>&lt;i&gt;</b></p>", Markup.Of($"<p>{1} {bold}</p>").ToString());
    }

    [Fact]
    public void What_is_not_wanted_is_empty()
    {
        Assert.True(Markup.When(false, $"<p>{"x"}</p>").IsEmpty);
        Assert.Equal("<p>x</p>", Markup.When(true, $"<p>{"x"}</p>").ToString());
    }

    [Fact]
    public void Size_is_counted_in_utf8()
    {
        Assert.Equal(3, Markup.Text("→").Bytes);
    }
}
