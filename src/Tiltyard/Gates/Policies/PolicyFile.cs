using System.Collections.Immutable;
using Tiltyard.Conditions;
using Tiltyard.Documents;
using Tiltyard.Traces;

namespace Tiltyard.Gates.Policies;

/// <summary>
/// Reads a policy file of either form, gates.yaml version 1 or the older config.json, into one rule tree. A file that is wrong in
/// anything is an error, never a policy that allows.
/// </summary>
public static class PolicyFile
{
    /// <summary>The form of gates.yaml, version 1.</summary>
    public static ObjectShape GatesForm => PolicyForms.Gates;

    /// <summary>The older form, with policy_id and rules.</summary>
    public static ObjectShape OlderForm => PolicyForms.Older;

    /// <summary>Whether a document looks like a policy of either form.</summary>
    public static bool Recognises(DocumentNode document) => document is DocumentMap map && (IsOlder(map) || LooksLikeGates(map));

    /// <summary>Reads and compiles a policy.</summary>
    /// <param name="document">The parsed file.</param>
    /// <param name="semantics">How the documented mistakes are treated.</param>
    /// <param name="overrideMode">The mode given from outside (GATES_MODE), which wins over the file's.</param>
    /// <exception cref="DocumentException">The first thing that is wrong with it.</exception>
    public static GatePolicy Read(DocumentNode document, FactSemantics semantics = FactSemantics.Corrected, PolicyMode? overrideMode = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document is DocumentMap map && IsOlder(map) ? ReadOlder(map, semantics, overrideMode) : ReadGates(document, semantics, overrideMode);
    }

    private static bool IsOlder(DocumentMap map) => map.Has("policy_id") || (map.Has("rules") && !map.Has("version"));

    private static bool LooksLikeGates(DocumentMap map) =>
        map.Has("version") && (map.Has("defaults") || map.Has("limits") || Rulings.Stages.Any(stage => map.Find(stage) is not null));

    private static GatePolicy ReadGates(DocumentNode document, FactSemantics semantics, PolicyMode? overrideMode)
    {
        var map = PolicyForms.Gates.Check(document);
        var written = map.MapOrNull("defaults")?.NodeOrNull("mode");
        var mode = overrideMode ?? (written is null ? PolicyMode.Allow : PolicyModes.Read(written));
        var rules = ImmutableArray.CreateBuilder<(GateStage, PolicyRule)>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var paths = new FactPaths();
        foreach (var stage in Enum.GetValues<GateStage>())
        {
            foreach (var rule in map.Maps(stage.Name()))
            {
                if (!seen.Add(rule.Text("id"))) throw new DocumentException(rule.Node("id"), $"the rule '{rule.Text("id")}' is there twice");
                rules.Add((stage, GatesRule.Read(rule, paths)));
            }
        }

        return new GatePolicy(rules.DrainToImmutable(), paths.All, semantics, Default(mode, PolicyCodes.OfDefault(mode)))
        {
            Label = $"gates:v{map.Integer("version")}",
            Version = (int)map.Integer("version"),
            Mode = mode,
            ModeSource = overrideMode is not null ? "env" : written is null ? "default" : "config",
            Limits = PolicyLimits.Read(map.MapOrNull("limits")),
        };
    }

    private static GatePolicy ReadOlder(DocumentMap document, FactSemantics semantics, PolicyMode? overrideMode)
    {
        var map = PolicyForms.Older.Check(document);
        var mode = overrideMode ?? PolicyMode.Allow;
        var paths = new FactPaths();
        var rules = map.Maps("rules").Select((rule, index) => OlderRule.Read(rule, $"{map.Text("policy_id")}.{index + 1}", paths)).ToArray();
        return new GatePolicy(rules, paths.All, semantics, Default(mode, mode == PolicyMode.Allow ? "NO_MATCH_DEFAULT_ALLOW" : PolicyCodes.OfDefault(mode)))
        {
            Label = map.Text("policy_id"),
            Mode = mode,
            ModeSource = overrideMode is null ? "default" : "env",
        };
    }

    private static PolicyVerdict Default(PolicyMode mode, string code) =>
        new((Decision)(int)mode, PolicyVerdict.DefaultRule, ReasonCodes.OfPolicy(code), code);
}

/// <summary>Codes as policy files write them.</summary>
internal static class PolicyCodes
{
    public static string OfDefault(PolicyMode mode) => $"policy_default_{((Decision)(int)mode).Name()}";

    /// <exception cref="DocumentException">The code means something that no gate decides.</exception>
    public static PolicyVerdict Verdict(Decision decision, string rule, string code, DocumentNode place, string? message, string? severity = null)
    {
        try
        {
            return new PolicyVerdict(decision, rule, ReasonCodes.OfPolicy(code), code, message, severity);
        }
        catch (ArgumentException)
        {
            throw new DocumentException(place, $"the reason code '{code}' is taken: it means something that no gate decides");
        }
    }
}
