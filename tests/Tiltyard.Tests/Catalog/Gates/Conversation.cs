using System.Text;
using Tiltyard.Catalog;
using Tiltyard.Documents;
using Tiltyard.Gates;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Catalog.Gates;

/// <summary>One agent's conversation, told to a gate as the engine tells it: what the user says, what is called, what comes back.</summary>
internal sealed class Conversation
{
    private readonly ActionHistory _history = new();
    private readonly RequestFacts _facts = new(FieldNames.None);
    private readonly string? _speech;
    private string _prompt = "";
    private ActionSpec? _last;
    private int _step;

    public Conversation(string gate, DocumentMap? options = null, string? speech = null)
    {
        var kind = StandardCatalog.Registry.Gate(gate)!;
        Gate = kind.Create((DocumentMap)kind.Options.Check(options ?? DocumentNode.Map()), World);
        Gate.Begin(new EpisodeKey(0, "talk", "talk", 0, 0));
        _speech = speech;
    }

    public IGate Gate { get; set; }

    private static WorldSpec World { get; } = new()
    {
        Name = "talk",
        Seats = [new SeatSpec("agent", "", FieldNames.None)],
        State = FieldNames.None,
        Horizon = 100,
        DefaultThreshold = 0,
        UtilityMeaning = "none",
    };

    public static DocumentMap Options(string json) => (DocumentMap)JsonDocumentReader.Read("options", Encoding.UTF8.GetBytes(json));

    /// <summary>A gate of the same kind that goes on from the memory of this one.</summary>
    public void PutAwayAndTakeUp(string gate, DocumentMap? options = null)
    {
        var writer = new CanonicalWriter();
        Gate.Save(writer);
        Gate = new Conversation(gate, options).Gate;
        Gate.Restore((DocumentMap)JsonDocumentReader.Read("saved", writer.Written.ToArray()));
    }

    public Conversation User(string prompt)
    {
        _prompt = prompt;
        Ask(GateStage.PreCall, null, ActionCall.NoOp, prompt);
        return this;
    }

    public Ruling Mail(string from, string text)
    {
        var observation = new Observation("agent", FieldNames.None, [], _prompt, [new InboxMessage(from, text)]) { Step = _step };
        return Gate.Rule(new GateRequest(GateStage.PreCall, _step, Seat(), null, ActionCall.NoOp, observation, _history, text, _facts));
    }

    /// <summary>Asks about a call and, whatever the answer, counts it as done.</summary>
    public Ruling Call(string tool, params (string Name, Value Value)[] arguments)
    {
        var spec = new ActionSpec(tool, "", arguments.Select(argument => new ParameterSpec { Name = argument.Name, Kind = argument.Value.Kind, Description = "" }));
        var call = ActionCall.Of(0, arguments.Select(argument => argument.Value).ToArray());
        var ruling = Ask(GateStage.PreTool, spec, call, "");
        _history.Emit(default, new Acted(_step, "agent", tool, spec, call, null, ActStatus.Applied, null, null, null, null));
        _last = spec;
        _step++;
        return ruling;
    }

    public Ruling Call(string tool, string name, string value) => Call(tool, (name, Value.Of(value)));

    /// <summary>What the last call gave back.</summary>
    public Ruling Result(string text) => Ask(GateStage.PostTool, _last, ActionCall.NoOp, text);

    private Ruling Ask(GateStage stage, ActionSpec? action, in ActionCall call, string text)
    {
        if (!Gate.Stages.HasFlag((GateStages)(1 << (int)stage))) return new Ruling(Decision.Allow, "not asked", ReasonCodes.DefaultAllow);
        var observation = new Observation("agent", FieldNames.None, [], _prompt, []) { Step = _step };
        return Gate.Rule(new GateRequest(stage, _step, Seat(), action, call, observation, _history, text, _facts));
    }

    private SeatSpec Seat() => new("agent", "", FieldNames.None) { SpeechAction = _speech };
}
