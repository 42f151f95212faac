using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Tiltyard.Documents;

namespace Tiltyard.EndToEnd.Tests.Hostile;

/// <summary>What a hostile model says reaches neither the terminal, the page, the spreadsheet nor the disk in dangerous form.</summary>
public sealed partial class HostileAnswerTests(HostileRun run) : IClassFixture<HostileRun>
{
    [Fact]
    public void Every_answer_was_given_and_the_run_went_on_to_its_end_and_fails_by_its_error_rate()
    {
        Assert.True(run.Asked >= HostileAnswers.Whole.Count + HostileAnswers.Broken.Count, $"only {run.Asked} answers were asked for");
        Assert.Equal("", run.Outcome.Error);
        Assert.Contains("error_rate", run.Outcome.Output, StringComparison.Ordinal);
        Assert.Equal(1, run.Outcome.ExitCode);
    }

    [Fact]
    public void Only_what_can_be_printed_is_printed()
    {
        Assert.DoesNotContain(run.Outcome.Output.EnumerateRunes(), IsDangerous);
        Assert.DoesNotContain("evil", run.Outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void No_file_holds_a_key_nor_the_half_of_one()
    {
        var leaks = run.Files().Where(file => File.ReadAllText(file) is var text && Array.Exists([HostileAnswers.Planted, "REALKEY", "custom/REAL"], word => text.Contains(word, StringComparison.Ordinal)));

        Assert.Empty(leaks);
    }

    [Fact]
    public void Only_answers_that_are_none_end_an_episode_as_errored()
    {
        var messages = Rows().Where(row => row.GetProperty("terminal").GetString() is "errored").Select(row => row.GetProperty("message").GetString()!).Distinct(StringComparer.Ordinal).ToList();

        Assert.InRange(messages.Count, 1, HostileAnswers.Broken.Count);
        Assert.All(messages, message => Assert.True(Cause().IsMatch(message), message));
    }

    [Fact]
    public async Task Every_trace_verifies_and_every_line_of_it_is_canonical()
    {
        var verified = await TiltyardProcess.RunAsync(run.Scratch.Path, "verify", "run");

        Assert.Equal((0, ""), (verified.ExitCode, verified.Error));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(run.Folder, "traces"), "*.jsonl", SearchOption.AllDirectories))
        {
            foreach (var line in File.ReadAllLines(file)) Assert.Equal(line, CanonicalJson.Text(JsonDocumentReader.Read(file, Encoding.UTF8.GetBytes(line))));
        }
    }

    [Fact]
    public void A_forged_line_is_no_line_of_its_own()
    {
        var rows = Rows().ToList();

        Assert.Equal(100, rows.Count);
        Assert.Equal(100, File.ReadLines(Path.Combine(run.Folder, "journal.jsonl")).Count());
        Assert.DoesNotContain(rows, row => row.GetProperty("run_id").GetString() is "forged");
        Assert.All(Lines("traces", "*.jsonl").Concat(Lines("episodes", "step_log.jsonl")), line => Assert.StartsWith("{\"", line, StringComparison.Ordinal));
        Assert.DoesNotContain(Lines("traces", "*.jsonl"), line => line.StartsWith("{\"data\":{\"terminal\":\"completed\"}", StringComparison.Ordinal));
    }

    [Fact]
    public void No_cell_of_a_spreadsheet_is_a_formula()
    {
        foreach (var file in Directory.EnumerateFiles(run.Folder, "*.csv"))
        {
            var cells = CsvCell().Matches(File.ReadAllText(file)).Select(match => match.Groups["cell"].Value.Trim('"'));
            Assert.DoesNotContain(cells, cell => cell.Length > 0 && "=+-@\t\r＝＋－＠".Contains(cell[0], StringComparison.Ordinal) && !double.TryParse(cell, CultureInfo.InvariantCulture, out _));
        }
    }

    [Fact]
    public void Reports_for_machines_are_whole_and_hold_no_control_character()
    {
        Assert.NotEmpty(XDocument.Load(Path.Combine(run.Folder, "junit.xml")).Descendants("testsuite"));
        foreach (var picture in Directory.EnumerateFiles(run.Folder, "*.svg", SearchOption.AllDirectories)) Assert.NotNull(XDocument.Load(picture).Root);
        using var sarif = JsonDocument.Parse(File.ReadAllText(Path.Combine(run.Folder, "results.sarif")));
        Assert.Equal("2.1.0", sarif.RootElement.GetProperty("version").GetString());
        foreach (var file in run.Files().Where(file => Path.GetExtension(file) is ".md" or ".txt" or ".csv" or ".xml" or ".sarif" or ".html" or ".svg" or ".json" or ".jsonl"))
            Assert.False(File.ReadAllText(file).EnumerateRunes().Any(rune => IsRawControl(rune, isData: file.EndsWith(".jsonl", StringComparison.Ordinal))), file);
    }

    [Fact]
    public void No_transcript_holds_live_markup_or_a_link()
    {
        foreach (var file in Directory.EnumerateFiles(run.Folder, "*.md", SearchOption.AllDirectories))
        {
            // notes.md links to the files beside it; nobody else may link anywhere
            var prose = OwnLink().Replace(Fence().Replace(File.ReadAllText(file), ""), "");
            Assert.DoesNotMatch(@"(?i)<(script|img|svg|iframe|style)|\son[a-z]+\s*=\s*[^\s\\]*>|(?<!\\)\]\(|https?://|(?<![\\\w])www\.", prose);
            Assert.DoesNotContain(prose.EnumerateRunes(), IsDangerous);
        }
    }

    [Fact]
    public async Task A_browser_that_opens_the_page_asks_for_nothing_and_runs_nothing_but_its_own_script()
    {
        var page = await Browser.OpenAsync(Needs.Chromium(), Path.Combine(run.Folder, "index.html"), run.Scratch);

        Assert.Contains(" shown", page.Dom, StringComparison.Ordinal);
        Assert.Empty(page.Console);
        Assert.Empty(page.Requests);
        Assert.DoesNotContain("<title>owned", page.Dom, StringComparison.Ordinal);
        Assert.Single(ScriptTag().Matches(page.Dom));
        Assert.DoesNotMatch(@"(?i)<(img|iframe|object|embed|link|base|form)[\s>]|<[a-z][^<>]*\son[a-z]+\s*=", page.Dom);
        Assert.True(new FileInfo(Path.Combine(run.Folder, "index.html")).Length < 5_000_000);
    }

    [Fact]
    public async Task The_run_replays_from_its_tape_with_the_server_off()
    {
        var replayed = await run.PlayAsync("--out", "again", "--replay", "tape");

        string[] folders = [run.Folder, run.Scratch["again"]];
        var rows = folders.Select(folder => File.ReadLines(Path.Combine(folder, "rows.jsonl")).Where(row => !row.Contains("\"terminal\":\"errored\"", StringComparison.Ordinal)).ToList()).ToList();
        Assert.DoesNotContain(replayed.Output.EnumerateRunes(), IsDangerous);
        Assert.NotEmpty(rows[0]);
        Assert.Empty(rows[0].Except(rows[1], StringComparer.Ordinal));
    }

    /// <summary>Controls but for the line feed, and what reorders or hides text.</summary>
    private static bool IsDangerous(Rune rune) => rune.Value is not '\n' && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse;

    /// <summary>Canonical JSON escapes the controls of ASCII and no others; what is written for a reader shows them all.</summary>
    private static bool IsRawControl(Rune rune, bool isData) => rune.Value is not ('\n' or '\r' or '\t') && (isData ? rune.Value < ' ' : Rune.IsControl(rune));

    private IEnumerable<JsonElement> Rows() => File.ReadLines(Path.Combine(run.Folder, "rows.jsonl")).Select(line => JsonElement.Parse(line));

    private IEnumerable<string> Lines(string folder, string files) =>
        Directory.EnumerateFiles(Path.Combine(run.Folder, folder), files, SearchOption.AllDirectories).SelectMany(File.ReadLines);

    [GeneratedRegex("the answer is not|HTTP 40[01]:", RegexOptions.None, 1000)]
    private static partial Regex Cause();

    [GeneratedRegex("(?<cell>\"(?:[^\"]|\"\")*\"|[^,\n]*)(?:,|\n|$)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex CsvCell();

    [GeneratedRegex(@"^(?<fence>`{3,})[a-z]*\n.*?^\k<fence>$", RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.Multiline, 10_000)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\((index\.html|summary\.(csv|svg|md)|run_report\.json|rows\.jsonl|run\.json)\)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex OwnLink();

    [GeneratedRegex("<script", RegexOptions.None, 1000)]
    private static partial Regex ScriptTag();
}
