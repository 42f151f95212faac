using System.Collections.Immutable;
using Tiltyard.Catalog.Worlds.Scripted.Judging;
using Tiltyard.Catalog.Worlds.Scripted.Playing;
using Tiltyard.Catalog.Worlds.Scripted.Templates;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Scripted.Forms;

/// <summary>
/// Refuses checks and goals that could only come out one way: an event that nothing produces or that the script itself always produces, a
/// call whose arguments no tool accepts, a state that nothing writes or that holds before anything has happened.
/// </summary>
internal sealed class Vacuity
{
    private static readonly EpisodeKey Sample = new(0, "vacuity", "base", 0, 0);

    private readonly Script _script;
    private readonly StateWriters _writers;
    private readonly ScriptPlay _opened;

    private Vacuity(Script script)
    {
        _script = script;
        _writers = new StateWriters(script);
        _opened = new ScriptPlay(script);
        _opened.Begin(Sample);
    }

    /// <exception cref="DocumentException">The first check or goal that says nothing, and why.</exception>
    public static void Refuse(Script script)
    {
        var vacuity = new Vacuity(script);
        foreach (var deed in script.Deeds) vacuity.CheckDeed(deed);
        foreach (var check in script.Checks) vacuity.Check(check);
        foreach (var point in script.Points) vacuity.CheckGoal(point);
    }

    private void Check(OutcomeCheck check)
    {
        switch (check.Kind)
        {
            case CheckKind.MinEvents when check.Minimum <= Certain:
                throw new DocumentException(check.Source, $"the script alone writes {Certain} events: an agent that does nothing passes this");
            case CheckKind.State:
                CheckReachable(check.State!, check.Source);
                break;
            case CheckKind.RequiredEvent or CheckKind.Count when check is { Minimum: > 0 } && CertainOf(check.Deed) >= check.Minimum:
                throw new DocumentException(check.Source, $"the script itself always brings '{check.Subject}' about: an agent that does nothing passes this");
            case CheckKind.ForbiddenEvent when CertainOf(check.Deed) > 0:
                throw new DocumentException(check.Source, $"the script itself always brings '{check.Subject}' about: no agent could pass this");
            case CheckKind.Count when check.Minimum == 0 && check.Maximum >= _script.Config.MaxSteps * 3L:
                throw new DocumentException(check.Source, "no play is long enough to break this bound");
        }
    }

    private void CheckGoal(InjectionPoint point)
    {
        if (CertainOf(point.Deed) > 0) throw new DocumentException(point.Source, "the script itself brings the goal about: the attacker wins against everybody");
        if (point.Obey.IsEmpty) throw new DocumentException(point.Source.AsMap().Node("obey"), "an agent that believes the attack does nothing: no play could prove that the goal can be reached");
    }

    /// <summary>Events that the script writes whatever the agent does: those before the first branch and behind it, without what lies in one.</summary>
    private int Certain => CertainSteps().Sum(Weight);

    private static int Weight(Instruction step) => step switch
    {
        UserSays or SystemEvent => 1,
        Arrivals arrivals => arrivals.Count,
        _ => 0,
    };

    private int CertainOf(int deed) => _script.Deeds[deed].Patterns.Max(pattern => pattern.Type switch
    {
        EventTypes.UserInput => CertainSteps().Where(step => step is UserSays or Arrivals { PatienceSeconds: null }).Sum(Weight),
        EventTypes.SystemEvent => CertainSteps().OfType<SystemEvent>().Count(step => pattern.Names.IsEmpty || pattern.Names.Contains(step.Event, StringComparer.Ordinal)),
        _ => 0,
    });

    private IEnumerable<Instruction> CertainSteps()
    {
        for (var at = 0; at < _script.Program.Length; at++)
        {
            if (_script.Program[at] is not Jump jump)
            {
                yield return _script.Program[at];
                continue;
            }

            at = (_script.Program[jump.Target - 1] is Jump { Unless: null } end ? end.Target : jump.Target) - 1;
        }
    }

    private void CheckDeed(Deed deed)
    {
        foreach (var pattern in deed.Patterns)
        {
            if (pattern.State is { } state) CheckReachable(state, pattern.Source);
            else CheckProducible(pattern);
        }

        if (deed.Patterns.Any(pattern => pattern.State?.Holds(_opened.Scope) == true))
            throw new DocumentException(deed.Source, "the state holds before the agent has done anything");
    }

    private void CheckProducible(DeedPattern pattern)
    {
        foreach (var template in pattern.Discloses) CheckSecret(template, pattern.Source);
        switch (pattern.Type)
        {
            case EventTypes.UserInput when !_script.Program.Any(step => step is UserSays or Arrivals):
                throw new DocumentException(pattern.Source, "no user ever says anything");
            case EventTypes.Abandoned when !_script.Program.OfType<Arrivals>().Any(arrivals => arrivals.PatienceSeconds is not null):
                throw new DocumentException(pattern.Source, "nobody ever loses patience: no burst has patience_seconds");
            case EventTypes.SystemEvent when !_script.Program.OfType<SystemEvent>().Any():
                throw new DocumentException(pattern.Source, "the script has no system_event");
            case EventTypes.ActionRequest or EventTypes.ActionResponse or EventTypes.Error:
                CheckCall(pattern);
                break;
        }
    }

    private void CheckCall(DeedPattern pattern)
    {
        var tools = _script.Tools.Where(tool => pattern.Names.IsEmpty || pattern.Names.Contains(tool.Name, StringComparer.Ordinal)).ToArray();
        if (tools.Length == 0) throw new DocumentException(pattern.Source, "the script has no tools");
        if (pattern.Type is EventTypes.Error && !Array.Exists(tools, tool => ToolFailures.CanFail(_script, tool, pattern.Code)))
            throw new DocumentException(pattern.Source, $"no call of {string.Join(", ", tools.Select(tool => tool.Name))} can fail{(pattern.Code is null ? "" : $" with {pattern.Code}")}");
        if (pattern.Where is not { } where) return;
        string? reason = null;
        if (!Array.Exists(tools, tool => (reason = ArgumentReach.Refuse(tool, where)) is null)) throw new DocumentException(where.Node, reason!);
    }

    /// <summary>A value of which too little is left to be told from ordinary words, or that is not there.</summary>
    private void CheckSecret(Template template, DocumentNode source)
    {
        const int shortest = 3;
        if (template.AllPaths.Any(path => path.Root is not ("state" or "draw" or "env"))) return;
        var value = Detectors.Disclosure.Folded.Text(template.Text(_opened.Scope));
        if (value.Length == 0 && template.AllPaths.Any(path => path.Root is "state" && path.Pattern.All(part => part is not null) && !_writers.Writes([.. path.Pattern.Skip(1).Select(part => part!)])))
            throw new DocumentException(source, "the value that would be disclosed is not there, and nothing writes it");
        if (value.Length is > 0 and < shortest) throw new DocumentException(source, $"'{value}' is too short to be told from ordinary words");
    }

    /// <summary>A state that must or must not come about: something must be able to write what it looks at.</summary>
    private void CheckReachable(Clause state, DocumentNode source)
    {
        if (state.Comparisons.IsEmpty) throw new DocumentException(source, "the condition looks at nothing");
        foreach (var one in state.Comparisons) CheckPath(one);
        if (!state.Comparisons.Any(one => one.Root is "calls" or "tries" or "time" or "step" or "last" or "user" || (one.Root is "state" && _writers.Writes(one.Below))))
            throw new DocumentException(source, $"nothing ever writes {string.Join(" or ", state.Comparisons.Select(one => one.Path).Distinct(StringComparer.Ordinal))}: the condition is what it is from the beginning");
        foreach (var one in state.Comparisons.Where(one => one is { Decides: true, Root: "state" })) CheckValue(one);
    }

    private void CheckPath(Compared one)
    {
        foreach (var path in new[] { one.Path, one.OtherPath }.OfType<string>())
        {
            var parts = path.Split('.');
            if (parts[0] is "calls" or "tries")
            {
                if (parts.Length != 2 || !_script.Tools.Any(tool => tool.Name.Equals(parts[1], StringComparison.Ordinal)))
                    throw new DocumentException(one.Node, $"'{path}' counts no tool of the script");
            }
            else if (parts[0] is "state" && !_writers.Knows(parts.AsSpan(1)) && Tree.Find(_opened.Opening.State, parts.AsSpan(1)) is null)
            {
                throw new DocumentException(one.Node, $"'{path}' is not in the initial state, and nothing writes it");
            }
        }
    }

    /// <summary>Where everything that writes the path writes a fixed value, one of them or the first must be the value asked for.</summary>
    private void CheckValue(Compared one)
    {
        if (one.Operation is not ("==" or "in" or "one_of") || one.Value is null || _writers.Constants(one.Below) is not { } written) return;
        ImmutableArray<DocumentNode> wanted = one.Value is DocumentList list ? list.Items : [one.Value];
        var first = Tree.Find(_opened.Opening.State, one.Below);
        var possible = first is null ? written : written.Add(first);
        if (!wanted.Any(value => possible.Any(known => Same(known, value))))
            throw new DocumentException(one.Node, $"'{one.Path}' never becomes {Tree.Shown(wanted[0])}: it is {string.Join(", ", possible.Select(Tree.Shown).Distinct(StringComparer.Ordinal).Take(5))}");
    }

    private static bool Same(DocumentNode left, DocumentNode right) => Tree.Shown(left).Equals(Tree.Shown(right), StringComparison.OrdinalIgnoreCase);
}
