using System.Collections.Immutable;
using Tiltyard.Catalog.Worlds.Scripted.Playing;
using Tiltyard.Catalog.Worlds.Scripted.Templates;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Worlds.Scripted.Forms;

/// <summary>Compiles the steps of a script: branches become jumps.</summary>
internal sealed class ProgramReading(ImmutableArray<ScriptTool> tools)
{
    private readonly List<Instruction> _program = [];
    private double _latest;

    /// <exception cref="DocumentException">The first step that cannot be played.</exception>
    public ImmutableArray<Instruction> Read(ImmutableArray<DocumentNode> steps)
    {
        foreach (var step in steps) Add(step.AsMap());
        if (!_program.Any(step => step is UserSays or Arrivals or SystemEvent { Message: not null }))
            throw new DocumentException(steps[0], "nobody ever speaks to the agent: the script needs a user_message, a burst or a system_event with a message");
        return [.. _program];
    }

    private void Add(DocumentMap step)
    {
        var at = step.Number("timestamp", 0);
        if (step.Has("timestamp") && at < _latest) throw new DocumentException(step.Node("timestamp"), $"the step comes before the one at {_latest:0.###} seconds");
        _latest = Math.Max(_latest, at);
        if (step.Text("type").Equals("branch", StringComparison.Ordinal)) AddBranch(step, at);
        else _program.Add(Plain(step, at));
    }

    private void AddBranch(DocumentMap step, double at)
    {
        var condition = Clause.Read(step.Node("if"), Roots.Play);
        var decision = _program.Count;
        _program.Add(new Wait(0) { Timestamp = at });
        var before = _latest;
        foreach (var one in step.Maps("then")) Add(one);
        var afterThen = _latest;
        var end = _program.Count;
        _program.Add(new Wait(0) { Timestamp = 0 });
        _program[decision] = new Jump(condition, _program.Count) { Timestamp = at };
        _latest = before;
        foreach (var one in step.Maps("else")) Add(one);
        _latest = Math.Max(_latest, afterThen);
        _program[end] = new Jump(null, _program.Count) { Timestamp = 0 };
    }

    private Instruction Plain(DocumentMap step, double at) => step.Text("type") switch
    {
        "user_message" => new UserSays(Roots.Text(step.Node("message"), Roots.Play)) { Timestamp = at },
        "burst" => Burst(step, at),
        "system_event" => new SystemEvent(
            step.Text("event"),
            Roots.Value(step.Node("data"), Roots.Play),
            step.NodeOrNull("message") is { } message ? Roots.Text(message, Roots.Play) : null,
            ToolReading.Effects(step.Node("effects"), Roots.Play))
        { Timestamp = at },
        "tool" => Override(step, at),
        "wait" => new Wait(step.Number("duration")) { Timestamp = at },
        _ => Assertion(step, at),
    };

    private static Arrivals Burst(DocumentMap step, double at)
    {
        if (step.Boolean("shuffle") && step.List("over").IsEmpty) throw new DocumentException(step.Node("shuffle"), "there are no values to shuffle: give them under over");
        return new Arrivals(
            (int)step.Integer("count"),
            step.Number("interval_seconds"),
            Roots.Text(step.Node("message"), Roots.Play),
            step.List("over"),
            step.Boolean("shuffle"),
            step.NumberOrNull("patience_seconds"))
        { Timestamp = at };
    }

    private ToolGoes Override(DocumentMap step, double at)
    {
        var tool = tools.FirstOrDefault(known => known.Name.Equals(step.Text("tool"), StringComparison.Ordinal))
            ?? throw new DocumentException(step.Node("tool"), UnknownName.Reason("tool", step.Text("tool"), tools.Select(known => known.Name)));
        if (step.Has("result") && step.Has("error")) throw new DocumentException(step.Node("error"), "give a result or an error, not both");
        if (!step.Has("result") && !step.Has("error") && !step.Has("latency_ms")) throw new DocumentException(step, "the step changes nothing: give a result, an error or a latency");
        return new ToolGoes(
            tool.Name,
            (int)step.Integer("times"),
            step.NodeOrNull("result") is { } result ? Roots.Value(result, Roots.Call) : null,
            step.MapOrNull("error") is { } error ? ToolReading.Fault(error) : null,
            step.NumberOrNull("latency_ms") / 1_000)
        { Timestamp = at };
    }

    private static Asserts Assertion(DocumentMap step, double at)
    {
        var text = step.Text("message");
        if (step.NodeOrNull("condition") is { } condition)
        {
            if (step.Has("assertion_type")) throw new DocumentException(step.Node("assertion_type"), "give a condition or the documented comparison, not both");
            return new Asserts(text, Clause.Read(condition, Roots.Play), null, null) { Timestamp = at };
        }

        if (!step.Has("assertion_type") || !step.Has("actual_path") || !step.Has("expected"))
            throw new DocumentException(step, "an assertion needs a condition, or assertion_type, actual_path and expected");
        var operation = step.Text("assertion_type") switch
        {
            "equals" => "==",
            "contains" => "contains",
            "greater_than" => ">",
            _ => "<",
        };
        var path = step.Node("actual_path");
        var compared = Roots.Condition.Check(DocumentNode.Map(("field", path), ("op", operation), ("value", step.Node("expected"))));
        return new Asserts(text, Clause.Read(compared, Roots.Play), TemplatePath.Read(path, path.AsText()), step.Node("expected")) { Timestamp = at };
    }
}
