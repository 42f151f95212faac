using System.Collections.Immutable;
using System.Text.Json;
using Tiltyard.Documents;

namespace Tiltyard.Corpora.Reading;

/// <summary>
/// AgentDojo's and AgentDyn's runs as JSON lines: prompt, pipeline, suite, user_task, attack, injection_task, utility, security,
/// injections, and steps of {call, args} and {result, error}. Members it does not know are passed over: they belong to others and grow.
/// </summary>
internal sealed class LineRuns(ReadingTools tools)
{
    private readonly StepCollector _steps = tools.Steps;
    private string? _pipeline;
    private string? _suite;
    private string? _userTask;
    private string? _attack;
    private string? _injectionTask;
    private string? _system;
    private bool? _utility;
    private bool? _security;
    private ImmutableArray<string> _injected;

    public RecordedRun Read(string file, int line, ReadOnlySpan<byte> utf8)
    {
        Clear(file, line);
        var walk = new JsonWalk(file, line, utf8, tools.Pool, tools.Limits.MaxDepth);
        walk.EnterObject("a recorded run");
        var seen = Members.None;
        var steps = default(Range);
        var hasPrompt = false;
        while (walk.NextName(out var name))
        {
            var member = Of(name);
            if (member != Members.None && seen.HasFlag(member)) throw walk.Refuse($"'{System.Text.Encoding.UTF8.GetString(name)}' is there twice");
            seen |= member;
            if (member == Members.Prompt) hasPrompt = Prompts(ref walk);
            else if (member == Members.Steps && !hasPrompt) steps = walk.Pass();
            else ReadMember(member, ref walk);
        }

        if (!seen.HasFlag(Members.Prompt)) throw walk.Refuse("the run has no prompt");
        if (!seen.HasFlag(Members.Steps)) throw walk.Refuse("the run has no steps");
        if (walk.Next()) throw walk.Refuse("something follows the run in its line");
        // steps that stand before the prompt wait for it, so that the order of members means nothing
        if (!steps.Equals(default)) ReadLater(file, line, utf8[steps]);
        return Made(file, line);
    }

    private RecordedRun Made(string file, int line) => new()
    {
        File = file,
        Line = line,
        Pipeline = _pipeline,
        Suite = _suite,
        UserTask = _userTask,
        Attack = _attack,
        InjectionTask = _injectionTask,
        Utility = _utility,
        Security = _security,
        System = _system,
        Injected = _injected,
        Steps = _steps.Taken(),
    };

    private void Clear(string file, int line)
    {
        _steps.Begin(file, line);
        (_pipeline, _suite, _userTask, _attack, _injectionTask, _system, _utility, _security, _injected) = (null, null, null, null, null, null, null, null, []);
    }

    private static Members Of(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("prompt"u8) => Members.Prompt,
        _ when name.SequenceEqual("steps"u8) => Members.Steps,
        _ when name.SequenceEqual("pipeline"u8) => Members.Pipeline,
        _ when name.SequenceEqual("suite"u8) => Members.Suite,
        _ when name.SequenceEqual("user_task"u8) => Members.UserTask,
        _ when name.SequenceEqual("attack"u8) => Members.Attack,
        _ when name.SequenceEqual("injection_task"u8) => Members.InjectionTask,
        _ when name.SequenceEqual("utility"u8) => Members.Utility,
        _ when name.SequenceEqual("security"u8) => Members.Security,
        _ when name.SequenceEqual("system"u8) => Members.System,
        _ when name.SequenceEqual("injections"u8) => Members.Injections,
        _ => Members.None,
    };

    private void ReadMember(Members member, ref JsonWalk walk)
    {
        switch (member)
        {
            case Members.Steps: ReadSteps(ref walk); break;
            case Members.Pipeline: _pipeline = walk.ShortOrNull("pipeline"); break;
            case Members.Suite: _suite = walk.ShortOrNull("suite"); break;
            case Members.UserTask: _userTask = walk.ShortOrNull("user_task"); break;
            case Members.Attack: _attack = walk.ShortOrNull("attack"); break;
            case Members.InjectionTask: _injectionTask = walk.ShortOrNull("injection_task"); break;
            case Members.Utility: _utility = walk.BooleanOrNull("utility"); break;
            case Members.Security: _security = walk.BooleanOrNull("security"); break;
            case Members.System: _system = walk.TextOrNull("system"); break;
            case Members.Injections: _injected = InjectedTexts.Read(ref walk); break;
            default: walk.Skip(); break;
        }
    }

    /// <summary>One prompt, or a list of them.</summary>
    private bool Prompts(ref JsonWalk walk)
    {
        if (walk.Token != JsonTokenType.StartArray)
        {
            _steps.Prompt(walk.TextOrNull("prompt") ?? "");
            return true;
        }

        while (walk.NextItem()) _steps.Prompt(walk.TextOrNull("a prompt") ?? "");
        return true;
    }

    private void ReadLater(string file, int line, ReadOnlySpan<byte> steps)
    {
        var walk = new JsonWalk(file, line, steps, tools.Pool, tools.Limits.MaxDepth);
        walk.Next();
        ReadSteps(ref walk);
    }

    private void ReadSteps(ref JsonWalk walk)
    {
        if (!tools.WithSteps)
        {
            walk.RequireList("steps");
            walk.Skip();
            return;
        }

        walk.RequireList("steps");
        while (walk.NextItem()) ReadStep(ref walk);
    }

    private void ReadStep(ref JsonWalk walk)
    {
        walk.EnterObject("a step");
        var (tool, text, error, prompt, said) = ((string?)null, (string?)null, (string?)null, (string?)null, (string?)null);
        var arguments = ImmutableArray<RecordedArgument>.Empty;
        var isResult = false;
        while (walk.NextName(out var name))
        {
            if (name.SequenceEqual("call"u8)) tool = walk.ShortOrNull("call");
            else if (name.SequenceEqual("args"u8)) arguments = ValueReading.Arguments(ref walk);
            else if (name.SequenceEqual("result"u8)) (text, isResult) = (ValueReading.AnyText(ref walk), true);
            else if (name.SequenceEqual("error"u8)) error = ValueReading.AnyText(ref walk);
            else if (name.SequenceEqual("prompt"u8)) prompt = walk.TextOrNull("prompt");
            else if (name.SequenceEqual("said"u8)) said = walk.TextOrNull("said");
            else walk.Skip();
        }

        if (tool is not null) _steps.Call(new RecordedCall(tool, arguments), null);
        if (isResult || (tool is null && error is not null)) _steps.Result(text, error, null);
        if (prompt is not null) _steps.Prompt(prompt);
        if (said is not null) _steps.Said(said);
        if (tool is null && !isResult && error is null && prompt is null && said is null) throw walk.Refuse("a step is a call, a result, a prompt or something said");
    }

    [Flags]
    private enum Members
    {
        None = 0,
        Prompt = 1,
        Steps = 2,
        Pipeline = 4,
        Suite = 8,
        UserTask = 16,
        Attack = 32,
        InjectionTask = 64,
        Utility = 128,
        Security = 256,
        System = 512,
        Injections = 1024,
    }
}
