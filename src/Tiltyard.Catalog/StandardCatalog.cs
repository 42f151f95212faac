using System.Collections.Immutable;
using Tiltyard.Agents;
using Tiltyard.Catalog.Attacks.ForgedLeadership;
using Tiltyard.Catalog.Attacks.RedTeam;
using Tiltyard.Catalog.Detectors;
using Tiltyard.Catalog.Detectors.Drift;
using Tiltyard.Catalog.Detectors.Injection;
using Tiltyard.Catalog.Detectors.Pii;
using Tiltyard.Catalog.Detectors.Pii.Documented;
using Tiltyard.Catalog.Detectors.Refusals;
using Tiltyard.Catalog.Detectors.ToolMentions;
using Tiltyard.Catalog.Gates.ActionMisuse;
using Tiltyard.Catalog.Gates.DataFlow;
using Tiltyard.Catalog.Gates.FreshTests;
using Tiltyard.Catalog.Gates.InjectionGuard;
using Tiltyard.Catalog.Gates.NaiveProvenance;
using Tiltyard.Catalog.Gates.PiiGuard;
using Tiltyard.Catalog.Gates.Policy;
using Tiltyard.Catalog.Gates.Sequence;
using Tiltyard.Catalog.Validators.ActionMisuse;
using Tiltyard.Catalog.Validators.ContextDrift;
using Tiltyard.Catalog.Validators.Hallucination;
using Tiltyard.Catalog.Validators.InventedTool;
using Tiltyard.Catalog.Validators.OutputFormat;
using Tiltyard.Catalog.Validators.Pii;
using Tiltyard.Catalog.Validators.Policy;
using Tiltyard.Catalog.Validators.PromptInjection;
using Tiltyard.Catalog.Validators.Refusal;
using Tiltyard.Catalog.Validators.Repetition;
using Tiltyard.Catalog.Validators.Sanity;
using Tiltyard.Catalog.Validators.SensitiveTopics;
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
            new(ScriptKind.Kind, ScriptPolicies.All) { Oracles = ScriptPolicies.Oracles, Goals = ScriptGoals.Of, Outcome = ScriptOutcome.Of },
        ],
        agents: [GeneralPolicies.NoOp, GeneralPolicies.Random],
        attacks: [ForgedLeadershipAttack.Kind, HelpDeskAttack.Kind, ScriptInjection.Kind, CustomPayload.Kind, .. RedTeamKinds.All],
        gates:
        [
            ActionMisuseGate.Kind, DataFlowGate.Kind, FreshTestsGate.Kind, InjectionGuardGate.Kind, NaiveProvenanceGate.Kind, PiiGuardGate.Kind, PolicyGate.Kind,
            SequenceGate.Kind,
        ],
        validators:
        [
            ActionMisuseValidator.Kind, ContextDriftValidator.Kind, HallucinationValidator.Kind, InventedToolValidator.Kind, OutputFormatValidator.Kind,
            PiiValidator.Kind, PolicyValidator.Kind, PromptInjectionValidator.Kind, RefusalValidator.Kind, RepetitionValidator.Kind, SanityValidator.Kind,
            SensitiveTopicsValidator.Kind, SkippedSafetyValidator.Kind,
        ])
    {
        BuiltIn = Suites.BuiltIn.Find,
        BuiltInNames = [.. Suites.BuiltIn.Names, .. Suites.ScriptScenarios.Names],
        RedTeam = RedTeamPlan.Attacks,
        Policy = Policies.ShippedPolicies.Find,
    };

    /// <summary>What finds something in a text; <c>tiltyard measure</c> says how often each is right.</summary>
    public static ImmutableArray<DetectorKind> Detectors { get; } =
    [
        DocumentedPiiDetector.Kind, DriftDetector.Kind, InjectionDetector.DocumentedKind, InjectionDetector.Kind, PiiDetector.Kind, RefusalDetector.Kind,
        ToolMentionDetector.Kind,
    ];
}
