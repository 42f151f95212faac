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
    public bool CanSave => result is null && actingCount > 0 && asked == actingCount;

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
        actingCount = asked = 0;
        writer.BeginObject();
        WriteParts(writer, "agents"u8, setup.Agents.Cast<ISaved>());
        writer.Integer("applied"u8, applied);
        WriteParts(writer, "attacks"u8, setup.Attacks);
        writer.Integer("denied"u8, denied);
        WriteParts(writer, "gates"u8, setup.Gates);
        WriteHistory(writer);
        WriteParts(writer, "oracles"u8, setup.Attacks.Select(attack => attack.Oracle));
        writer.Integer("seq"u8, emitter.Seq);
        writer.Integer("steps"u8, steps);
        writer.Name("strikes"u8);
        writer.BeginArray();
        foreach (var count in strikes) writer.Integer(count);
        writer.EndArray();
        writer.Name("world"u8);
        world.Save(writer);
        writer.EndObject();
    }

    /// <summary>Goes on from what <see cref="Save"/> wrote. The sinks must already hold what was emitted before.</summary>
    public void Restore(in EpisodeKey key, DocumentMap saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        result = null;
        actingCount = asked = 0;
        world.Reset(key);
        SeatAgents(key);
        world.Restore(saved.Map("world"));
        RestoreParts(saved, "agents", setup.Agents.Cast<ISaved>());
        foreach (var attack in setup.Attacks) attack.Begin(key);
        RestoreParts(saved, "attacks", setup.Attacks);
        RestoreParts(saved, "oracles", setup.Attacks.Select(attack => attack.Oracle));
        foreach (var gate in setup.Gates) gate.Begin(key);
        RestoreParts(saved, "gates", setup.Gates);
        RestoreHistory(saved);
        applied = (int)saved.Integer("applied");
        denied = (int)saved.Integer("denied");
        steps = (int)saved.Integer("steps");
        emitter.Seq = saved.Integer("seq");
        var counts = saved.List("strikes").Items;
        for (var index = 0; index < strikes.Length; index++) strikes[index] = (int)((DocumentScalar)counts[index]).Number;
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
        foreach (var part in parts) part.Restore((DocumentMap)saved.List(name).Items[index++]);
    }

    private void WriteHistory(CanonicalWriter writer)
    {
        writer.Name("history"u8);
        writer.BeginArray();
        foreach (var past in history.Actions)
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
        history.Clear();
        foreach (var past in saved.List("history").Items.Cast<DocumentMap>())
        {
            history.Add(new PastAction(
                (int)past.Integer("step"),
                past.Text("seat"),
                past.Has("action") ? past.Text("action") : null,
                (ActStatus)Acted.StatusNames.IndexOf(past.Text("status"), StringComparer.Ordinal)));
        }
    }
}
