using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Lab.Conformance;

/// <summary>One step of a scenario: the event, and what must come of it.</summary>
public sealed record GoldenStep(DocumentMap Event, DocumentMap Expect);

/// <summary>A scenario of the suite: a state, steps, and what is made of the log afterwards.</summary>
public sealed record GoldenScenario
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required DocumentMap InitialState { get; init; }

    public DocumentMap? TransportFault { get; init; }

    public required ImmutableArray<GoldenStep> Steps { get; init; }

    /// <summary>EXPORT_RECEIPTS, VERIFY_BUNDLE and EXPORT_FHIR, in the order given.</summary>
    public required ImmutableArray<DocumentNode> Hooks { get; init; }

    public required ImmutableArray<DocumentMap> PostRun { get; init; }
}

/// <summary>The published conformance suite, as its file gives it.</summary>
public sealed record GoldenSuite(string Version, ImmutableArray<GoldenScenario> Scenarios)
{
    private static readonly string[] EventFields = ["event_id", "t_s", "agent_id", "action_type", "args", "reason_code", "token_refs"];

    private static readonly string[] OptionalFields = ["key_id", "signature", "rationale"];

    /// <exception cref="DocumentException">The file is not of the documented form.</exception>
    public static GoldenSuite Read(DocumentNode document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var suite = document.AsMap().Map("golden_suite");
        var agents = suite.MapOrNull("fixtures")?.NodeOrNull("agents");
        var scenarios = suite.Maps("scenarios").Select(scenario => ReadScenario(scenario, agents)).ToImmutableArray();
        return scenarios.IsEmpty ? throw new DocumentException(suite.Node("scenarios"), "the suite has no scenario: nothing would be tested") : new GoldenSuite(suite.Text("version"), scenarios);
    }

    private static GoldenScenario ReadScenario(DocumentMap scenario, DocumentNode? agents)
    {
        var state = scenario.Map("initial_state");
        if (!state.Has("agents") && agents is not null) state = state.With("agents", agents);
        return new GoldenScenario
        {
            Id = scenario.Text("scenario_id"),
            Title = scenario.Text("title", ""),
            InitialState = state,
            TransportFault = scenario.MapOrNull("transport_fault_injection"),
            Steps = [.. scenario.Maps("script").Select(ReadStep)],
            Hooks = scenario.Has("post_run_hooks") ? [.. scenario.List("post_run_hooks")] : [],
            PostRun = scenario.Has("post_run") ? scenario.Maps("post_run") : [],
        };
    }

    /// <summary>The event is made of exactly the documented fields; the optional ones are there only where the file has them.</summary>
    private static GoldenStep ReadStep(DocumentMap step)
    {
        var fields = EventFields.Select(field => (field, step.Find(field) ?? Absent(step, field)))
            .Concat(OptionalFields.Where(field => step.Find(field) is not null).Select(field => (field, step.Node(field))));
        return new GoldenStep(DocumentNode.Map([.. fields]), step.MapOrNull("expect") ?? DocumentNode.Map());
    }

    private static DocumentNode Absent(DocumentMap step, string field) => field switch
    {
        "reason_code" => DocumentNode.Null,
        "token_refs" => DocumentNode.List(),
        "args" => DocumentNode.Map(),
        _ => step.Node(field),
    };
}
