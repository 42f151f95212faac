using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Lab.Conformance;

/// <summary>What did not come out as the suite says, in one short line whatever the suite says.</summary>
public sealed record GoldenFailure(string EventId, string Message)
{
    private const int Longest = 300;

    public string Message { get; } = Excerpt.Of(Message, Longest);
}

/// <summary>A step as it was played.</summary>
public sealed record GoldenStepReport(DocumentMap Event, DocumentMap Result, ImmutableArray<string> Checked);

/// <summary>A scenario as it was played.</summary>
public sealed record GoldenScenarioReport(string Id, string Title, ImmutableArray<GoldenFailure> Failures, ImmutableArray<GoldenStepReport> Steps, int ChainLength, string ChainHead, string ChainLast)
{
    public bool HasPassed => Failures.IsEmpty;
}

/// <summary>The suite as it was played, and its documented form.</summary>
public sealed record GoldenReport(string SuiteVersion, ImmutableArray<GoldenScenarioReport> Scenarios)
{
    public int Passed => Scenarios.Count(scenario => scenario.HasPassed);

    /// <summary>The output contract of the published runner.</summary>
    public DocumentMap ToDocument() => DocumentNode.Map(
        ("scenario_reports", DocumentNode.List(Scenarios.Select(Of))), ("suite_version", SuiteVersion));

    private static DocumentNode Of(GoldenScenarioReport scenario) => DocumentNode.Map(
        ("failures", DocumentNode.List(scenario.Failures.Select(failure => (DocumentNode)DocumentNode.Map(("details", DocumentNode.Map()), ("event_id", failure.EventId), ("message", failure.Message))))),
        ("passed", scenario.HasPassed),
        ("scenario_id", scenario.Id),
        ("step_reports", DocumentNode.List(scenario.Steps.Select(Of))),
        ("title", scenario.Title));

    private static DocumentNode Of(GoldenStepReport step) => DocumentNode.Map(
        ("action_type", step.Event.Node("action_type")),
        ("agent_id", step.Event.Node("agent_id")),
        ("blocked_reason_code", step.Result.Node("blocked_reason_code")),
        ("emits", step.Result.Node("emits")),
        ("event_id", step.Event.Node("event_id")),
        ("hashchain", step.Result.Node("hashchain")),
        ("raw_engine_result", step.Result),
        ("raw_event", step.Event),
        ("state_assertions_checked", DocumentNode.List(step.Checked.Select(text => (DocumentNode)text))),
        ("status", step.Result.Node("status")),
        ("t_s", step.Event.Node("t_s")),
        ("token_consumed", step.Result.Node("token_consumed")),
        ("violations", step.Result.Node("violations")));
}
