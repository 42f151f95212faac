using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Tiltyard.Reports.Charts;

namespace Tiltyard.Tests.Reports;

public sealed class TradeOffChartTests
{
    [Fact]
    public void Labels_do_not_lie_on_each_other_and_stay_in_the_picture()
    {
        var points = Enumerable.Range(0, 8).Select(index => new TradeOffPoint($"s{index}", $"label {index}", new Measure(0, null, null), new Measure(index % 2, null, null), IsFilled: true)).ToImmutableArray();

        var labels = Drawn(points).Descendants().Where(element => element.Value.StartsWith("label", StringComparison.Ordinal)).Select(Place).ToList();

        Assert.Equal(8, labels.Count);
        Assert.All(labels, label => Assert.InRange(label.Y, 8, 330));
        Assert.All(labels, label => Assert.DoesNotContain(labels, other => other != label && other.X == label.X && Math.Abs(other.Y - label.Y) < 12));
    }

    [Fact]
    public void A_better_point_stands_higher_and_further_left_with_its_whiskers()
    {
        var drawn = Drawn(
        [
            new TradeOffPoint("good", "good", new Measure(0.05, 0.02, 0.09), new Measure(0.9, 0.85, 0.95), IsFilled: true),
            new TradeOffPoint("poor", "poor", new Measure(0.2, 0.1, 0.3), new Measure(0.7, 0.6, 0.8), IsFilled: false),
        ]);

        var marks = drawn.Descendants().Where(element => element.Name.LocalName is "circle" && Number(element, "r") > 5).Select(element => (X: Number(element, "cx"), Y: Number(element, "cy"))).ToList();

        Assert.True(marks[0].X < marks[1].X && marks[0].Y < marks[1].Y);
        Assert.Single(drawn.Descendants(), element => element.Attribute("class")?.Value is "c-paper");
        Assert.Equal(4, drawn.Descendants().Count(element => element.Name.LocalName is "line" && element.Attribute("class")?.Value is "c-axis" && IsWhisker(element)));
    }

    private static bool IsWhisker(XElement line) => Number(line, "y2") < 290 && (Number(line, "x1") != Number(line, "x2") || Number(line, "y1") != Number(line, "y2"));

    private static XElement Drawn(ImmutableArray<TradeOffPoint> points) =>
        XElement.Parse(new TradeOffChart { Title = "t", CostLabel = "broken", GainLabel = "stopped", Points = points }.Draw().Inline().ToString());

    private static (double X, double Y) Place(XElement text) => (Number(text, "x"), Number(text, "y"));

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
