using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Runs.Planning;

namespace Tiltyard.Cli;

/// <summary>Puts scenarios on the lane that was asked for and that their policy tag allows, before anything outside can be reached.</summary>
internal static class Routing
{
    /// <summary>The lane of the flag, else of MODE or DOOMARENA_MODE, else null.</summary>
    public static RunMode? Asked(string? flag)
    {
        if (flag is not null) return Read("--mode", flag);
        foreach (var variable in new[] { "MODE", "DOOMARENA_MODE" })
        {
            if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value) return Read(variable, value);
        }

        return null;
    }

    private static RunMode Read(string place, string text) =>
        Enum.TryParse<RunMode>(text, ignoreCase: true, out var mode) && !char.IsAsciiDigit(text[0])
            ? mode
            : throw new DocumentException(place, UnknownName.Reason("mode", text, ["SHIM", "REAL"]));

    /// <summary>The set with every live agent that may not be reached replaced, and what was decided for each scenario.</summary>
    /// <exception cref="DocumentException">A real lane was asked for and nobody in it is live.</exception>
    public static (ScenarioSet Set, ImmutableArray<RouteDecision> Decisions) Apply(ScenarioSet set, RunMode? asked)
    {
        var allowSensitive = Environment.GetEnvironmentVariable("ALLOW_SENSITIVE") is "1";
        var decisions = ImmutableArray.CreateBuilder<RouteDecision>();
        var scenarios = new List<Scenario>();
        foreach (var scenario in set.Scenarios)
        {
            var live = LiveSeats.AnyIn(scenario);
            var requested = asked ?? scenario.Mode ?? (live ? RunMode.Real : RunMode.Shim);
            if (requested == RunMode.Real && !live)
                throw new DocumentException(scenario.World, $"mode REAL needs a live agent in '{scenario.Name}': give --agent PROVIDER --model M, or echo, which calls nobody");
            var decision = RouteDecision.Decide(scenario.Name, requested, scenario.Policy, allowSensitive);
            decisions.Add(decision);
            if (decision.IsRerouted) Output.Note($"[policy] rerouting REAL -> SHIM: {decision.Reason}");
            scenarios.Add(decision.Effective == RunMode.Shim && live ? LiveSeats.Replaced(scenario) : scenario);
        }

        return (set with { Scenarios = [.. scenarios] }, decisions.ToImmutable());
    }
}
