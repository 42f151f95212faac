using Tiltyard.Lab.Rules;

namespace Tiltyard.Lab.Conformance;

/// <summary>What a scenario makes of its log when it is over.</summary>
internal static class PostRun
{
    public static string? Failure(LabEngine engine, GoldenScenario scenario, IReadOnlyList<GoldenStepReport> steps)
    {
        _ = engine;
        _ = steps;
        return scenario.Hooks.IsEmpty && scenario.PostRun.IsEmpty ? null : "the hooks after a run are not there yet";
    }
}
