using System.Collections.Frozen;
using Tiltyard.Catalog.Detectors.Acts;
using Tiltyard.Conditions;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Validators.Policy;

/// <summary>What a trace tells a policy of one place: the act or the observation in hand, the state after the last turn, and facts that were given as constants.</summary>
internal sealed class TraceFacts(FieldNames state, FrozenDictionary<string, Value> given) : IFacts
{
    private const string Argument = "arguments.";
    private const string State = "state.";

    private readonly List<KeyValuePair<string, Value>> _arguments = [];
    private readonly Value[] _state = new Value[state.Count];
    private string? _tool;
    private string? _result;
    private string? _observation;
    private string _seat = "";
    private int _step;

    public string Text { get; private set; } = "";

    private GateStage Stage { get; set; }

    /// <summary>Whether a trace of such a world, with the given facts, could hold a fact at this path.</summary>
    public bool CanTell(string path) =>
        given.ContainsKey(path) || path.StartsWith(Argument, StringComparison.Ordinal)
        || (path.StartsWith(State, StringComparison.Ordinal) ? state.IndexOf(path[State.Length..]) >= 0
            : path is "tool" or "arguments" or "result" or "observation" or "seat" or "step" or "stage" or "text" or "text_lower" or "response_text");

    public void Begin()
    {
        Array.Clear(_state);
        (_tool, _result, _observation, _seat, _step) = (null, null, null, "", 0);
    }

    public void Keep(in Stepped stepped)
    {
        for (var index = 0; index < _state.Length; index++)
        {
            var place = stepped.StateNames.IndexOf(state.Names[index]);
            _state[index] = place < 0 ? Value.Null : stepped.State.Span[place];
        }
    }

    /// <summary>Before the agent reads: everything that it is shown.</summary>
    public void Shown(Observation observation, string text)
    {
        (Stage, Text, _tool, _result, _seat, _step) = (GateStage.PreCall, text, null, null, observation.SeatName, observation.Step);
        _observation = observation.Message.ToString();
        _arguments.Clear();
    }

    /// <summary>What the last action gave back.</summary>
    public void GaveBack(Observation observation, string? tool)
    {
        Shown(observation, observation.Result!);
        (Stage, _tool, _result) = (GateStage.PostTool, tool, observation.Result);
    }

    /// <summary>What was said, or is about to be done.</summary>
    /// <exception cref="InvalidOperationException">The arguments are no JSON object.</exception>
    public void Doing(GateStage stage, in Acted acted, string said)
    {
        (Stage, Text, _tool, _result, _seat, _step) = (stage, said, acted.Action, null, acted.Seat, acted.Step);
        _arguments.Clear();
        if (!ActArguments.TryRead(acted, _arguments)) throw new InvalidOperationException($"the arguments of event at step {acted.Step} are no JSON object");
    }

    public Value? Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (given.TryGetValue(path, out var constant)) return constant;
        if (path.StartsWith(State, StringComparison.Ordinal)) return state.IndexOf(path[State.Length..]) is var index and >= 0 ? _state[index] : null;
        if (path.StartsWith(Argument, StringComparison.Ordinal)) return FindArgument(path.AsSpan(Argument.Length));
        return path switch
        {
            "tool" => Value.Of(_tool),
            "arguments" => ActArguments.ToJson(_arguments),
            "result" => Value.Of(_result),
            "observation" => Value.Of(_observation),
            "seat" => Value.Of(_seat),
            "step" => Value.Of(_step),
            "response_text" => Stage is GateStage.PostCall or GateStage.PreTool ? Value.Of(Text) : null,
            _ => null,
        };
    }

    private Value? FindArgument(ReadOnlySpan<char> name)
    {
        foreach (var (key, value) in _arguments)
        {
            if (name.SequenceEqual(key)) return value;
        }

        return null;
    }
}
