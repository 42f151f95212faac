using System.Text;
using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Adapters.ChatModels;

/// <summary>
/// A chat model that holds a seat: one loop for every provider. Each turn it shows the model the situation, takes its first tool call, and
/// asks again within bounds when the answer cannot be used. It remembers the answers as the boundary gave them, so a replay asks the same.
/// </summary>
public sealed class ChatAgent : IWaitingAgent
{
    private readonly ChatSettings _settings;
    private readonly ChatModel _model;
    private readonly ChatHistory _history;
    private readonly CanonicalWriter _request = new();
    private readonly string _source;
    private ChatTools? _tools;
    private SeatSpec? _seat;
    private IBoundary? _boundary;
    private long? _seed;

    internal ChatAgent(ChatSettings settings, ChatModel model)
    {
        _settings = settings;
        _model = model;
        _history = new ChatHistory(settings.HistoryTokens);
        _source = Name = $"{settings.Provider.Name}:{settings.Model}";
    }

    public string Name { get; }

    public void Begin(in EpisodeKey key, int seat, SeatSpec spec, IBoundary boundary)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (!ReferenceEquals(_seat, spec)) _tools = new ChatTools(spec);
        _seat = spec;
        _boundary = boundary;
        _seed = _settings.Seed + key.Episode;
        _history.Begin(ChatPrompt.System(spec, _settings));
    }

    public async ValueTask DecideAsync(Observation observation, Proposal proposal, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        ArgumentNullException.ThrowIfNull(proposal);
        _history.OpenTurn(observation.Result, ChatPrompt.Situation(observation), observation.Context.Where(block => block.Kind == ContextKind.System).Select(block => block.Text));
        var tools = _tools!.For(observation);
        for (var repairs = _settings.Repairs; ; repairs--)
        {
            var reply = await _boundary!.AskAsync(Question(observation, tools), cancellation).ConfigureAwait(false);
            var answer = ChatAnswer.Read(reply.Text);
            _history.Add(answer);
            var fault = Take(answer, observation.Legal, tools, proposal);
            if (fault is null || repairs == 0) return;
            _history.Correct(fault);
        }
    }

    /// <summary>Proposes what the answer asks for, whatever it is worth; the fault is what the model should be told.</summary>
    private string? Take(ChatAnswer answer, LegalActions legal, ToolSet tools, Proposal proposal)
    {
        var thought = answer.Reasoning ?? (answer.Text.Length > 0 ? answer.Text : null);
        string? fault = null;
        if (!answer.ToolCalls.IsEmpty)
        {
            var call = answer.ToolCalls[0];
            proposal.Named(call.Name, call.Arguments);
            fault = ToolArguments.Fault(call, _seat!, legal, tools.Names);
        }
        else if (answer.IsRefused)
        {
            proposal.Refused(answer.Refusal ?? answer.Text);
        }
        else if (_seat!.SpeechAction is { } speech && answer.Text.Length > 0)
        {
            proposal.Named(speech, SpeechArguments(_seat.Actions[_seat.ActionIndex(speech)].Parameters[0].Name, answer.Text));
            thought = answer.Reasoning;
        }
        else
        {
            proposal.Unreadable(answer.Text);
            fault = $"No tool was called. Call exactly one of: {tools.Names}.";
        }

        proposal.Thought = thought;
        return fault;
    }

    private static string SpeechArguments(string parameter, string text) => CanonicalJson.Text(DocumentNode.Map((parameter, text)));

    private Question Question(Observation observation, ToolSet tools)
    {
        var request = Request(tools);
        var prompt = TokenBound.Of(Encoding.UTF8.GetByteCount(request)) + _settings.Provider.HiddenTokens;
        var messages = _history.Messages.ToList();
        return new Question
        {
            Source = _source,
            Request = request,
            Seat = observation.SeatName,
            Step = observation.Step,
            PromptTokens = prompt,
            CompletionTokens = _settings.MaxOutputTokens,
            CostUsd = _model.Price?.Of(prompt, _settings.MaxOutputTokens) ?? 0,
            Ask = stop => _model.AskAsync(messages, tools.Tools, _seed, prompt, stop),
        };
    }

    /// <summary>Everything that determines the answer, and nothing else: no key, no address, no patience.</summary>
    private string Request(ToolSet tools)
    {
        _request.Clear();
        _request.BeginObject();
        _request.Integer("max_tokens"u8, _settings.MaxOutputTokens);
        _request.Name("messages"u8);
        _history.Write(_request);
        _request.Text("model"u8, _settings.Model);
        if (_seed is { } seed) _request.Integer("seed"u8, seed);
        _request.Number("temperature"u8, _settings.Temperature);
        _request.Raw("tools"u8, tools.Json);
        _request.EndObject();
        return Encoding.UTF8.GetString(_request.Written);
    }
}
