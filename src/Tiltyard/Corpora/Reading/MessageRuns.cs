using System.Collections.Immutable;

namespace Tiltyard.Corpora.Reading;

/// <summary>
/// The file that AgentDojo and AgentDyn write of each run: suite_name, pipeline_name, user_task_id, injection_task_id, attack_type,
/// injections, utility, security, and the conversation in messages or conversations. An attack_type of null is a benign run.
/// </summary>
internal sealed class MessageRuns(ReadingTools tools)
{
    private readonly ChatMessages _messages = new(tools.Steps);

    public RecordedRun Read(string file, int line, ReadOnlySpan<byte> utf8)
    {
        tools.Steps.Begin(file, line);
        _messages.Begin();
        var walk = new JsonWalk(file, line, utf8, tools.Pool, tools.Limits.MaxDepth);
        walk.EnterObject("a recorded run");
        var run = new RecordedRun { File = file, Line = line };
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (walk.NextKey(out var key))
        {
            if (!seen.Add(key)) throw walk.Refuse($"'{key}' is there twice");
            run = Member(run, key, ref walk);
        }

        if (!seen.Contains("messages") && !seen.Contains("conversations")) throw walk.Refuse("the run has no messages");
        return run with { System = _messages.System, Steps = tools.Steps.Taken() };
    }

    private RecordedRun Member(RecordedRun run, string key, ref JsonWalk walk)
    {
        switch (key)
        {
            case "suite_name": return run with { Suite = walk.ShortOrNull(key) };
            case "pipeline_name": return run with { Pipeline = walk.ShortOrNull(key) };
            case "user_task_id": return run with { UserTask = walk.ShortOrNull(key) };
            case "injection_task_id": return run with { InjectionTask = walk.ShortOrNull(key) };
            case "attack_type": return run with { Attack = walk.ShortOrNull(key) ?? RecordedRun.NoAttack };
            case "utility": return run with { Utility = walk.BooleanOrNull(key) };
            case "security": return run with { Security = walk.BooleanOrNull(key) };
            case "injections": return run with { Injected = InjectedTexts.Read(ref walk) };
            case "messages" or "conversations" when tools.WithSteps:
                _messages.ReadAll(ref walk);
                return run;
            default:
                walk.Skip();
                return run;
        }
    }
}

/// <summary>Reads the texts that an attacker placed: a map from place to text, or null.</summary>
internal static class InjectedTexts
{
    public static ImmutableArray<string> Read(ref JsonWalk walk)
    {
        if (walk.IsNull) return [];
        walk.EnterObject("injections");
        var texts = ImmutableArray.CreateBuilder<string>();
        while (walk.NextKey(out _))
        {
            if (ValueReading.AnyText(ref walk) is { } text) texts.Add(text);
        }

        return texts.DrainToImmutable();
    }
}
