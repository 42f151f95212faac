using System.Text;
using System.Text.Json;

namespace Tiltyard.Reports;

/// <summary>
/// ctrf.json: the cases of <see cref="JunitXml"/> in the Common Test Report Format. Times are simulated, so that the same plan gives the
/// same bytes; what is inconclusive or errored is failed there, with its own word as the raw status.
/// </summary>
public static class CtrfReport
{
    /// <summary>The version of the format that is written.</summary>
    public const string SpecVersion = "0.0.0";

    public static string Render(PageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var suites = TestSuites.Of(model).ToList();
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("reportFormat", "CTRF");
            json.WriteString("specVersion", SpecVersion);
            json.WriteString("runId", Line(model.RunId));
            json.WriteString("generatedBy", "Tiltyard");
            json.WriteStartObject("results");
            Tool(json, model);
            Summary(json, model, suites);
            json.WriteStartArray("tests");
            foreach (var suite in suites)
            {
                foreach (var one in suite.Cases) Test(json, suite, one);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length)) + "\n";
    }

    private static void Tool(Utf8JsonWriter json, PageModel model)
    {
        json.WriteStartObject("tool");
        json.WriteString("name", "Tiltyard");
        json.WriteString("version", Line(model.ToolVersion));
        json.WriteEndObject();
    }

    private static void Summary(Utf8JsonWriter json, PageModel model, List<TestSuite> suites)
    {
        var cases = suites.SelectMany(suite => suite.Cases).ToList();
        json.WriteStartObject("summary");
        json.WriteNumber("tests", cases.Count);
        json.WriteNumber("passed", cases.Count(one => one.IsPass));
        json.WriteNumber("failed", cases.Count(one => one.Outcome is "failure" or "error"));
        json.WriteNumber("skipped", cases.Count(one => one.Outcome is "skipped"));
        json.WriteNumber("pending", 0);
        json.WriteNumber("other", 0);
        json.WriteNumber("suites", suites.Count);
        json.WriteNumber("start", model.StartMilliseconds);
        json.WriteNumber("stop", model.StopMilliseconds);
        json.WriteEndObject();
    }

    private static void Test(Utf8JsonWriter json, TestSuite suite, TestCase one)
    {
        json.WriteStartObject();
        json.WriteString("name", Line(one.Name));
        json.WriteString("status", one.IsPass ? "passed" : one.Outcome is "skipped" ? "skipped" : "failed");
        json.WriteNumber("duration", (long)Math.Min(one.Seconds * 1000, 1e15));
        json.WriteStartArray("suite");
        json.WriteStringValue(Line(suite.Name));
        json.WriteEndArray();
        if (one.Type.Length > 0) json.WriteString("rawStatus", one.Type);
        if (one.Told.Length > 0) json.WriteString("message", Hostile.Clip(Hostile.Visible(one.Told), 2000));
        json.WriteEndObject();
    }

    /// <summary>The format asks for at least one character in a name.</summary>
    private static string Line(string text) => Hostile.Line(text) is { Length: > 0 } line ? line : "-";
}
