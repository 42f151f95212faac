using System.Collections.Immutable;
using Tiltyard.Conditions;
using Tiltyard.Traces;

namespace Tiltyard.Gates.Policies;

/// <summary>
/// A compiled policy: rules by stage, tried in the order of the file, the first that decides decides. Made by <see cref="PolicyFile"/>
/// from either form. It keeps no state: one policy serves any number of episodes and threads.
/// </summary>
public sealed class GatePolicy
{
    private readonly ImmutableArray<PolicyRule>[] _rules;
    private readonly RuleIndex[] _indexes;
    private readonly PolicyVerdict _byDefault;

    internal GatePolicy(IEnumerable<(GateStage Stage, PolicyRule Rule)> rules, ImmutableArray<FactPath> paths, FactSemantics semantics, PolicyVerdict byDefault)
    {
        var all = rules.ToArray();
        _rules = [.. Enum.GetValues<GateStage>().Select(stage => all.Where(one => one.Stage == stage).Select(one => one.Rule).ToImmutableArray())];
        _indexes = [.. _rules.Select(some => new RuleIndex(some, semantics))];
        _byDefault = byDefault;
        Semantics = semantics;
        Paths = paths;
        ActiveRuleIds = [.. all.Select(one => one.Rule.Id)];
    }

    /// <summary>What rows and reports call the policy: gates:v1, or the policy_id of the older form.</summary>
    public required string Label { get; init; }

    /// <summary>The version of gates.yaml; null for the older form.</summary>
    public int? Version { get; init; }

    public FactSemantics Semantics { get; }

    /// <summary>What holds where no rule decides.</summary>
    public required PolicyMode Mode { get; init; }

    /// <summary>Where the mode comes from: env (given by the caller), config or default.</summary>
    public required string ModeSource { get; init; }

    public PolicyLimits Limits { get; init; } = PolicyLimits.None;

    /// <summary>The rules' names, stage by stage as the file lists them.</summary>
    public ImmutableArray<string> ActiveRuleIds { get; }

    /// <summary>Every fact that the rules may ask for, each at its slot.</summary>
    public ImmutableArray<FactPath> Paths { get; }

    /// <summary>Whether any rule speaks at this stage. Where none does, the mode decides.</summary>
    public bool Covers(GateStage stage) => !_rules[(int)stage].IsEmpty;

    /// <summary>Decides. It never throws, whatever the text and the facts are, unless the context itself does.</summary>
    public PolicyVerdict Evaluate(GateStage stage, IFacts context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var at = new Situation(stage, context, Semantics);
        return _indexes[(int)stage].TryDecide(ref at, out var verdict) ? verdict : _byDefault;
    }

    /// <summary>The same without the index, trying one rule after another: the meaning of a policy, to check <see cref="Evaluate"/> by.</summary>
    public PolicyVerdict EvaluateRuleByRule(GateStage stage, IFacts context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var at = new Situation(stage, context, Semantics);
        foreach (var rule in _rules[(int)stage])
        {
            if (rule.TryDecide(ref at, out var verdict)) return verdict;
        }

        return _byDefault;
    }
}
