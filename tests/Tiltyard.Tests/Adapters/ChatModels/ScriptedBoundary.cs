using System.Text;
using Tiltyard.Adapters.ChatModels;
using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Adapters.ChatModels;

/// <summary>Answers questions from a list, in the form a chat model's answers are recorded in, and keeps what was asked.</summary>
internal sealed class ScriptedBoundary(params IEnumerable<string> answers) : IBoundary
{
    private readonly Queue<string> _answers = new(answers);

    public List<Question> Asked { get; } = [];

    public ValueTask<Answer> AskAsync(Question question, CancellationToken cancellation)
    {
        Asked.Add(question);
        return ValueTask.FromResult(new Answer { Text = _answers.Dequeue() });
    }

    public static string Says(string text) => $$"""{"finish":"stop","text":"{{text}}","tool_calls":[]}""";

    public static string Calls(params IEnumerable<(string Tool, string Arguments)> calls)
    {
        var list = string.Join(',', calls.Select((call, index) => $$"""{"arguments":{{call.Arguments}},"id":"x{{index}}","name":"{{call.Tool}}"}"""));
        return $$"""{"finish":"tool_calls","text":"because","tool_calls":[{{list}}]}""";
    }
}

/// <summary>A chat agent in the one seat of a small world, one decision at a time.</summary>
internal sealed class ChatSeat
{
    private readonly IWaitingAgent _agent;
    private readonly TalkWorld _world;

    public ChatSeat(ScriptedBoundary boundary, string? speech = null, params IEnumerable<(string Key, DocumentNode Value)> parameters)
    {
        Boundary = boundary;
        _world = new TalkWorld(speech);
        var kind = new ChatConnections(new ChatHost()).Kinds.Single(known => known.Name.Equals("openai", StringComparison.Ordinal));
        var settings = kind.Parameters.Check(DocumentNode.Map([("model", "m"), .. parameters]));
        _agent = (IWaitingAgent)kind.Create(new AgentMaking(settings, DocumentNode.Map(), _world.Spec, 0));
        _agent.Begin(new EpisodeKey(1, "s", "c", 0, 0), 0, _world.Spec.Seats[0], boundary);
    }

    public ScriptedBoundary Boundary { get; }

    public DocumentMap Request(int index) => JsonDocumentReader.Read("request", Encoding.UTF8.GetBytes(Boundary.Asked[index].Request)).AsMap();

    public Task<Proposal> DecideAsync(string? result = null) => DecideAsync(observation => observation.Result = result);

    public async Task<Proposal> DecideAsync(Action<Observation> change)
    {
        var observation = new Observation(_world, 0);
        observation.Refresh();
        change(observation);
        var proposal = new Proposal();
        await _agent.DecideAsync(observation, proposal, TestContext.Current.CancellationToken);
        return proposal;
    }
}

/// <summary>A world with one seat that can say something and count to nine.</summary>
internal sealed class TalkWorld : World
{
    public TalkWorld(string? speech) => Spec = new WorldSpec
    {
        Name = "talk",
        Seats =
        [
            new SeatSpec(
                "speaker", "You answer the telephone.", new FieldNames("calls", "hidden"),
                new ActionSpec("say", "Says something.", new ParameterSpec { Name = "words", Kind = ValueKind.Text, Description = "What to say." }),
                new ActionSpec("dial", "Dials a digit.", new ParameterSpec { Name = "digit", Kind = ValueKind.Integer, Description = "The digit.", Minimum = 0, Maximum = 9 }),
                new ActionSpec("hang_up", "Ends the call."))
            {
                SpeechAction = speech,
            },
        ],
        State = new FieldNames(),
        Facts = new FieldNames(),
        Horizon = 5,
        DefaultThreshold = 0.5,
        UtilityMeaning = "nothing",
    };

    public override WorldSpec Spec { get; }

    public override double Time => 0;

    public override bool IsOver => false;

    public override void Reset(in EpisodeKey key)
    {
    }

    public override ReadOnlySpan<int> SeatsToAct() => new[] { 0 };

    public override void Observe(int seat, Observation observation)
    {
        observation.Legal = LegalActions.All(3).Without(2);
        observation.Panels[0] = Value.Of(7);
        observation.Panels[1] = Value.Null;
        observation.Deliver(new InboxMessage("caller", "hello"));
    }

    public override void WriteMessage(int seat, TextBuffer text) => text.Append("The telephone rings.");

    public override void Act(int seat, in ActionCall call)
    {
    }

    public override void Pass(int seat)
    {
    }

    public override StepOutcome EndTurn() => default;

    public override void ReadState(Span<Value> state)
    {
    }

    public override void ReadFacts(Span<Value> facts)
    {
    }

    public override void Save(CanonicalWriter writer)
    {
    }

    public override void Restore(DocumentMap saved)
    {
    }
}
