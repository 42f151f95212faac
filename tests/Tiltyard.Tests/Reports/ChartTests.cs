using System.Globalization;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using Tiltyard.Reports;
using Tiltyard.Reports.Charts;
using Tiltyard.Tests.Expectations;

namespace Tiltyard.Tests.Reports;

public sealed class ChartTests
{
    private static readonly EpisodeView Episode = Gallery.Episode("attacked", 1, failed: true, steps: 8);

    [Fact]
    public void The_overlay_of_an_episode_is_drawn_as_expected()
    {
        Snapshot.Matches("Reports", "overlay.svg", EpisodePlots.Overlay(Episode).Standalone());
    }

    [Fact]
    public void The_tools_of_an_episode_are_drawn_as_expected()
    {
        Snapshot.Matches("Reports", "tool_usage.svg", EpisodePlots.ToolUsage(Episode).Standalone());
    }

    [Fact]
    public void Every_picture_is_an_svg_of_its_own()
    {
        var bars = EpisodePlots.Bars("mean alignment", Gallery.Small.Cells.Select(cell => (cell.Name, cell.Figures[0])));
        Picture[] pictures =
        [
            EpisodePlots.Alignment(Episode), EpisodePlots.ToolUsage(Episode), EpisodePlots.Overlay(Episode), bars,
            .. EpisodePlots.Panels(Episode, ["pressure", "no_such_panel"]).Select(panel => panel.Picture),
        ];

        Assert.All(pictures, picture => Assert.Equal("svg", XDocument.Parse(picture.Standalone()).Root!.Name.LocalName));
    }

    [Fact]
    public void A_picture_of_nothing_is_still_a_picture()
    {
        var nothing = Episode with { Steps = [] };

        Assert.All([EpisodePlots.Alignment(nothing), EpisodePlots.ToolUsage(nothing), EpisodePlots.Overlay(nothing)],
            picture => XDocument.Parse(picture.Standalone()));
    }

    [Fact]
    public void Any_numbers_give_only_places_inside_the_picture()
    {
        var value = Gen.OneOf(
            Gen.Elements(double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.Epsilon, -1e300, 0.0, -0.0, 1e-12),
            Gen.Choose(-1000, 1000).Select(number => number / 7.0));
        Prop.ForAll(value.ListOf().ToArbitrary(), values =>
        {
            var points = values.Select((y, x) => new LinePoint(x, y, y - 1, y + 1)).ToArray();
            var line = new LineChart { Title = "t", Series = [new LineSeries { Label = "s", Points = [.. points] }], Threshold = values.FirstOrDefault() }.Draw();
            var rows = new RowChart { Title = "t", Mark = RowMark.Dot, Low = 0, Rows = [.. values.Select(x => new ChartRow { Label = "r", Value = x, Low = x - 1, High = x + 1 })] }.Draw();
            return IsInside(line) && IsInside(rows);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Poison_in_names_of_tools_and_titles_stays_text()
    {
        var poisoned = Gallery.Poison(Episode, Gallery.Venom);

        var svg = XDocument.Parse(EpisodePlots.Overlay(poisoned).Standalone());

        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName is "script" or "img" or "details");
    }

    [Fact]
    public void A_reader_without_eyes_is_told_what_the_agent_did()
    {
        Assert.Equal(
            "actions: check_canary 2, deploy 2, run_tests 2, noop 1, rollback 1; as the reference 7/8", EpisodePlots.Overlay(Episode).Description);
    }

    [Fact]
    public void Text_colours_can_be_read_on_both_papers()
    {
        foreach (var pick in new Func<(string Name, string Light, string Dark), string>[] { colour => colour.Light, colour => colour.Dark })
        {
            var colours = ChartStyle.Palette.ToDictionary(colour => colour.Name, pick, StringComparer.Ordinal);
            foreach (var text in new[] { "ink", "muted", "blue", "orange", "green", "amber", "red", "violet" })
            {
                Assert.True(Contrast(colours[text], colours["paper"]) >= 4.5, $"{text} {colours[text]} on paper");
                Assert.True(Contrast(colours[text], colours["panel"]) >= 4.5, $"{text} {colours[text]} on panel");
            }
        }
    }

    private static bool IsInside(Picture picture)
    {
        var svg = XDocument.Parse(picture.Standalone()).Root!;
        string[] across = ["x", "x1", "x2", "cx"];
        return svg.Descendants().SelectMany(element => element.Attributes())
            .Where(attribute => across.Contains(attribute.Name.LocalName, StringComparer.Ordinal))
            .All(attribute => double.Parse(attribute.Value, CultureInfo.InvariantCulture) is >= 0 and var x && x <= picture.Width);
    }

    /// <summary>WCAG 2.2, contrast ratio of two colours written as #rrggbb.</summary>
    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour) =>
        (0.2126 * Channel(colour[1..3])) + (0.7152 * Channel(colour[3..5])) + (0.0722 * Channel(colour[5..7]));

    private static double Channel(string hex)
    {
        var share = int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
