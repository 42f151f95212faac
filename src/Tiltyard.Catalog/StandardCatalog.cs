using Tiltyard.Agents;
using Tiltyard.Catalog.Attacks.ForgedLeadership;
using Tiltyard.Catalog.Attacks.RedTeam;
using Tiltyard.Catalog.Gates.FreshTests;
using Tiltyard.Catalog.Gates.NaiveProvenance;
using Tiltyard.Catalog.Gates.Policy;
using Tiltyard.Catalog.Validators.SkippedSafety;
using Tiltyard.Catalog.Worlds.HelpDesk;
using Tiltyard.Catalog.Worlds.ReleaseManager;
using Tiltyard.Catalog.Worlds.Scripted;
using Tiltyard.Catalog.Worlds.Trading;
using Tiltyard.Catalog.Worlds.Trading.MultiAgent;
using Tiltyard.Runs;

namespace Tiltyard.Catalog;

/// <summary>Everything that ships: the table of contents of the product.</summary>
public static class StandardCatalog
{
    public static Registry Registry { get; } = new(
        worlds:
        [
            new(ReleaseManagerKind.Kind, ReleaseManagerPolicies.All) { Fragments = ReleaseManagerStrips.Draw },
            new(TradingKind.Kind, TradingPolicies.All),
            new(MultiAgentTradingKind.Kind, MultiAgentTradingPolicies.All) { DefaultAgents = ["policy:baseline", "policy:advocate"] },
            new(HelpDeskKind.Kind, HelpDeskPolicies.All)
            {
                DefaultAgents = ["policy:obliging"],
                Oracles = HelpDeskPolicies.Oracles,
                Goals = (_, key) => HelpDeskGoals.Of(key.Case),
                OneCase = HelpDeskOptions.OneCase,
            },
            new(ScriptKind.Kind, ScriptPolicies.All) { Oracles = ScriptPolicies.Oracles, Outcome = ScriptOutcome.Of, Goals = ScriptGoals.Of },
        ],
        agents: [GeneralPolicies.NoOp, GeneralPolicies.Random],
        attacks: [ForgedLeadershipAttack.Kind, HelpDeskAttack.Kind, ScriptInjection.Kind, CustomPayload.Kind, .. RedTeamKinds.All],
        gates: [FreshTestsGate.Kind, NaiveProvenanceGate.Kind, PolicyGate.Kind],
        validators: [SkippedSafetyValidator.Kind])
    {
        BuiltIn = Suites.BuiltIn.Find,
        Policy = Policies.ShippedPolicies.Find,
    };
}
