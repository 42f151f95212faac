using Tiltyard.Catalog.Detectors.DataFlow;
using Tiltyard.Catalog.Detectors.Injection;
using Tiltyard.Documents;
using Tiltyard.Gates;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Gates.DataFlow;

/// <summary>
/// Follows values from what a seat read into what it does. The world's message speaks for the user; results and the inbox are
/// untrusted. A change is held against the passages in them that ask for something. For what comes after what, whatever was read,
/// there is the gate <c>sequence</c>.
/// </summary>
public sealed class DataFlowGate : IGate
{
    private static readonly Ruling Allow = new(Decision.Allow, "data_flow.default", ReasonCodes.DefaultAllow);

    private readonly DataFlowOptions _options;
    private readonly FlowReading _reading;
    private readonly FlowJudge _judge;
    private readonly SortedDictionary<string, FlowMemory> _memories = new(StringComparer.Ordinal);

    private DataFlowGate(DataFlowOptions options)
    {
        _options = options;
        _reading = new FlowReading(options.Reach, options.Weak, options.UsesDetector ? new DetectorReading(new InjectionDetector(new InjectionOptions()), options.Sure, options.Strong) : null);
        _judge = new FlowJudge(options);
    }

    public static GateKind Kind { get; } = new()
    {
        Name = "data_flow",
        Summary = "Follows what was read into later calls, and stops what untrusted text asked for and the user did not.",
        Options = DataFlowOptions.Shape,
        Create = static (options, _) => new DataFlowGate(DataFlowOptions.Read(options)),
    };

    public string Name => "data_flow";

    public GateStages Stages => GateStages.PreCall | GateStages.PreTool | GateStages.PostTool;

    public void Begin(in EpisodeKey key)
    {
        foreach (var memory in _memories.Values) memory.Clear();
    }

    public Ruling Rule(in GateRequest request) => request.Stage switch
    {
        GateStage.PreCall => Listen(request),
        GateStage.PostTool => Receive(request),
        GateStage.PreTool => Consider(request),
        _ => Allow,
    };

    public void Save(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject();
        foreach (var (seat, memory) in _memories)
        {
            writer.Name(seat);
            memory.Save(writer);
        }

        writer.EndObject();
    }

    public void Restore(DocumentMap saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        _memories.Clear();
        foreach (var (seat, _, memory) in saved.Entries) MemoryOf(seat).Restore(memory.AsMap());
    }

    /// <summary>What the user says is remembered; a message of somebody else is read like a result.</summary>
    private Ruling Listen(in GateRequest request)
    {
        var memory = MemoryOf(request.Seat.Name);
        var message = request.Observation.Message.ToString();
        var ruling = Allow;
        if (_options.TrustsMessage) memory.AddPrompt(message);
        else if (message.Length > 0) ruling = Warned(memory.AddUntrusted(request.Step, UntrustedText.MessageFrom("the world"), message), ruling);
        foreach (var received in request.Observation.Inbox)
        {
            if (_options.TrustsInbox) memory.AddPrompt(received.Text);
            else ruling = Warned(memory.AddUntrusted(request.Step, UntrustedText.MessageFrom(received.From), received.Text), ruling);
        }

        return ruling;
    }

    private Ruling Receive(in GateRequest request)
    {
        var source = request.Action?.Name ?? "the last action";
        if (request.Text.Length == 0 || _options.TrustedTools.Contains(source)) return Allow;
        var text = MemoryOf(request.Seat.Name).AddUntrusted(request.Step, source, request.Text);
        var ruling = Warned(text, Allow);
        if (text is null || _options.Of(FlowRule.InjectedWords) <= ruling.Decision) return ruling;
        foreach (var passage in text.Passages)
        {
            if (passage.AsksForWords && !passage.IsByDetector && passage.Score >= _options.Strong) return Said(FlowRule.InjectedWords, text, passage);
        }

        return ruling;
    }

    private Ruling Consider(in GateRequest request)
    {
        var action = request.Action!;
        if (action.Name.Equals(request.Seat.SpeechAction, StringComparison.Ordinal)) return Allow;
        var memory = MemoryOf(request.Seat.Name);
        var ruling = _judge.Judge(action, request.Call, memory, Allow);
        memory.NoteCall(action.Name, _judge.Values);
        return ruling;
    }

    private Ruling Warned(UntrustedText? text, Ruling otherwise)
    {
        if (text is null || _options.Of(FlowRule.InjectionSeen) <= otherwise.Decision) return otherwise;
        foreach (var passage in text.Passages)
        {
            if (passage.Score >= _options.Weak && passage.Score > 0) return Said(FlowRule.InjectionSeen, text, passage);
        }

        return otherwise;
    }

    private Ruling Said(FlowRule rule, UntrustedText text, Passage passage) =>
        new(_options.Of(rule), rule.Name, rule.Reason, $"{FlowJudge.Place(text)} holds a passage that {FlowJudge.Meaning(passage)}: {FlowJudge.Shown(passage)}");

    private FlowMemory MemoryOf(string seat)
    {
        if (!_memories.TryGetValue(seat, out var memory)) _memories[seat] = memory = new FlowMemory(_reading, _options.MostText);
        return memory;
    }
}
