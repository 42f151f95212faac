using System.Text.RegularExpressions;

namespace Tiltyard.EndToEnd.Tests;

/// <summary>The page of a shift as a browser meets it: from the disk, without a network, moved through time.</summary>
public sealed partial class LabPageTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task The_page_opens_without_a_request_and_without_a_word_on_the_console()
    {
        var page = await Browser.OpenAsync(Needs.Chromium(), await ShiftAsync(), _scratch);

        Assert.Matches("""id="board"[^>]*><span><b>[1-9]\d*</b> released of \d+</span>""", page.Dom);
        Assert.DoesNotContain("data-scripted=\"\" hidden", page.Dom, StringComparison.Ordinal);
        Assert.Empty(page.Console);
        Assert.Empty(page.Requests);
    }

    [Fact]
    public async Task The_script_shows_the_end_of_the_shift_as_it_was_written()
    {
        var path = await ShiftAsync();

        var page = await Browser.OpenAsync(Needs.Chromium(), path, _scratch);

        var written = Floor(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Contains("device run", written, StringComparison.Ordinal);
        Assert.Equal(written, Floor(page.Dom));
    }

    [Fact]
    public async Task Scrubbing_shows_another_second_everywhere()
    {
        var chromium = Needs.Chromium();
        var path = await ShiftAsync();

        var (start, middle) = (await ScrubbedAsync(chromium, path, 10), await ScrubbedAsync(chromium, path, 400));

        Assert.Contains("<output id=\"clock\" for=\"time\" aria-live=\"off\">6:40</output>", middle, StringComparison.Ordinal);
        Assert.Matches("class=\"device fault\" data-device=\"2\"", middle);
        Assert.DoesNotMatch("class=\"device fault\" data-device", start);
        Assert.NotEqual(Board().Match(start).Value, Board().Match(middle).Value, StringComparer.Ordinal);
        Assert.True(Later().Count(start) > Later().Count(middle) && Later().Count(middle) > 0, "rows of the audit trail that are still to come");
        Assert.Contains("x1=\"20%\"", middle, StringComparison.Ordinal);
        Assert.NotEqual(Standing(start), Standing(middle), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Playing_moves_the_time_and_stops_at_the_end()
    {
        var page = await DrivenAsync(Needs.Chromium(), await ShiftAsync(), "document.getElementById('speed').value = '120'; document.getElementById('play').click();");

        Assert.DoesNotContain("aria-live=\"off\">33:20</output>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("aria-live=\"off\">0:00</output>", page, StringComparison.Ordinal);
        Assert.Contains("Pause", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_leave_what_was_asked_for()
    {
        var page = await DrivenAsync(Needs.Chromium(), await ShiftAsync(), """
            const flag = document.getElementById('audit-flag'); flag.value = 'blocked'; flag.dispatchEvent(new Event('input'));
            const find = document.getElementById('specimen-text'); find.value = 'no such specimen'; find.dispatchEvent(new Event('input'));
            """);

        Assert.Matches("""id="audit-found"[^>]*>[1-9]\d* of \d+ shown""", page);
        Assert.Matches("""id="specimen-found"[^>]*>0 of \d+ shown""", page);
    }

    [Fact]
    public async Task What_an_attacker_writes_is_read_and_never_run()
    {
        await File.WriteAllTextAsync(_scratch["venom.sh"], """
            while read -r line; do
              case "$line" in *'"type":"observe"'*) echo '{"action":"attempt","args":{"action":"RELEASE_RESULT","target":"</script><img src=x onerror=alert(1)>","as":"</td><script>alert(2)</script>","key":"\"><svg onload=alert(3)>"}}';; esac
            done
            """, TestContext.Current.CancellationToken);
        var run = await TiltyardProcess.RunAsync(_scratch.Path, "run", "lab", "--param", "task=adversarial_disruption", "--episodes", "1", "--seat", "adversary_0=process:sh venom.sh", "--out", "run", "--no-open");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(0, (await TiltyardProcess.RunAsync(_scratch.Path, "lab", "page", "run", "--out", "venom.html")).ExitCode);

        var page = await Browser.OpenAsync(Needs.Chromium(), _scratch["venom.html"], _scratch);

        Assert.Matches("""<tr class="blocked[^"]*hostile[^>]*><td>[^<]*</td><td>&lt;/td&gt;&lt;script&gt;alert\(2\)&lt;/script&gt; <span class="attacker" title="acted from the seat adversary_0">""", page.Dom);
        Assert.DoesNotContain("<img", page.Dom, StringComparison.Ordinal);
        Assert.Empty(page.Console);
        Assert.Empty(page.Requests);
    }

    private async Task<string> ShiftAsync()
    {
        var outcome = await TiltyardProcess.RunAsync(_scratch.Path, "lab", "run-benchmark", "--task", "device_outage_surge", "--episodes", "1", "--page", "shift.html");
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        return _scratch["shift.html"];
    }

    private Task<string> ScrubbedAsync(string chromium, string path, int second) =>
        DrivenAsync(chromium, path, $"const time = document.getElementById('time'); time.value = {second}; time.dispatchEvent(new Event('input'));");

    /// <summary>The page's own policy lets no foreign script in, so the hand that moves the slider works on a copy without it.</summary>
    private async Task<string> DrivenAsync(string chromium, string path, string script)
    {
        var page = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        var copy = _scratch[$"driven-{Guid.NewGuid():N}.html"];
        await File.WriteAllTextAsync(copy, ContentPolicy().Replace(page, "").Replace("</body>", $"<script>{script}</script></body>", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var driven = await Browser.OpenAsync(chromium, copy, _scratch);
        Assert.Empty(driven.Console);
        return driven.Dom;
    }

    /// <summary>What the floor plans say of devices and specimens; a browser closes empty elements in its own way.</summary>
    private static string Floor(string page) => string.Join('\n', Said().Matches(page).Select(match => $"{match.Groups["css"].Value}{match.Groups["place"].Value}: {EmptyEnd().Replace(match.Groups["text"].Value, "/>")}"));

    private static string Standing(string page) => string.Join('\n', People().Matches(page).Select(match => match.Value));

    [GeneratedRegex("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex ContentPolicy();

    [GeneratedRegex("id=\"board\".*?</p>", RegexOptions.Singleline, 1000)]
    private static partial Regex Board();

    [GeneratedRegex("<tr class=\"[^\"]*later", RegexOptions.None, 1000)]
    private static partial Regex Later();

    [GeneratedRegex("<g class=\"(?<css>device [a-z]+|tubes)\" data-(device|place)=\"(?<place>[0-9]+)\"(?<text>.*?)</g>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Said();

    [GeneratedRegex("></(line|rect)>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EmptyEnd();

    [GeneratedRegex("data-seat=\"\\d\"[^>]*style=\"[^\"]*\"", RegexOptions.None, 1000)]
    private static partial Regex People();
}
