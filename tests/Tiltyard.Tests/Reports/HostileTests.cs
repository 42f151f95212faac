using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using Tiltyard.Reports;

namespace Tiltyard.Tests.Reports;

public sealed class HostileTests
{
    [Theory]
    [InlineData("plain text, ümlaut, 日本, 😀\n\tindented", "plain text, ümlaut, 日本, 😀\n\tindented")]
    [InlineData("a\u202Eb", "a⟦U+202E⟧b")]
    [InlineData("zero\u200Bwidth\uFEFF", "zero⟦U+200B⟧width⟦U+FEFF⟧")]
    [InlineData("soft\u00ADhyphen", "soft⟦U+00AD⟧hyphen")]
    [InlineData("\u001B[31m\u009B31m\0\u007F", "⟦U+001B⟧[31m⟦U+009B⟧31m⟦U+0000⟧⟦U+007F⟧")]
    [InlineData("one\r\ntwo\rthree", "one\ntwo⟦U+000D⟧three")]
    [InlineData("tag \U000E0041\U000E0062 end", "tag ⟦U+E0041⟧⟦U+E0062⟧ end")]
    [InlineData("selector \U000E0100\uFE01", "selector ⟦U+E0100⟧⟦U+FE01⟧")]
    [InlineData("line\u2028sep\u2029", "line⟦U+2028⟧sep⟦U+2029⟧")]
    [InlineData("filler\u3164\u115F", "filler⟦U+3164⟧⟦U+115F⟧")]
    [InlineData("\uFFFE\uFDD0", "⟦U+FFFE⟧⟦U+FDD0⟧")]
    public void What_a_reader_cannot_see_is_shown_as_its_code(string hidden, string shown)
    {
        Assert.Equal(shown, Hostile.Visible(hidden));
    }

    [Fact]
    public void A_broken_surrogate_is_shown_and_a_whole_one_is_kept()
    {
        Assert.Equal("⟦U+D83D⟧x😀⟦U+DE00⟧", Hostile.Visible("\uD83Dx\uD83D\uDE00\uDE00"));
    }

    [Fact]
    public void Html_has_no_character_left_that_opens_or_closes_anything()
    {
        Assert.Equal("&lt;b a=&quot;x&quot; c=&#39;y&#39;&gt;&amp;amp;", Hostile.Html("<b a=\"x\" c='y'>&amp;"));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+cmd", "'+cmd")]
    [InlineData("-cmd", "'-cmd")]
    [InlineData("@sum(a1)", "'@sum(a1)")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("＝1", "'＝1")]
    [InlineData("-0.125", "-0.125")]
    [InlineData("+3", "+3")]
    [InlineData("-1e-05", "-1e-05")]
    [InlineData("-1-1", "'-1-1")]
    [InlineData("-Infinity", "'-Infinity")]
    public void A_cell_is_quoted_and_never_a_formula(string text, string cell)
    {
        Assert.Equal(cell, Hostile.Csv(text));
    }

    [Fact]
    public void A_cell_beginning_with_a_carriage_return_begins_with_something_visible()
    {
        Assert.Equal("⟦U+000D⟧=1", Hostile.Csv("\r=1"));
    }

    [Theory]
    [InlineData("a|b", "a\\|b")]
    [InlineData("# head", "\\# head")]
    [InlineData("12. item", "12\\. item")]
    [InlineData("0.79", "0.79")]
    [InlineData("version 1.2-beta", "version 1.2-beta")]
    [InlineData("- item", "\\- item")]
    [InlineData("[a](javascript:x)", "\\[a\\](javascript:x)")]
    [InlineData("<b>&amp;", "&lt;b&gt;&amp;amp;")]
    [InlineData("http://x.y www.z.a me@x.y", "http&#58;//x.y www&#46;z.a me&#64;x.y")]
    [InlineData("one\ntwo", "one⏎two")]
    [InlineData("    code", "code")]
    public void Markdown_loses_every_meaning(string text, string escaped)
    {
        Assert.Equal(escaped, Hostile.Markdown(text));
    }

    [Fact]
    public void A_fence_is_longer_than_any_fence_inside()
    {
        Assert.Equal("`````json\n````\n```\n`````", Hostile.MarkdownFence("````\n```", "json"));
    }

    [Fact]
    public void Clipping_says_how_much_is_missing_and_cuts_no_character_in_two()
    {
        Assert.Equal("ab … (+4 characters)", Hostile.Clip("ab😀cd", 2));
        Assert.Equal("ab … (+4 characters)", Hostile.Clip("ab😀cd", 3));
        Assert.Equal("abc", Hostile.Clip("abc", 3));
    }

    [Fact]
    public void Any_text_becomes_one_xml_element_with_that_text()
    {
        Prop.ForAll(Texts, text =>
        {
            var parsed = XElement.Parse($"<a b=\"{Hostile.Xml(text)}\">{Hostile.Html(text)}</a>", LoadOptions.PreserveWhitespace);
            return parsed.Value.Equals(Hostile.Visible(text), StringComparison.Ordinal)
                && parsed.Attribute("b")!.Value.Equals(Hostile.Visible(text), StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_text_on_a_terminal_holds_no_control_but_line_feed_and_tab()
    {
        Prop.ForAll(Texts, text => Hostile.Terminal(text).All(letter => letter is '\n' or '\t' || !char.IsControl(letter)))
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_text_in_markdown_holds_no_bare_angle_bracket_and_one_line()
    {
        Prop.ForAll(Texts, text => Hostile.Markdown(text).IndexOfAny(['<', '>', '\n']) < 0).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_was_made_visible_stays_as_it_is()
    {
        Prop.ForAll(Texts, text => Hostile.Visible(Hostile.Visible(text)).Equals(Hostile.Visible(text), StringComparison.Ordinal))
            .QuickCheckThrowOnFailure();
    }

    /// <summary>Random text salted with the characters that do harm.</summary>
    internal static Arbitrary<string> Texts =>
        Gen.OneOf(
                Gen.Elements("<", ">", "&", "\"", "'", "=", "+", "-", "@", ",", ";", "\r", "\n", "\r\n", "\t", "\0", "\u001B[2J", "\u202E", "\u200B", "\uD800", "\uDFFF", "😀", "]]>", "|", "`", "</script>"),
                Gen.Choose(0, 0xFFFF).Select(code => ((char)code).ToString()),
                Gen.Elements("a", "word", " ", "7"))
            .ListOf().Select(parts => string.Concat(parts)).ToArbitrary();
}
