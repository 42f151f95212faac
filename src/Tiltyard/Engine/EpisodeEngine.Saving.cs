using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Engine;

/// <summary>Saving in the middle of an episode and going on from there, in this engine or in another with the same setup.</summary>
public sealed partial class EpisodeEngine
{
    /// <summary>True between turns, when everything that happened is in the world and nothing is half decided.</summary>
    public bool CanSave => _result is null && _actingCount > 0 && _asked == _actingCount;

    /// <summary>What <see cref="Steps"/> will be once the turn just decided is applied.</summary>
    public int StepsAfterThisTurn => _observations[_acting[0]].Step + 1;

    /// <summary>
    /// Writes the episode's whole state after the turn just decided was applied. The next call of <see cref="Next"/> opens the turn
    /// after it, here and wherever the state is restored.
    /// </summary>
    /// <exception cref="InvalidOperationException">In the middle of a turn, or with an agent that waits: what it remembers is outside.</exception>
    public void Save(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (!CanSave) throw new InvalidOperationException("An episode is saved between turns.");
        if (!Computes) throw new InvalidOperationException("What an agent that waits remembers is outside: replay its trace instead.");
        Apply();
        if (_result is not null) throw new InvalidOperationException("A ceiling ended the episode in the turn that was to be saved.");
        _actingCount = _asked = 0;
        writer.BeginObject();
        WriteParts(writer, "agents"u8, _setup.Agents.Cast<ISaved>());
        writer.Integer("applied"u8, _applied);
        WriteParts(writer, "attacks"u8, _setup.Attacks);
        if (_setup.MaxToolCalls is not null) writer.Integer("calls"u8, _calls);
        writer.Integer("denied"u8, _denied);
        writer.BeginArray("feedback"u8);
        foreach (var text in _feedback)
        {
            if (text is null) writer.Null();
            else writer.String(text);
        }

        writer.EndArray();
        WriteParts(writer, "gates"u8, _setup.Gates);
        WriteHistory(writer);
        writer.Integer("last_seat"u8, _acting[0]);
        WriteParts(writer, "oracles"u8, _oracles);
        writer.Integer("seq"u8, _emitter.Seq);
        writer.Integer("steps"u8, _steps);
        writer.Name("strikes"u8);
        writer.BeginArray();
        foreach (var count in _strikes) writer.Integer(count);
        writer.EndArray();
        writer.Name("world"u8);
        _world.Save(writer);
        writer.EndObject();
    }

    /// <summary>
    /// Goes on from what <see cref="Save"/> wrote. The sinks must already hold what was emitted before. Fresh agents take their seats
    /// without the memory of those that were saved: another agent goes on.
    /// </summary>
    public void Restore(in EpisodeKey key, DocumentMap saved, bool freshAgents = false)
    {
        ArgumentNullException.ThrowIfNull(saved);
        _result = null;
        _stoppedBy = null;
        _actingCount = _asked = 0;
        _world.IsRead = _isRead;
        _world.Reset(key);
        SeatAgents(key);
        _world.Restore(saved.Map("world"));
        if (!freshAgents) RestoreParts(saved, "agents", _setup.Agents.Cast<ISaved>());
        foreach (var attack in _setup.Attacks) attack.Begin(key);
        RestoreParts(saved, "attacks", _setup.Attacks);
        RestoreParts(saved, "oracles", _oracles);
        BeginGates(key);
        RestoreParts(saved, "gates", _setup.Gates);
        RestoreHistory(saved);
        _acting[0] = (int)saved.Integer("last_seat");
        _applied = (int)saved.Integer("applied");
        _calls = (int)saved.Integer("calls", 0);
        _denied = (int)saved.Integer("denied");
        _steps = (int)saved.Integer("steps");
        _emitter.Seq = saved.Integer("seq");
        for (var seat = 0; seat < _feedback.Length; seat++) _feedback[seat] = saved.List("feedback")[seat] is { IsNull: false } text ? text.AsText() : null;
        var counts = saved.List("strikes");
        for (var index = 0; index < _strikes.Length; index++) _strikes[index] = (int)counts[index].AsInteger();
    }

    private static void WriteParts(CanonicalWriter writer, ReadOnlySpan<byte> name, IEnumerable<ISaved> parts)
    {
        writer.Name(name);
        writer.BeginArray();
        foreach (var part in parts) part.Save(writer);
        writer.EndArray();
    }

    private static void RestoreParts(DocumentMap saved, string name, IEnumerable<ISaved> parts)
    {
        var index = 0;
        foreach (var part in parts) part.Restore(saved.Maps(name)[index++]);
    }

    private void WriteHistory(CanonicalWriter writer)
    {
        writer.Name("history"u8);
        writer.BeginArray();
        foreach (var past in _history.Actions)
        {
            writer.BeginObject();
            if (past.Action is { } action) writer.Text("action"u8, action);
            writer.Text("seat"u8, past.Seat);
            writer.Text("status"u8, Acted.StatusNames[(int)past.Status]);
            writer.Integer("step"u8, past.Step);
            writer.EndObject();
        }

        writer.EndArray();
    }

    private void RestoreHistory(DocumentMap saved)
    {
        _history.Clear();
        foreach (var past in saved.Maps("history"))
        {
            _history.Add(new PastAction(
                (int)past.Integer("step"),
                past.Text("seat"),
                past.TextOrNull("action"),
                (ActStatus)Acted.StatusNames.IndexOf(past.Text("status"))));
        }
    }
}
