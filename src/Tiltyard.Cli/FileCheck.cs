using Tiltyard.Adapters.ChatModels.Prices;
using Tiltyard.Catalog.Suites;
using Tiltyard.Documents;
using Tiltyard.Gates;
using Tiltyard.Gates.Policies;
using Tiltyard.Runs.Evaluating;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs;
using Tiltyard.Validators.TextRules;
using Tiltyard.Verdicts;

namespace Tiltyard.Cli;

/// <summary>What one file turned out to be, or the one line that says why it cannot be used.</summary>
internal sealed record FileCheck(string File, string? Kind, string? Facts, string? Error)
{
    public static FileCheck Of(string file)
    {
        try
        {
            var (kind, facts) = file.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) ? LinesCheck.Of(file) : OfDocument(file);
            return new FileCheck(file, kind, facts, null);
        }
        catch (DocumentException e)
        {
            return new FileCheck(file, null, null, e.Message);
        }
    }

    public static DocumentList Json(IEnumerable<FileCheck> files) => DocumentNode.List(files.Select(file => DocumentNode.Map(
        ("file", file.File), ("kind", JsonOutput.Text(file.Kind)), ("valid", file.Error is null), ("facts", JsonOutput.Text(file.Facts)), ("error", JsonOutput.Text(file.Error)))));

    public override string ToString() => $"{File}: OK ({Kind}, {Facts})";

    private static (string Kind, string Facts) OfDocument(string file)
    {
        var document = InputFiles.ReadDocument(file);
        if (SweepFile.Recognises(document)) return ("sweep", Plan(SweepFile.Read(document, PlanOptions.KeyVariable)));
        if (ScriptScenarios.Recognises(document)) return ("scenario script", Plan(ScenarioFile.Read(ScriptScenarios.OfFile(document), Composition.BuiltInOf)));
        if (DriftConfigFile.Recognises(document)) return ("drift configuration", Plan(DriftConfigFile.Read(document)));
        if (document is not DocumentMap map) throw new DocumentException(document, "an input file is a map");
        if (GateSetFile.Recognises(map)) return ("gate set", CorpusGates.Check(Composition.Registry, file, map));
        if (FlatRecord.IsRecord(map) || map.TextOrNull("kind") is "evaluation") return ("evaluation", Evaluation(map, Path.GetDirectoryName(Path.GetFullPath(file))));
        if (map.Has("kind")) return (map.Node("kind").AsText(), Plan(ScenarioFile.Read(document, Composition.BuiltInOf)));
        if (map.Has("plan_hash")) return OfManifest(map);
        if (map.Has("models")) return ("prices", $"{PriceTable.Read(document).Count} models");
        if (PolicyFile.Recognises(document)) return OfPolicy(PolicyFile.Read(document));
        if (TextRuleSet.Recognises(document)) return ("text rules", $"rules {string.Join(", ", TextRuleSet.Read(document).ActiveRuleIds)}");
        if (map.Has("version")) return ("thresholds", $"{ThresholdsFile.Read(document).Criteria.Length} criteria");
        throw new DocumentException(document, "this is no kind of file known here: a scenario, suite, study or evaluation has 'kind', a drift configuration 'scenario', a sweep 'exp', a scenario script 'scenario_id', thresholds and policies 'version', an older policy 'policy_id'");
    }

    private static string Evaluation(DocumentMap map, string? folder)
    {
        var made = Runs.Evaluating.Evaluation.Make(() => ScenarioFiles.Resolved(FlatRecord.Grouped(map), folder), Composition.Registry, TimeProvider.System);
        return $"{made.Set.Scenarios.Length:N0} scenarios, {made.Run.Planned:N0} episodes, {made.Criteria.Criteria.Length:N0} criteria";
    }

    /// <summary>Everything a run would check, short of playing: names, parameters, options, grids.</summary>
    private static string Plan(ScenarioSet set)
    {
        var plan = new PlanMaking(Composition.Registry).Make(set, new PlanSettings { Seeds = set.Seeds, Trials = set.Trials });
        var cells = plan.Blocks.Sum(block => block.Cells.Length);
        return $"{cells:N0} {(cells == 1 ? "cell" : "cells")}, {plan.Planned:N0} {(plan.Planned == 1 ? "episode" : "episodes")}"
            + (ChatAgents.AreIn(plan) ? "; asks a chat model" : "");
    }

    private static (string Kind, string Facts) OfPolicy(GatePolicy policy)
    {
        var count = policy.ActiveRuleIds.Length;
        return ("gate policy", $"{policy.Label}, {count} {(count == 1 ? "rule" : "rules")}, {policy.Mode.ToString().ToLowerInvariant()} where none decides");
    }

    private static (string Kind, string Facts) OfManifest(DocumentMap map)
    {
        var plan = PlanWire.Read(map.Map("plan"), Composition.Registry);
        if (!PlanWire.Hash(plan).Equals(map.Text("plan_hash"), StringComparison.Ordinal))
            throw new DocumentException(map.Node("plan_hash"), "the plan does not have the hash that is recorded for it");
        return ("run manifest", $"{plan.Planned:N0} planned, {map.Text("status")}");
    }
}
