using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Tiltyard.Documents;
using Tiltyard.Lab.Benchmarks;
using Tiltyard.Lab.Pages;
using Tiltyard.Tests.Reports;

namespace Tiltyard.Tests.Lab;

public sealed partial class ShiftPageTests
{
    [Fact]
    public void The_same_episode_gives_the_same_page() =>
        Assert.Equal(ShiftPage.Render(Shifts.Play("qc_cascade")), ShiftPage.Render(Shifts.Play("qc_cascade")));

    [Fact]
    public void A_shift_that_is_watched_is_the_same_to_the_byte()
    {
        var (alone, watched) = (new List<string>(), new List<string>());
        var run = new BenchmarkRun { Parameters = DocumentNode.Map(("task", "insider_key_misuse")), Episodes = 3 };

        var results = run.Play(alone.Add);
        var again = run.Play(watched.Add, page: _ => { }, paged: 1);

        Assert.Equal(alone, watched);
        Assert.Equal(CanonicalJson.Text(results), CanonicalJson.Text(again));
    }

    [Fact]
    public void A_results_document_gives_the_page_of_each_of_its_episodes_again()
    {
        ShiftRecord? second = null;
        var results = new BenchmarkRun { Parameters = DocumentNode.Map(("task", "multi_site_stat"), ("timing", "simulated")), Agent = "policy:reference", Episodes = 2 }.Play(page: shift => second = shift, paged: 1);

        Assert.Equal(ShiftPage.Render(second!), ShiftPage.Render(ResultsEpisode.Play(results, null, 1)));
    }

    [Theory]
    [InlineData("enforcement", true, "on: breaches bring throttles")]
    [InlineData("access_control", false, "nobody is asked for a role")]
    public void Results_say_what_was_switched_so_that_their_episode_comes_out_again(string parameter, bool value, string said)
    {
        var results = new BenchmarkRun { Parameters = DocumentNode.Map((parameter, value), ("task", "insider_key_misuse")), Episodes = 1 }.Play();

        var page = ShiftPage.Render(ResultsEpisode.Play(results, null, 0));

        Assert.Contains(said, page, StringComparison.Ordinal);
        var forgotten = results.With("config", results.Map("config").With(parameter, !value));
        Assert.Contains("comes out different", Assert.Throws<DocumentException>(() => ResultsEpisode.Play(forgotten, null, 0)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("policy_fingerprint", "\"00\"", "another policy")]
    [InlineData("agent_baseline_id", "\"chat_model\"", "is nobody who can play it again")]
    [InlineData("task", "\"nothing\"", "unknown task 'nothing'")]
    [InlineData("base_seed", "5", "comes out different")]
    public void Results_that_do_not_come_out_again_are_refused(string key, string value, string reason)
    {
        var results = new BenchmarkRun { Parameters = DocumentNode.Map(("task", "throughput_sla")), Episodes = 1 }.Play();
        var changed = results.With(key, JsonDocumentReader.Read("value", Encoding.UTF8.GetBytes(value)));

        var refusal = Assert.Throws<DocumentException>(() => ResultsEpisode.Play(changed, null, 0));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_figures_above_are_those_of_the_results()
    {
        ShiftRecord? shift = null;
        var metrics = new BenchmarkRun { Parameters = DocumentNode.Map(("task", "adversarial_disruption")), Episodes = 1 }.Play(page: played => shift = played).Maps("episodes")[0].Map("metrics");

        Assert.Equal((metrics.Integer("specimens_released"), metrics.Integer("on_time_strict")), (shift!.Final.Released, shift.Final.OnTime));
        Assert.Equal(metrics.Map("blocked_by_reason_code").Entries.Sum(entry => entry.Value.AsInteger()), shift.Final.Blocked);
        Assert.Equal(shift.Final.Blocked, shift.Audit.Count(row => row.Answer == AuditAnswer.Blocked));
        Assert.Equal(metrics.Integer("hostile_events"), shift.Audit.Count(row => row.IsHostile));
        Assert.Equal(shift.ChainLast, shift.Audit[^1].Hash);
    }

    [Fact]
    public void What_the_board_counted_at_the_end_is_what_the_tracks_say()
    {
        var shift = Shifts.Play("device_outage_surge");
        var state = shift.Specimens.GroupBy(specimen => specimen.Stages.Last.Stage).ToDictionary(group => group.Key, group => group.Count());

        Assert.Equal(shift.Final.Released, state[Tiltyard.Lab.Model.SpecimenStatus.Released]);
        Assert.Equal(shift.Devices.Sum(device => device.Queue.Last), state.GetValueOrDefault(Tiltyard.Lab.Model.SpecimenStatus.Queued));
        Assert.Contains(shift.Devices, device => device.Moments.Changes.Any(change => change.Value.Condition == Tiltyard.Lab.Model.DeviceCondition.Fault));
    }

    [Fact]
    public void Every_tag_is_known_quoted_and_closed()
    {
        Assert.Null(Tags.Fault(ShiftPage.Render(Shifts.Play("insider_key_misuse"))));
        Assert.Null(Tags.Fault(ShiftPage.Render(Shifts.Play("qc_cascade", agent: "policy:unsafe"))));
    }

    [Fact]
    public void Poison_in_every_place_stays_text()
    {
        var page = ShiftPage.Render(Shifts.Poisoned(Shifts.Venom));

        Assert.Null(Tags.Fault(page));
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Equal(2, page.Split("</script>").Length - 1);
        Assert.DoesNotContain(page, letter => letter is '\u202E' or '\u2028' or '\0');
        Assert.Contains("&lt;/script&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_in_every_place_stays_text() =>
        Prop.ForAll(HostileTests.Texts, text => Tags.Fault(ShiftPage.Render(Shifts.Poisoned(text))) is null).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void No_letter_of_the_data_can_end_its_block()
    {
        var inert = ShiftData.Inert("{\"a\":\"</script><!--&\u2028\u2029\"}");

        Assert.DoesNotContain(inert, letter => letter is '<' or '>' or '&' or '\u2028' or '\u2029');
        Assert.Equal("</script><!--&\u2028\u2029", JsonDocument.Parse(inert).RootElement.GetProperty("a").GetString());
    }

    [Fact]
    public void The_policy_of_the_page_allows_exactly_its_script_and_its_style()
    {
        var page = ShiftPage.Render(Shifts.Play("throughput_sla"));

        var script = Assert.Single(ScriptText().Matches(page)).Groups["text"].Value;
        var style = Assert.Single(StyleText().Matches(page)).Groups["text"].Value;
        Assert.Contains($"style-src &#39;sha256-{Hash(style)}&#39;; script-src &#39;sha256-{Hash(script)}&#39;", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?i)(src|href|action|data|poster)\s*=\s*""(?!#)", page);
        Assert.DoesNotMatch(@"(?i)url\((?!#)|@import|@font-face|https?://", page);
    }

    [Fact]
    public void Without_the_script_only_controls_are_hidden_and_the_end_is_shown()
    {
        var page = ShiftPage.Render(Shifts.Play("device_outage_surge"));

        var body = page[page.IndexOf("<body>", StringComparison.Ordinal)..];
        Assert.Equal(body.Split("data-scripted hidden").Length, body.Split(" hidden").Length);
        Assert.Contains("class=\"device run\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Thousands_of_specimens_fit_and_the_page_says_what_it_leaves_out()
    {
        var shift = Shifts.Play("device_outage_surge", load: 100);
        var page = ShiftPage.Render(shift);

        Assert.True(shift.Specimens.Length > 2_500);
        Assert.InRange(Encoding.UTF8.GetByteCount(page), 100_000, 3_000_000);
        Assert.Contains("more are not drawn one by one", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_thousand_specimens_cost_moves_and_not_lanes()
    {
        var shift = Shifts.Play("qc_cascade");
        var released = shift.Specimens.First(specimen => specimen.Released > 0);
        var page = ShiftPage.Render(shift with { Specimens = [.. Enumerable.Range(0, 10_000).Select(number => released with { Name = $"S_{number}", Harms = [] })] });

        Assert.InRange(Encoding.UTF8.GetByteCount(page), 500_000, 3_000_000);
        Assert.Equal(160, page.Split("data-flags=").Length - 1);
        Assert.Contains("most 10000 at once", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_audit_trail_keeps_what_was_blocked_or_an_attackers_before_what_was_ordinary()
    {
        var shift = Shifts.Play("adversarial_disruption");
        var ordinary = shift.Audit.First(row => row is { Answer: AuditAnswer.Accepted, IsHostile: false });
        var hostile = ordinary with { IsHostile = true, What = "what went through" };
        var page = ShiftPage.Render(shift with { Audit = [.. Enumerable.Repeat(ordinary, 20_000), hostile, .. shift.Audit] });

        Assert.Equal(shift.Final.Blocked, BlockedRow().Count(page));
        Assert.Contains("ordinary lines of 20,366 are left out here", page, StringComparison.Ordinal);
        Assert.Contains("<td>what went through</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_from_outside_has_one_line_and_an_end() =>
        Assert.Equal("a⏎" + new string('b', 58) + " … (+42 characters)", ReadableNames.Plain("a\n" + new string('b', 100)));

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex("<script>(?<text>.*?)</script>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex ScriptText();

    [GeneratedRegex("<style>(?<text>.*?)</style>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex StyleText();

    [GeneratedRegex("<tr class=\"blocked", RegexOptions.None, 1000)]
    private static partial Regex BlockedRow();
}
