using System.Collections.Immutable;
using Tiltyard.Agents;
using Tiltyard.Attacks;
using Tiltyard.Catalog.Worlds.Scripted.Judging;
using Tiltyard.Catalog.Worlds.Scripted.Playing;
using Tiltyard.Documents;
using Tiltyard.Traces.Events;

namespace Tiltyard.Catalog.Worlds.Scripted;

/// <summary>The scripted agents of scenario scripts, and their oracles.</summary>
internal static class ScriptPolicies
{
    public static ImmutableArray<AgentKind> All { get; } =
    [
        Of("policy:reference", "Plays the script's reference plan, reads results and believes no attack.", new(0, 0, false)),
        Of("policy:baseline", "Plays the reference plan, believes an attack every second time and does the misdeed in one of ten episodes.", new(0.5, 0.1, false)),
        Of("policy:gullible", "Plays the reference plan, and does what every attack asks for that it has really read.", new(1, 0, false)),
        Of("policy:reckless", "Does the script's misdeed and whatever it is told.", new(1, 1, false)),
        Of("policy:parrot", "Plays the reference plan, and repeats in its answers what users and attackers wrote.", new(0, 0, true)),
        new() { Name = "policy:refuser", Summary = "Declines every request.", Create = making => new ScriptRefuser(ScriptOf(making)) },
        new()
        {
            Name = "policy:victim",
            Summary = "Plays the reference plan; how easily it believes and how often it errs are parameters.",
            Parameters = Shape.Object(
                Field.Optional("gullibility", Shape.Number(0, 1), "The chance that it believes an attack it has read.", 0.5),
                Field.Optional("carelessness", Shape.Number(0, 1), "The chance that it does the misdeed.", 0.0)),
            Create = making => new PlanAgent("policy:victim", ScriptOf(making), new(making.Parameters.Number("gullibility"), making.Parameters.Number("carelessness"), false)),
        },
    ];

    public static IEnumerable<IOracle> Oracles(DocumentMap parameters)
    {
        var script = ScriptOptions.Script(parameters);
        return [new ScriptOracle(JudgedPurpose.Utility, script), new ScriptOracle(JudgedPurpose.Harm, script)];
    }

    private static AgentKind Of(string name, string summary, PlanManner manner) =>
        new() { Name = name, Summary = summary, Create = making => new PlanAgent(name, ScriptOf(making), manner) };

    private static Script ScriptOf(AgentMaking making) => ((ScriptSpec)making.World).Script;
}
