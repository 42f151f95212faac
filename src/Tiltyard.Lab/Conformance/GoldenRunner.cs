using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;
using Tiltyard.Lab.Rules;

namespace Tiltyard.Lab.Conformance;

/// <summary>
/// Plays the published conformance suite against the engine in its reference profile, with stronger checks than the published runner makes: the
/// state blocks, no breach that the suite does not expect, nothing changed by a blocked step, one record for each accepted one.
/// </summary>
public sealed class GoldenRunner
{
    private readonly LabPolicy _policy;
    private readonly LabEngine _engine;
    private readonly LabEvent _event = new();

    public GoldenRunner(LabPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        _policy = policy;
        _engine = new LabEngine(policy, RuleProfile.Reference, new SuiteVerifier());
    }

    public GoldenReport Run(GoldenSuite suite)
    {
        ArgumentNullException.ThrowIfNull(suite);
        return new GoldenReport(suite.Version, [.. suite.Scenarios.Select(Run)]);
    }

    private GoldenScenarioReport Run(GoldenScenario scenario)
    {
        var steps = ImmutableArray.CreateBuilder<GoldenStepReport>();
        var failures = ImmutableArray.CreateBuilder<GoldenFailure>();
        try
        {
            StateReading.Read(scenario.InitialState, _engine, scenario.TransportFault);
        }
        catch (DocumentException e)
        {
            failures.Add(new GoldenFailure("__RESET__", e.Message));
        }

        foreach (var step in scenario.Steps)
        {
            if (failures.Count > 0) break;
            var (report, failure) = Play(step);
            if (report is not null) steps.Add(report);
            if (failure is not null) failures.Add(new GoldenFailure(step.Event.Text("event_id"), failure));
        }

        if (failures.Count == 0 && PostRun.Failure(_policy, scenario, steps) is { } after) failures.Add(new GoldenFailure("__POST_RUN__", after));
        return new GoldenScenarioReport(scenario.Id, scenario.Title, failures.ToImmutable(), steps.ToImmutable(), _engine.Chain.Length, _engine.Chain.Head, _engine.Chain.Last);
    }

    private (GoldenStepReport? Report, string? Failure) Play(GoldenStep step)
    {
        try
        {
            EventReading.Read(step.Event, _engine.State, _event);
            _event.Written = PythonJson.Write(step.Event);
            var before = StateImage.Of(_engine.State);
            var length = _engine.Chain.Length;
            var result = _engine.Step(_event);
            var document = ResultDocument.Of(_engine, result);
            var (assertions, failure) = GoldenChecks.Check(_engine, _policy, step.Expect, result);
            failure ??= Unmoved(result, before, length);
            return (new GoldenStepReport(step.Event, document, assertions), failure);
        }
        catch (DocumentException e)
        {
            return (null, e.Message);
        }
    }

    private string? Unmoved(StepResult result, string before, int length)
    {
        if (result.IsAccepted) return _engine.Chain.Length == length + 1 ? null : $"the chain grew from {length} to {_engine.Chain.Length} records by an accepted step";
        return before.Equals(StateImage.Of(_engine.State), StringComparison.Ordinal) ? null : "a blocked step changed the laboratory";
    }

    /// <summary>The suite signs with a text of its own. No other runner can be given this verifier.</summary>
    private sealed class SuiteVerifier : ISignatureVerifier
    {
        public bool IsGoodForAnybody(string signature) => signature.Equals("GOLDEN_TEST_ACCEPT", StringComparison.Ordinal);

        public bool IsGood(int key, LabEvent signed, string lastHash) => false;
    }
}
