using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Tiltyard.Reports;
using Tiltyard.Tests.Expectations;

namespace Tiltyard.Tests.Reports;

public sealed class MachineReportTests
{
    [Fact]
    public void The_junit_report_is_written_as_expected()
    {
        Snapshot.Matches("Reports", "junit.xml", JunitXml.Render(Gallery.Small));
    }

    [Fact]
    public void Poison_in_the_junit_report_stays_text()
    {
        var report = XDocument.Parse(JunitXml.Render(Gallery.Hostile(Gallery.Venom)));

        Assert.Equal(
            "error failure properties property system-out testcase testsuite testsuites",
            string.Join(' ', report.Descendants().Select(element => element.Name.LocalName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void The_totals_of_the_junit_report_are_those_of_its_cases()
    {
        foreach (var suite in XDocument.Parse(JunitXml.Render(Gallery.Large(400))).Descendants("testsuite"))
        {
            Assert.Equal(suite.Elements("testcase").Count(), Number(suite, "tests"));
            Assert.Equal(suite.Descendants("failure").Count(), Number(suite, "failures"));
            Assert.Equal(suite.Descendants("error").Count(), Number(suite, "errors"));
        }
    }

    [Fact]
    public void Failed_episodes_beyond_a_hundred_of_a_cell_are_counted_and_not_listed()
    {
        var model = Gallery.Small with { Episodes = [.. Enumerable.Range(0, 130).Select(number => Gallery.Episode("attacked", number, failed: true, steps: 0))] };

        var suite = XDocument.Parse(JunitXml.Render(model)).Descendants("testsuite").Single(one => one.Attribute("name")!.Value is "attacked");

        Assert.Equal(100, suite.Descendants("system-out").Count(output => output.Value.StartsWith("FAILED", StringComparison.Ordinal)));
        Assert.Equal("30", suite.Descendants("property").Single(one => one.Attribute("name")!.Value is "episodes_left_out").Attribute("value")!.Value);
    }

    [Fact]
    public void What_could_not_be_judged_is_an_error_and_never_a_pass()
    {
        var model = Gallery.Small with
        {
            Episodes = [],
            Verdict = new VerdictView { Tone = VerdictTone.Inconclusive, Line = "none", Criteria = [Gallery.Small.Verdict.Criteria[0] with { Result = CriterionTone.NotEvaluated }] },
        };

        var report = XDocument.Parse(JunitXml.Render(model));

        Assert.Equal(["INCONCLUSIVE", "NOT_EVALUATED"], report.Descendants("error").Select(error => error.Attribute("type")!.Value).ToArray());
    }

    [Fact]
    public void The_junit_report_of_a_run_that_is_in_order_fails_nothing_whatever_single_episodes_came_to()
    {
        var report = XDocument.Parse(JunitXml.Render(Gallery.Large(400)));

        Assert.Contains(report.Descendants("system-out"), output => output.Value.StartsWith("FAILED", StringComparison.Ordinal));
        Assert.Empty(report.Descendants("failure"));
        Assert.Empty(report.Descendants("error"));
    }

    [Fact]
    public void The_sarif_log_is_written_as_expected()
    {
        Snapshot.Matches("Reports", "results.sarif", SarifLog.Render(Gallery.Small));
    }

    [Fact]
    public void A_fingerprint_outlives_the_run_the_wording_and_the_order()
    {
        var other = Gallery.Small with
        {
            RunId = "another",
            Findings = [Gallery.Small.Findings[0] with { Code = "DET.OTHER" }, Gallery.Small.Findings[0] with { Message = "said otherwise", TraceLine = 99 }],
        };

        Assert.Contains(Fingerprints(Gallery.Small)[^1], Fingerprints(other), StringComparer.Ordinal);
        Assert.Equal(Fingerprints(other).Length, Fingerprints(other).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void The_same_finding_twice_has_two_fingerprints()
    {
        var twice = Gallery.Small with { Findings = [Gallery.Small.Findings[0], Gallery.Small.Findings[0]] };

        Assert.Equal(Fingerprints(twice)[^2] + ":2", Fingerprints(twice)[^1]);
    }

    [Fact]
    public void A_path_in_the_sarif_log_is_a_uri()
    {
        var model = Gallery.Small with { Findings = [Gallery.Small.Findings[0] with { TracePath = "traces/a b|c/#1%.jsonl" }] };

        Assert.Contains("\"uri\": \"traces/a%20b%7Cc/%231%25.jsonl\"", SarifLog.Render(model), StringComparison.Ordinal);
    }

    [Fact]
    public void Poison_in_the_sarif_log_is_json_text_without_hidden_characters()
    {
        using var log = JsonDocument.Parse(SarifLog.Render(Gallery.Hostile(Gallery.Venom)));

        var message = log.RootElement.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("message").GetProperty("text").GetString();
        Assert.DoesNotContain('\u202E', message!);
        Assert.Contains("⟦U+202E⟧", message, StringComparison.Ordinal);
    }

    private static string[] Fingerprints(PageModel model)
    {
        using var log = JsonDocument.Parse(SarifLog.Render(model));
        return
        [
            .. log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
                .Select(result => result.GetProperty("partialFingerprints").GetProperty("tiltyard/v1").GetString()!),
        ];
    }

    private static int Number(XElement suite, string name) => int.Parse(suite.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
