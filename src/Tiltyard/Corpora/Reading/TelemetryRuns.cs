
namespace Tiltyard.Corpora.Reading;

/// <summary>
/// OpenTelemetry GenAI spans as OTLP JSON: one trace is one run. Every call of the model brings the conversation so far, so only what is
/// new in it is taken; a tool's span fills in what no message holds. Labels are the attributes tiltyard.attack, .utility, .security,
/// .suite, .user_task and .injection_task of any span or of the resource.
/// </summary>
internal sealed class TelemetryRuns(string file, CorpusLimits limits, TextPool pool)
{
    private readonly StepCollector _steps = new(limits.MaxSteps);
    private readonly List<string> _conversation = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _calls = new(StringComparer.Ordinal);
    private readonly HashSet<string> _answered = new(StringComparer.Ordinal);
    private string? _system;

    /// <summary>The traces in the order in which they first appear.</summary>
    public static IEnumerable<CorpusBatch> Batches(string file, byte[] export, CorpusLimits limits)
    {
        var spans = new List<TelemetrySpan>();
        var pool = new TextPool();
        foreach (var (bytes, line) in JsonValues.Of(file, export, limits.MaxDepth))
        {
            var walk = new JsonWalk(file, line, export.AsSpan(bytes), pool, limits.MaxDepth);
            TelemetrySpan.ReadAll(ref walk, spans);
        }

        var traces = spans.Where(span => span.IsAgentic).GroupBy(span => span.TraceId, StringComparer.Ordinal).Select(group => group.OrderBy(span => span.Start).ToArray());
        foreach (var together in traces.Chunk(16)) yield return new TraceBatch(file, limits, together);
    }

    private RecordedRun Read(TelemetrySpan[] spans)
    {
        Begin(spans[0].Line);
        // a span of a whole agent repeats what the spans within it say, and would say the end first
        var hasModels = spans.Any(span => !IsAgent(span) && HasMessages(span));
        foreach (var span in spans)
        {
            if (span["gen_ai.operation.name"] is "execute_tool") Tool(span);
            else if (!hasModels || !IsAgent(span)) Model(span);
        }

        return new RecordedRun
        {
            File = file,
            Line = spans[0].Line,
            Part = spans[0].TraceId,
            Pipeline = First(spans, "tiltyard.pipeline") ?? First(spans, "gen_ai.request.model") ?? First(spans, "gen_ai.response.model"),
            Suite = First(spans, "tiltyard.suite") ?? First(spans, "gen_ai.agent.name"),
            UserTask = First(spans, "tiltyard.user_task") ?? spans[0].TraceId,
            Attack = First(spans, "tiltyard.attack"),
            InjectionTask = First(spans, "tiltyard.injection_task"),
            Utility = Truth(First(spans, "tiltyard.utility"), spans[0]),
            Security = Truth(First(spans, "tiltyard.security"), spans[0]),
            System = _system,
            Steps = _steps.Taken(),
        };
    }

    private static bool IsAgent(TelemetrySpan span) => span["gen_ai.operation.name"] is "invoke_agent" or "create_agent" or "invoke_workflow";

    private static bool HasMessages(TelemetrySpan span) => span["gen_ai.input.messages"] is not null || span["gen_ai.output.messages"] is not null;

    private void Begin(int line)
    {
        _steps.Begin(file, line);
        _conversation.Clear();
        _known.Clear();
        _calls.Clear();
        _answered.Clear();
        _system = null;
    }

    private void Model(TelemetrySpan span)
    {
        if (span["gen_ai.system_instructions"] is { } instructions) _system ??= TelemetryMessages.Instructions(file, span.Line, instructions, pool, limits.MaxDepth);
        if (span["gen_ai.input.messages"] is { } input) Take(TelemetryMessages.Read(file, span.Line, input, pool, limits.MaxDepth));
        if (span["gen_ai.output.messages"] is { } output) Append(TelemetryMessages.Read(file, span.Line, output, pool, limits.MaxDepth));
    }

    /// <summary>Passes over what the conversation holds already; where its beginning was cut off, over every part that was seen.</summary>
    private void Take(List<TelemetryPart> parts)
    {
        var same = 0;
        while (same < parts.Count && same < _conversation.Count && parts[same].Identity.Equals(_conversation[same], StringComparison.Ordinal)) same++;
        Append(same == _conversation.Count ? parts[same..] : parts.Where(part => !_known.Contains(part.Identity)).ToList());
    }

    private void Append(List<TelemetryPart> parts)
    {
        foreach (var part in parts)
        {
            _conversation.Add(part.Identity);
            _known.Add(part.Identity);
            Step(part);
        }
    }

    private void Step(TelemetryPart part)
    {
        if (part.Call is { } call)
        {
            if (part.Id is null || _calls.Add(part.Id)) _steps.Call(call, part.Id);
        }
        else if (part.IsResult)
        {
            if (part.Id is null || _answered.Add(part.Id)) _steps.Result(part.Text, null, part.Id);
        }
        else if (part.Role is "system" or "developer") _system = _system is null || _system.Equals(part.Text, StringComparison.Ordinal) ? part.Text : $"{_system}\n{part.Text}";
        else if (part.Role is "user") _steps.Prompt(part.Text ?? "");
        else _steps.Said(part.Text);
    }

    private void Tool(TelemetrySpan span)
    {
        if (span["gen_ai.tool.name"] is not { } tool) return;
        var id = span["gen_ai.tool.call.id"];
        if (id is null || _calls.Add(id))
            _steps.Call(new RecordedCall(tool, ValueReading.OfText(span["gen_ai.tool.call.arguments"] ?? "", file, span.Line, pool)), id);
        var result = span["gen_ai.tool.call.result"];
        if (result is null && span.Error is null) return;
        if (id is null || _answered.Add(id)) _steps.Result(result, span.Error, id);
    }

    private static string? First(TelemetrySpan[] spans, string attribute) => spans.Select(span => span[attribute]).FirstOrDefault(value => value is not null);

    private bool? Truth(string? label, TelemetrySpan span) => label switch
    {
        null => null,
        "true" => true,
        "false" => false,
        _ => throw new Documents.DocumentException(new Documents.SourcePlace(file, span.Line, 1), null, $"the label '{label}' is neither true nor false"),
    };

    private sealed class TraceBatch(string file, CorpusLimits limits, TelemetrySpan[][] traces) : CorpusBatch
    {
        public override void Read(ReadingTools tools, Action<RecordedRun> take)
        {
            var runs = new TelemetryRuns(file, limits, tools.Pool);
            foreach (var trace in traces) take(runs.Read(trace));
        }
    }
}
