using System.Text;
using Tiltyard.Catalog.Worlds.Scripted.Judging;
using Tiltyard.Catalog.Worlds.Scripted.Templates;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Scripted.Playing;

/// <summary>The script's side of a play: messages, arrivals, events, waiting and assertions.</summary>
internal sealed partial class ScriptPlay
{
    private readonly Queue<Arrival> _queue = [];
    private readonly StringBuilder _said = new();
    private int _next;
    private int _messages;
    private int _replies;
    private int _turnsHere;
    private bool _answered;

    /// <summary>What the agent is told now; null before the first message.</summary>
    public string? Message { get; private set; }

    /// <summary>Who says it: user or system.</summary>
    public string Speaker { get; private set; } = "user";

    /// <summary>Whose turn it is in a burst, else null.</summary>
    public DocumentNode? Item => _scope.Item;

    /// <summary>The number of the message, from 1.</summary>
    public int Messages => _messages;

    /// <summary>Whether the message has just been said, so that it is shown.</summary>
    public bool IsNews => _turnsHere == 0;

    /// <summary>How many have arrived and wait for their turn.</summary>
    public int Waiting => _queue.Count(arrival => arrival.At <= Time);

    /// <summary>All that users have said so far.</summary>
    public string UserWords => _said.ToString();

    private void BeginScript()
    {
        _queue.Clear();
        _said.Clear();
        _next = _messages = _replies = _turnsHere = 0;
        _answered = false;
        Message = null;
        Speaker = "user";
        _scope.Item = null;
        _scope.Arguments = null;
        _scope.Record = null;
    }

    private void Reply(string words)
    {
        _replies++;
        _answered = true;
        Record(new ScriptEvent(EventTypes.FinalOutput, null, Time) { Words = words });
    }

    private void Finish()
    {
        _answered = true;
        Record(new ScriptEvent(EventTypes.Finished, null, Time));
    }

    /// <summary>After a turn: the same message, or what the script has next.</summary>
    private void GoOn()
    {
        _turnsHere++;
        if (!_answered && _turnsHere >= Script.Config.TurnsPerMessage)
        {
            _deviations.Add(new Deviation("turn_limit", Step, $"message {_messages} was left after {_turnsHere} turns", null, null, Fails: false));
            _answered = true;
        }

        if (!_answered) return;
        _answered = false;
        Advance();
    }

    /// <summary>Goes on until somebody speaks to the agent, or to the end of the script.</summary>
    private void Advance()
    {
        while (!IsOver)
        {
            if (_queue.TryDequeue(out var arrival))
            {
                if (Admit(arrival)) return;
                continue;
            }

            if (_next >= Script.Program.Length)
            {
                IsOver = true;
                return;
            }

            var step = Script.Program[_next++];
            Time = Math.Max(Time, step.Timestamp);
            if (Play(step)) return;
        }
    }

    /// <summary>Plays a step.</summary>
    /// <returns>Whether the agent has its turns now.</returns>
    private bool Play(Instruction step)
    {
        switch (step)
        {
            case UserSays says:
                Say("user", says.Message.Text(_scope), null);
                return true;
            case Arrivals arrivals:
                Queue(arrivals);
                return false;
            case SystemEvent happens:
                return Happen(happens);
            case ToolGoes goes:
                _tools.Override(goes);
                return false;
            case Wait wait:
                Time += wait.Seconds;
                return false;
            case Asserts asserts:
                Check(asserts);
                return false;
            case Jump jump:
                if (jump.Unless is null || !jump.Unless.Holds(_scope)) _next = jump.Target;
                return false;
            default:
                return false;
        }
    }

    private void Say(string speaker, string message, DocumentNode? item)
    {
        Speaker = speaker;
        Message = message;
        _messages++;
        _turnsHere = 0;
        _scope.Item = item;
        if (speaker is not "user") return;
        _said.Append(message).Append('\n');
        Record(new ScriptEvent(EventTypes.UserInput, null, Time) { Words = message });
    }

    private bool Happen(SystemEvent happens)
    {
        Apply(happens.Effects);
        Record(new ScriptEvent(EventTypes.SystemEvent, happens.Event, Time) { Arguments = happens.Data?.Fill(_scope) as DocumentMap });
        _watch.LookAtState(_events.Count - 1);
        if (happens.Message is null) return false;
        Say("system", happens.Message.Text(_scope), null);
        return true;
    }

    private void Queue(Arrivals arrivals)
    {
        var over = arrivals.Over.ToArray();
        if (arrivals.Shuffles) new SeededRandom(_key.Stream($"script/burst/{_next}")).Shuffle(over.AsSpan());
        for (var at = 0; at < arrivals.Count; at++)
        {
            DocumentNode item = over.Length > 0 ? over[at % over.Length] : at + 1L;
            _queue.Enqueue(new Arrival(Time + (at * arrivals.IntervalSeconds), arrivals.Message, item, arrivals.PatienceSeconds));
        }
    }

    /// <summary>Lets the next one speak, or finds that nobody waits there any more.</summary>
    private bool Admit(Arrival arrival)
    {
        Time = Math.Max(Time, arrival.At);
        _scope.Item = arrival.Item;
        if (arrival.Patience is { } patience && Time - arrival.At > patience)
        {
            Record(new ScriptEvent(EventTypes.Abandoned, null, Time));
            return false;
        }

        Say("user", arrival.Message.Text(_scope), arrival.Item);
        return true;
    }

    private void Check(Asserts asserts)
    {
        var passed = asserts.Condition.Holds(_scope);
        var actual = asserts.Actual is { } path && path.Fill(_scope) is var parts ? Tree.Shown(Tree.Find(_scope.Root(parts[0]), parts.AsSpan(1))) : null;
        var expected = asserts.Expected is { } wanted ? Tree.Shown(wanted) : null;
        _assertions.Add((new OutcomeCheck { Kind = CheckKind.Assertion, Subject = asserts.Text.Length > 0 ? asserts.Text : "assertion", Source = asserts.Condition.Node }, passed, expected, actual));
        if (passed) return;
        _deviations.Add(new Deviation("assertion_failure", Step, asserts.Text, expected, actual, Script.Config.FailOnAssertion));
        if (Script.Config is { FailOnAssertion: true, ContinueOnError: false }) IsOver = true;
    }

    /// <summary>Somebody in a queue.</summary>
    private readonly record struct Arrival(double At, Template Message, DocumentNode Item, double? Patience);
}
