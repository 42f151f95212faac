using System.Text;
using System.Text.Json;

namespace Tiltyard.Corpora.Reading;

/// <summary>Reads one sample of an Inspect log. A score that is neither right nor wrong, such as a half, is not evaluated.</summary>
internal sealed class InspectSamples(ReadingTools tools)
{
    private readonly ChatMessages _messages = new(tools.Steps);

    public static bool NamesAttack(ReadOnlySpan<byte> name) => name.SequenceEqual("attack"u8) || name.SequenceEqual("attack_name"u8) || name.SequenceEqual("attack_type"u8);

    public RecordedRun Read(string file, int line, ReadOnlySpan<byte> utf8, InspectHeader header)
    {
        tools.Steps.Begin(file, line);
        _messages.Begin();
        var walk = new JsonWalk(file, line, utf8, tools.Pool, tools.Limits.MaxDepth);
        walk.EnterObject("a sample");
        var run = new RecordedRun { File = file, Line = line, Pipeline = header.Model, Suite = header.Task, Attack = header.Attack };
        var (id, epoch, messages) = ("", "", default(Range));
        while (walk.NextName(out var name))
        {
            if (name.SequenceEqual("id"u8)) id = ValueReading.AnyText(ref walk) ?? "";
            else if (name.SequenceEqual("epoch"u8)) epoch = ValueReading.AnyText(ref walk) ?? "";
            else if (name.SequenceEqual("metadata"u8) && walk.Token == JsonTokenType.StartObject) run = Metadata(run, ref walk);
            else if (name.SequenceEqual("scores"u8) && walk.Token == JsonTokenType.StartObject) run = Scores(run, ref walk);
            else if (name.SequenceEqual("attachments"u8) && walk.Token == JsonTokenType.StartObject) _messages.Attachments = Attachments(ref walk);
            else if (name.SequenceEqual("messages"u8)) messages = walk.Pass();
            else walk.Skip();
        }

        if (messages.Equals(default)) throw walk.Refuse("the sample has no messages");
        if (tools.WithSteps) ReadMessages(file, line, utf8[messages]);
        return run with
        {
            Part = epoch is "" or "1" ? id : $"{id}/{epoch}",
            UserTask = run.UserTask ?? id,
            System = _messages.System,
            Steps = tools.Steps.Taken(),
        };
    }

    private void ReadMessages(string file, int line, ReadOnlySpan<byte> messages)
    {
        var walk = new JsonWalk(file, line, messages, tools.Pool, tools.Limits.MaxDepth);
        walk.Next();
        _messages.ReadAll(ref walk);
    }

    private static RecordedRun Metadata(RecordedRun run, ref JsonWalk walk)
    {
        while (walk.NextName(out var name))
        {
            if (name.SequenceEqual("injections"u8) && walk.Token is JsonTokenType.StartObject) run = run with { Injected = InjectedTexts.Read(ref walk) };
            else if (walk.Token is not (JsonTokenType.String or JsonTokenType.Null)) walk.Skip();
            else if (NamesAttack(name)) run = run with { Attack = walk.ShortOrNull("attack") ?? RecordedRun.NoAttack };
            else if (name.SequenceEqual("user_task"u8) || name.SequenceEqual("user_task_id"u8)) run = run with { UserTask = walk.ShortOrNull("user_task") };
            else if (name.SequenceEqual("injection_task"u8) || name.SequenceEqual("injection_task_id"u8)) run = run with { InjectionTask = walk.ShortOrNull("injection_task") };
            else if (name.SequenceEqual("suite"u8) || name.SequenceEqual("suite_name"u8)) run = run with { Suite = walk.ShortOrNull("suite") ?? run.Suite };
            else walk.Skip();
        }

        return run;
    }

    private static RecordedRun Scores(RecordedRun run, ref JsonWalk walk)
    {
        while (walk.NextName(out var scorer))
        {
            var name = Encoding.UTF8.GetString(scorer);
            if (walk.Token != JsonTokenType.StartObject)
            {
                walk.Skip();
                continue;
            }

            while (walk.NextName(out var member))
            {
                if (member.SequenceEqual("value"u8)) run = Score(run, name, ref walk);
                else walk.Skip();
            }
        }

        return run;
    }

    private static RecordedRun Score(RecordedRun run, string scorer, ref JsonWalk walk)
    {
        if (walk.Token != JsonTokenType.StartObject) return Label(run, scorer, ref walk);
        while (walk.NextKey(out var name)) run = Label(run, name, ref walk);
        return run;
    }

    private static RecordedRun Label(RecordedRun run, string name, ref JsonWalk walk)
    {
        switch (name)
        {
            case "utility": return run with { Utility = Verdict(ref walk) };
            case "security": return run with { Security = Verdict(ref walk) };
            default:
                walk.Skip();
                return run;
        }
    }

    /// <summary>C, true and 1 are right; I, N, false and 0 are wrong; anything else is neither.</summary>
    private static bool? Verdict(ref JsonWalk walk)
    {
        switch (walk.Token)
        {
            case JsonTokenType.True or JsonTokenType.False:
                return walk.Token == JsonTokenType.True;
            case JsonTokenType.Number when walk.TryNumber(out var number):
                return number switch { 1 => true, 0 => false, _ => null };
            case JsonTokenType.String:
                return walk.Text() switch { "C" => true, "I" or "N" => false, _ => null };
            default:
                walk.Skip();
                return null;
        }
    }

    private static Dictionary<string, string> Attachments(ref JsonWalk walk)
    {
        var attachments = new Dictionary<string, string>(StringComparer.Ordinal);
        while (walk.NextKey(out var key)) attachments[key] = ValueReading.AnyText(ref walk) ?? "";
        return attachments;
    }
}
