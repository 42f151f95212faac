using System.Collections.Frozen;
using System.Collections.Immutable;
using Tiltyard.Catalog.Detectors.Sequences;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Detectors.ActionRules;

/// <summary>
/// Rules about what seats do: who may do what, how far arguments may go, how often, and in which order. The gate and the validator
/// action_misuse both rest on it. It keeps no state.
/// </summary>
public sealed class ActionRuleSet
{
    private readonly FrozenDictionary<string, SeatRights> _rights;
    private readonly SeatRights _anybody;
    private readonly ImmutableArray<AccessRule> _access;
    private readonly ImmutableArray<ArgumentLimit> _limits;
    private readonly ImmutableArray<CallRate> _rates;
    private readonly ImmutableArray<SequenceRule> _sequences;
    private readonly bool _allowsUnknown;

    private ActionRuleSet(DocumentMap options, DocumentMap profile)
    {
        var both = new[] { profile, options };
        _rights = (options.MapOrNull("agents")?.Entries ?? []).ToFrozenDictionary(entry => entry.Key, entry => SeatRights.Read(entry.Value.AsMap()), StringComparer.Ordinal);
        var tools = options.List("agent_tool_permissions") is { IsEmpty: false } list ? list.Select(Patterns.Read).ToImmutableArray() : (ImmutableArray<ActionPattern>?)null;
        _anybody = (_rights.GetValueOrDefault("*") ?? SeatRights.Nobody) is var rights && rights.Tools is null ? rights with { Tools = tools } : rights;
        _access = [.. both.SelectMany(map => map.Maps("access")).Select(AccessRule.Read)];
        _limits = [.. both.SelectMany(map => map.Maps("limits")).Select(ArgumentLimit.Read)];
        _rates = [.. options.Maps("rates").Select((rate, at) => CallRate.Read(rate, at + 1))];
        _sequences = options.Has("rules") ? SequenceRule.ReadAll(options) : [];
        _allowsUnknown = options.TextOrNull("unknown_actions") is { } said ? said.Equals("allow", StringComparison.Ordinal) : !options.Has("access");
    }

    /// <summary>The options of whoever uses these rules.</summary>
    public static ImmutableArray<Field> Options { get; } =
    [
        Field.Optional("profile", Shape.Text("none", "documented"), "documented adds the documented permissions and limits; so it is where no other rule is given."),
        Field.Optional("agents", Shape.Map(SeatRights.Form) with { Min = 1 }, "Role, permissions and tools of each seat by its name; * stands for all others."),
        Field.Optional("agent_tool_permissions", Shape.List(Patterns.Action, 0, 500), "The only actions that seats without tools of their own may use; as documented, an empty list restricts nothing."),
        Field.Optional("access", Shape.List(AccessRule.Form, 1, 500), "Who may do what."),
        Field.Optional("unknown_actions", Shape.Text("allow", "deny"), "What holds for actions that no access rule and no list of tools names; deny where there are access rules."),
        Field.Optional("limits", Shape.List(ArgumentLimit.Form, 1, 500), "Limits of arguments."),
        Field.Optional("rates", Shape.List(CallRate.Form, 1, 100), "How often something may be done."),
        Field.Optional("rules", Shape.List(SequenceRule.Form, 1, 200), "Sequences: forbid an action after another without a third, as the gate sequence takes them."),
    ];

    /// <summary>Whether a rate counts seconds, which only a trace can tell.</summary>
    public bool CountsSeconds => _rates.Any(rate => rate.Seconds is not null);

    public static ActionRuleSet Read(DocumentMap options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] rules = ["agents", "agent_tool_permissions", "access", "limits", "rates", "rules"];
        var profile = options.Text("profile", rules.Any(rule => options.Find(rule) is DocumentMap { Entries.IsEmpty: false } or DocumentList { Items.IsEmpty: false }) ? "none" : "documented");
        var set = new ActionRuleSet(options, profile.Equals("documented", StringComparison.Ordinal) ? DocumentedProfile.Rules : DocumentNode.Map());
        return set.IsEmpty ? throw new DocumentException(options, "there is no rule about actions: give access, agent_tool_permissions, limits, rates, rules or profile: documented") : set;
    }

    /// <summary>Adds every rule that the action breaks; what was done before is not changed.</summary>
    public void Check(string seat, in PastCall call, List<KeyValuePair<string, Value>> arguments, PastCalls past, List<Breach> into)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(past);
        ArgumentNullException.ThrowIfNull(into);
        CheckAccess(seat, call.Action, past.Speech, arguments, into);
        foreach (var limit in _limits)
        {
            if (limit.Action.Matches(call.Action, past.Speech) && limit.Refuse(arguments) is { } beyond) into.Add(new Breach(BreachKind.ArgumentLimit, limit.Id, $"{Excerpt.Of(call.Action)}: {beyond}"));
        }

        foreach (var rate in _rates)
        {
            if (rate.Refuse(call, past) is { } often) into.Add(new Breach(BreachKind.CallRate, rate.Id, often));
        }

        foreach (var rule in _sequences)
        {
            if (rule.Breach(call.Action, past.Names, past.Speech) is { } broken) into.Add(new Breach(BreachKind.Sequence, rule.Id, broken, rule.Decision));
        }
    }

    private bool IsEmpty => _access.IsEmpty && _limits.IsEmpty && _rates.IsEmpty && _sequences.IsEmpty && _allowsUnknown && _anybody.Tools is null && _rights.Values.All(rights => rights.Tools is null);

    private void CheckAccess(string seat, string action, string? speech, List<KeyValuePair<string, Value>> arguments, List<Breach> into)
    {
        var rights = _rights.GetValueOrDefault(seat) ?? _anybody;
        var tools = rights.Tools ?? _anybody.Tools;
        if (tools is { } some && !some.Any(tool => tool.Matches(action, speech)))
        {
            into.Add(new Breach(BreachKind.NotPermitted, "tools", $"{Excerpt.Of(action)} is none of the tools of {Excerpt.Of(seat)}"));
            return;
        }

        var isKnown = tools is not null;
        foreach (var rule in _access)
        {
            if (!rule.Action.Matches(action, speech)) continue;
            isKnown = true;
            if (rule.Refuse(action, rights, arguments) is { } why) into.Add(new Breach(BreachKind.NotPermitted, rule.Action.ToString(), why));
        }

        if (!isKnown && !_allowsUnknown) into.Add(new Breach(BreachKind.NotPermitted, "unknown_actions", $"no rule permits {Excerpt.Of(action)}"));
    }
}
