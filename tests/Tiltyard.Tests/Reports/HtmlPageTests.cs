using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Tiltyard.Reports;
using Tiltyard.Reports.Page;
using Tiltyard.Tests.Expectations;

namespace Tiltyard.Tests.Reports;

public sealed partial class HtmlPageTests
{
    private static readonly PageModel Bare = new()
    {
        Title = "Bare",
        RunId = "r1",
        ToolVersion = "0.1.0",
        Command = "tiltyard run release_manager",
        Ends = new EndCounts { Planned = 4, Completed = 4 },
    };

    [Fact]
    public void The_small_run_is_written_as_expected()
    {
        Snapshot.Matches("Reports", "page.html", HtmlPage.Render(Gallery.Small));
    }

    [Fact]
    public void The_policy_allows_exactly_the_script_and_the_style_of_the_page()
    {
        var page = HtmlPage.Render(Gallery.Small);

        var script = Assert.Single(ScriptText().Matches(page)).Groups["text"].Value;
        var style = Assert.Single(StyleText().Matches(page)).Groups["text"].Value;
        Assert.Contains(
            $"content=\"default-src &#39;none&#39;; style-src &#39;sha256-{Hash(style)}&#39;; script-src &#39;sha256-{Hash(script)}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;\"",
            page, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_on_the_page_asks_the_network()
    {
        var page = HtmlPage.Render(Gallery.Small);

        Assert.DoesNotMatch(@"(?i)(src|href|action|data|poster)\s*=\s*""(?!#)", page.Replace("data-label=", "", StringComparison.Ordinal));
        Assert.DoesNotMatch(@"(?i)url\(|@import|@font-face|https?://", page);
    }

    [Fact]
    public void Every_tag_is_known_quoted_and_closed()
    {
        Assert.Null(Tags.Fault(HtmlPage.Render(Gallery.Small)));
        Assert.Null(Tags.Fault(HtmlPage.Render(Bare)));
    }

    [Fact]
    public void Poison_in_every_place_of_the_model_stays_text()
    {
        var page = HtmlPage.Render(Gallery.Hostile(Gallery.Venom));

        Assert.Null(Tags.Fault(page));
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain(page, letter => letter is '\u202E' or '\u200B' or '\u001B' or '\0' || char.IsSurrogate(letter));
    }

    [Fact]
    public void Any_text_in_every_place_of_the_model_stays_text()
    {
        Prop.ForAll(HostileTests.Texts, text => Tags.Fault(HtmlPage.Render(Gallery.Hostile(text))) is null).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_checker_of_tags_sees_what_slipped_through()
    {
        Assert.NotNull(Tags.Fault("<!DOCTYPE html><p><img src=x></p>"));
        Assert.NotNull(Tags.Fault("<!DOCTYPE html><p onclick=\"x\"></p>"));
        Assert.NotNull(Tags.Fault("<!DOCTYPE html><p class=x></p>"));
        Assert.NotNull(Tags.Fault("<!DOCTYPE html><div><p></div></p>"));
        Assert.NotNull(Tags.Fault("<!DOCTYPE html><p>a < b</p>"));
    }

    [Fact]
    public void Ten_thousand_episodes_fit_and_all_are_named()
    {
        var model = Gallery.Large(10_000);
        var page = HtmlPage.Render(model);

        Assert.InRange(Encoding.UTF8.GetByteCount(page), 1_000_000, HtmlPage.MostBytes);
        var named = AnyEpisodeName().Matches(page).Select(match => match.Groups["name"].Value).ToList();
        Assert.Equal(10_000, named.Count);
        Assert.Equal(model.Episodes.Select(episode => episode.Id).ToHashSet(StringComparer.Ordinal), named.ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public void No_model_makes_the_page_larger_than_it_may_be()
    {
        var monster = new string('<', 300_000) + new string('\u202E', 300_000);
        var poisoned = Gallery.Hostile(monster);
        var many = poisoned with
        {
            Facts = [.. Enumerable.Range(0, 5000).Select(i => new FactView($"f{i}", new string('"', 500)))],
            Cells = [.. Enumerable.Range(0, 3000).Select(i => Gallery.Small.Cells[i % 2] with { Name = $"cell {i} " + new string('&', 150) })],
            Contrasts = [.. Enumerable.Range(0, 20_000).Select(i => Gallery.Small.Contrasts[0] with { Figure = $"figure {i % 300}" })],
            Findings = [.. Enumerable.Range(0, 20_000).Select(i => Gallery.Small.Findings[0] with { Message = new string('>', 400) })],
            Episodes = [.. Enumerable.Range(0, 300).Select(i => poisoned.Episodes[0] with { Cell = $"c{i}" + new string('\u202E', 200), Id = new string('<', 200) })],
            Elsewhere = [.. Enumerable.Range(0, 50_000).Select(i => new EpisodeLink($"e{i}", new string('"', 300)))],
            ElsewhereUnlisted = 1_000_000,
        };

        var page = HtmlPage.Render(many);

        Assert.InRange(Encoding.UTF8.GetByteCount(page), 1, HtmlPage.MostBytes);
        Assert.Null(Tags.Fault(page));
    }

    [Fact]
    public void Worst_episodes_come_before_failed_before_sampled_before_the_rest()
    {
        var model = Bare with
        {
            Episodes = [Gallery.Episode("c", 1), Gallery.Episode("c", 2, sampled: true), Gallery.Episode("c", 3, failed: true), Gallery.Episode("c", 4, worst: true)],
        };

        var names = EpisodeName().Matches(HtmlPage.Render(model)).Select(match => match.Groups["name"].Value);

        Assert.Equal("c/c0-e4 c/c0-e3 c/c0-e2 c/c0-e1", string.Join(' ', names));
    }

    [Fact]
    public void Without_scripts_nothing_is_hidden_but_the_controls()
    {
        var page = HtmlPage.Render(Gallery.Small);

        var body = page[page.IndexOf("<body>", StringComparison.Ordinal)..page.IndexOf("<script>", StringComparison.Ordinal)];
        Assert.Equal(2, Occurrences(body, " hidden>"));
        Assert.Equal(2, Occurrences(body, "data-scripted hidden>"));
    }

    [Fact]
    public void An_episode_of_thousands_of_steps_shows_its_beginning_and_its_end()
    {
        var page = HtmlPage.Render(Bare with { Episodes = [Gallery.Episode("c", 1, steps: 5000)] });

        Assert.Contains("<b>Step 0</b>", page, StringComparison.Ordinal);
        Assert.Contains("4,800 steps in between are left out here.", page, StringComparison.Ordinal);
        Assert.Contains("<b>Step 4999</b>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, 0, 4, 0, 0, 0, "Every episode was denied.")]
    [InlineData(4, 0, 0, 0, 4, 0, "Every episode errored.")]
    [InlineData(4, 3, 0, 0, 1, 0, "1 of 4 episodes errored and count in no rate.")]
    [InlineData(0, 0, 0, 0, 0, 0, "The plan holds no episode.")]
    [InlineData(4, 0, 0, 4, 0, 0, "None of 4 episodes was played, so nothing was evaluated.")]
    [InlineData(4, 1, 0, 3, 0, 0, "3 of 4 planned episodes were not played because max_calls was exhausted;")]
    [InlineData(4, 0, 0, 0, 0, 4, "4 episodes went through plan and gates only; no agent was asked.")]
    [InlineData(4, 2, 0, 0, 0, 0, "2 of 4 planned episodes did not finish; resume the run to play the rest.")]
    public void What_a_reader_must_know_first_stands_above_the_verdict(
        long planned, long completed, long denied, long skipped, long errored, long dry, string notice)
    {
        var ends = new EndCounts { Planned = planned, Completed = completed, Denied = denied, SkippedByBudget = skipped, Errored = errored, DryRun = dry };
        var page = HtmlPage.Render(Bare with { Ends = ends, Budget = new BudgetView { Hit = "max_calls" } });

        var above = page[..page.IndexOf("<section id=\"verdict\"", StringComparison.Ordinal)].Replace("</strong>", "", StringComparison.Ordinal);
        Assert.Contains(notice, above, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_went_well_has_no_notice_and_an_order_dependent_one_has()
    {
        Assert.DoesNotContain("class=\"banner", HtmlPage.Render(Bare), StringComparison.Ordinal);
        Assert.Contains("Order-dependent.", HtmlPage.Render(Bare with { OrderDependent = true }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_worlds_own_part_is_shown_as_it_is()
    {
        var page = HtmlPage.Render(Bare with { Fragments = [new("Order book", Markup.Of($"<p>depth {5}</p>"))] });

        Assert.Contains("<h3>Order book</h3><p>depth 5</p>", page, StringComparison.Ordinal);
    }

    private static int Occurrences(string page, string part) => page.Split(part).Length - 1;

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex("<script>(?<text>.*?)</script>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex ScriptText();

    [GeneratedRegex("<style>(?<text>.*?)</style>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex StyleText();

    [GeneratedRegex("<span class=\"name\">(?<name>[^<]*)<", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EpisodeName();

    [GeneratedRegex("(<span class=\"name\">|<li><b>)(?<name>[^<]*)<", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AnyEpisodeName();
}
