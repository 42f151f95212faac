using System.Text;
using Tiltyard.Documents;
using Tiltyard.Lab.Conformance;
using Tiltyard.Reports;

namespace Tiltyard.Cli;

/// <summary>The conformance suite as it came out, a line for each scenario.</summary>
internal static class GoldenText
{
    public static string Text(GoldenReport report)
    {
        var text = new StringBuilder();
        foreach (var scenario in report.Scenarios)
        {
            text.AppendLine($"{(scenario.HasPassed ? "ok  " : "FAIL")} {Hostile.Line(Hostile.Clip(scenario.Id, 40)),-20} {scenario.Steps.Length,3} steps  chain {scenario.ChainLength,3}  {(scenario.ChainLast.Length == 0 ? "-" : scenario.ChainLast[..16])}  {Hostile.Line(Hostile.Clip(scenario.Title, 70))}");
            foreach (var failure in scenario.Failures) text.AppendLine($"     {Hostile.Line(Hostile.Clip(failure.EventId, 40))}: {Hostile.Line(failure.Message)}");
        }

        return text.Append($"{report.Passed} of {report.Scenarios.Length} scenarios passed").ToString();
    }

    public static DocumentMap Json(GoldenReport report) => DocumentNode.Map(
        ("passed", (long)report.Passed),
        ("scenarios", DocumentNode.List(report.Scenarios.Select(scenario => (DocumentNode)DocumentNode.Map(
            ("chain_last", scenario.ChainLast), ("chain_length", (long)scenario.ChainLength),
            ("failures", DocumentNode.List(scenario.Failures.Select(failure => (DocumentNode)$"{failure.EventId}: {failure.Message}"))),
            ("passed", scenario.HasPassed), ("scenario_id", scenario.Id))))),
        ("total", (long)report.Scenarios.Length));
}
