using System.Text;

namespace Tiltyard.Reports;

/// <summary>junit.xml: <see cref="TestSuites"/> in the form that Jenkins and others read. For JSON see <see cref="CtrfReport"/>.</summary>
public static class JunitXml
{
    public static string Render(PageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var suites = TestSuites.Of(model).ToList();
        var cases = suites.SelectMany(suite => suite.Cases).ToList();
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        text.Append($"<testsuites name=\"{X(model.Title)}\" tests=\"{cases.Count}\" failures=\"{Count(cases, "failure")}\" errors=\"{Count(cases, "error")}\">\n");
        foreach (var suite in suites) Append(text, model, suite);
        return text.Append("</testsuites>\n").ToString();
    }

    private static void Append(StringBuilder text, PageModel model, TestSuite suite)
    {
        var cases = suite.Cases;
        text.Append($"  <testsuite name=\"{X(suite.Name)}\" tests=\"{cases.Count}\" failures=\"{Count(cases, "failure")}\" errors=\"{Count(cases, "error")}\" skipped=\"{Count(cases, "skipped")}\">\n");
        text.Append("    <properties>\n");
        text.Append($"      <property name=\"run_id\" value=\"{X(model.RunId)}\"/>\n      <property name=\"tool_version\" value=\"{X(model.ToolVersion)}\"/>\n");
        if (suite.LeftOut > 0) text.Append($"      <property name=\"episodes_left_out\" value=\"{suite.LeftOut}\"/>\n");
        text.Append("    </properties>\n");
        foreach (var one in cases)
        {
            text.Append($"    <testcase classname=\"{X(suite.Name)}\" name=\"{X(one.Name)}\">\n");
            if (one.Outcome is "skipped") text.Append($"      <skipped message=\"{X(one.Told)}\"/>\n");
            else if (!one.IsPass) text.Append($"      <{one.Outcome} type=\"{one.Type}\" message=\"{X(one.Told)}\"/>\n");
            else text.Append($"      <system-out>{X(one.Told)}</system-out>\n");
            text.Append("    </testcase>\n");
        }

        text.Append("  </testsuite>\n");
    }

    private static int Count(IEnumerable<TestCase> cases, string outcome) => cases.Count(one => one.Outcome.Equals(outcome, StringComparison.Ordinal));

    private static string X(string text) => Hostile.Xml(Hostile.Clip(text, 2000));
}
