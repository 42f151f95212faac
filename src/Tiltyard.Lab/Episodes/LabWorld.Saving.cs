using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Lab.Episodes;

/// <summary>
/// Saving keeps what was decided, not what came of it: the world is deterministic, so that going on means playing the same choices again. That costs the time of the
/// episode so far and forgets nothing.
/// </summary>
public sealed partial class LabWorld
{
    public override void Save(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject();
        writer.BeginArray("calls"u8);
        foreach (var call in _calls) Write(writer, call);
        writer.EndArray();
        writer.Text("case"u8, _key.Case);
        writer.Text("episode"u8, Text(_key.Episode));
        writer.Text("run_seed"u8, Text(_key.RunSeed));
        writer.Text("scenario"u8, _key.Scenario);
        writer.Text("seed"u8, Text(_key.Seed));
        writer.EndObject();
    }

    public override void Restore(DocumentMap saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        Reset(new EpisodeKey(Number(saved, "run_seed"), saved.Text("scenario"), saved.Text("case"), Number(saved, "episode"), Number(saved, "seed")));
        foreach (var call in saved.List("calls"))
        {
            Act(_actsOfTurn, Read(call));
            if (_actsOfTurn == _seats.Length) EndTurn();
        }
    }

    /// <summary>Seeds go beyond what a JSON number holds.</summary>
    private static string Text(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static long Number(DocumentMap map, string key) => long.Parse(map.Text(key), System.Globalization.CultureInfo.InvariantCulture);

    private static void Write(CanonicalWriter writer, in ActionCall call)
    {
        if (call.IsNoOp)
        {
            writer.Null();
            return;
        }

        writer.BeginArray();
        writer.Integer(call.Index);
        for (var argument = 0; argument < LabCalls.Specs[call.Index].Parameters.Length; argument++) writer.Write(call[argument]);
        writer.EndArray();
    }

    private static ActionCall Read(DocumentNode node)
    {
        if (node.IsNull) return ActionCall.NoOp;
        var items = node.AsList().Items;
        return ActionCall.Of((int)items[0].AsInteger(), [.. items.Skip(1).Select(item => item.ToValue())]);
    }
}
