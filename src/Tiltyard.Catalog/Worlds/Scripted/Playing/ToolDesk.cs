using System.Collections.Immutable;
using Tiltyard.Catalog.Worlds.Scripted.Judging;
using Tiltyard.Catalog.Worlds.Scripted.Templates;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Scripted.Playing;

/// <summary>The simulated tools of a play: what each call does, gives back and takes in time.</summary>
internal sealed class ToolDesk(ScriptPlay play, PlayScope scope)
{
    private readonly SeededRandom _random = new();
    private readonly int[] _tries = new int[play.Script.Tools.Length];
    private readonly int[] _answered = new int[play.Script.Tools.Length];
    private readonly Queue<double>[] _recent = [.. play.Script.Tools.Select(_ => new Queue<double>())];
    private readonly List<Overriding> _overrides = [];

    public void Begin(in EpisodeKey key)
    {
        _random.Reseed(key.Stream("script/tools"));
        _tries.AsSpan().Clear();
        _answered.AsSpan().Clear();
        _overrides.Clear();
        foreach (var queue in _recent) queue.Clear();
    }

    public DocumentMap Counts(bool answered) =>
        DocumentNode.Map([.. play.Script.Tools.Select((tool, index) => (tool.Name, (DocumentNode)(long)(answered ? _answered : _tries)[index]))]);

    public void Override(ToolGoes goes) => _overrides.Add(new Overriding(goes, goes.Times));

    /// <summary>Makes a call and gives back what the agent is told.</summary>
    public string Call(in ActionCall call)
    {
        var index = call.Index;
        var tool = play.Script.Tools[index];
        var arguments = ScriptCalls.Arguments(tool.Spec, call);
        _tries[index]++;
        var path = tool.Record?.Fill(Scoped(arguments, null));
        var record = path is null ? null : Tree.Find(play.State, path);
        Scoped(arguments, record);
        play.Record(new ScriptEvent(EventTypes.ActionRequest, tool.Name, play.Time) { Arguments = arguments, Record = record });
        var overriding = Overridden(tool);
        var latency = overriding?.LatencySeconds ?? tool.LatencySeconds;
        var fault = Fault(index, tool, record, overriding, ref latency);
        // chance is drawn at every call, whatever becomes of it
        play.Time += fault?.LatencySeconds ?? latency;
        var answer = fault is { TakesEffect: false } ? null : Work(tool, overriding);
        string? code = null;
        if (fault is null) _answered[index]++;
        else code = fault.Code.Name();
        play.Called(tool.Name, fault is null ? "ok" : "error", code);
        play.Record(new ScriptEvent(fault is null ? EventTypes.ActionResponse : EventTypes.Error, tool.Name, play.Time) { Arguments = arguments, Record = record, Code = code });
        var told = fault is null
            ? ToolAnswers.Ok(answer!, latency)
            : ToolAnswers.Error(fault.Code, fault.Message?.Text(scope) ?? fault.Code.Message(), fault.LatencySeconds ?? latency);
        Scoped(null, null);
        return told;
    }

    private PlayScope Scoped(DocumentMap? arguments, DocumentNode? record)
    {
        scope.Arguments = arguments;
        scope.Record = record;
        return scope;
    }

    /// <summary>Does what the tool does and says what it gives back, by the state after it.</summary>
    private DocumentNode Work(ScriptTool tool, ToolGoes? overriding)
    {
        play.Apply(tool.Effects);
        var path = tool.Record?.Fill(scope);
        if (path is not null) scope.Record = Tree.Find(play.State, path) ?? scope.Record;
        return (overriding?.Result ?? tool.Result).Fill(scope);
    }

    private ToolGoes? Overridden(ScriptTool tool)
    {
        var at = _overrides.FindIndex(one => one.Goes.Tool.Equals(tool.Name, StringComparison.Ordinal));
        if (at < 0) return null;
        var (goes, left) = _overrides[at];
        if (left == 1) _overrides.RemoveAt(at);
        else _overrides[at] = new Overriding(goes, left - 1);
        return goes;
    }

    private ToolFault? Fault(int index, ScriptTool tool, DocumentNode? record, ToolGoes? overriding, ref double latency)
    {
        var found = StressorFault(tool, ref latency);
        var own = tool.Faults.Select(fault => (Fault: fault, Drawn: fault.Probability >= 1 || _random.NextDouble() < fault.Probability)).ToArray();
        if (tool.Permission is { } permission && !Holds(permission)) return Plain(ToolCode.PermissionDenied);
        if (tool.RateLimit is { } limit && IsBeyond(index, limit)) return Plain(ToolCode.RateLimitExceeded);
        if (overriding is { Fault: { } given }) return given;
        if (found is not null) return found;
        if (tool.Record is not null && record is null) return Plain(ToolCode.NotFound);
        if (overriding is { Result: not null }) return null;
        foreach (var (fault, drawn) in own)
        {
            if (drawn && (fault.Calls.IsEmpty || fault.Calls.Contains(_tries[index])) && (fault.When is null || fault.When.Holds(scope))) return fault;
        }

        return null;
    }

    /// <summary>The trouble of the environment at this moment; high latency is no failure.</summary>
    private ToolFault? StressorFault(ScriptTool tool, ref double latency)
    {
        ToolFault? found = null;
        foreach (var stressor in play.Script.Stressors)
        {
            var drawn = stressor.Probability >= 1 || _random.NextDouble() < stressor.Probability;
            if (!drawn || play.Time < stressor.From || play.Time >= stressor.Until) continue;
            if (!stressor.Tools.IsEmpty && !stressor.Tools.Contains(tool.Name, StringComparer.Ordinal)) continue;
            switch (stressor.Kind)
            {
                case StressorKind.HighLatency:
                    latency += stressor.LatencySeconds;
                    break;
                case StressorKind.Timeout:
                    found ??= new ToolFault { Code = ToolCode.Timeout, LatencySeconds = stressor.LatencySeconds };
                    break;
                case StressorKind.RateLimit:
                    found ??= Plain(ToolCode.RateLimitExceeded);
                    break;
                default:
                    found ??= new ToolFault { Code = ToolCode.InternalError, Message = ToolAnswers.NetworkError };
                    break;
            }
        }

        return found;
    }

    private static ToolFault Plain(ToolCode code) => new() { Code = code };

    private bool Holds(string permission) => play.State.Find("permissions") is DocumentList list
        && list.Items.Any(item => item is DocumentScalar { Kind: DocumentScalarKind.Text } text && text.AsText().Equals(permission, StringComparison.Ordinal));

    /// <summary>Counts the call where it is within the limit.</summary>
    private bool IsBeyond(int index, RateLimit limit)
    {
        var recent = _recent[index];
        while (recent.TryPeek(out var oldest) && oldest <= play.Time - limit.WindowSeconds) recent.Dequeue();
        if (recent.Count >= limit.Calls) return true;
        recent.Enqueue(play.Time);
        return false;
    }

    /// <summary>How the next calls of a tool go, and how many of them are left.</summary>
    private readonly record struct Overriding(ToolGoes Goes, int Left);
}
