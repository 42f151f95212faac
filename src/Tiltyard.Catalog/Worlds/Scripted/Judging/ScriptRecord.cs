using Tiltyard.Catalog.Worlds.Scripted.Playing;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;

namespace Tiltyard.Catalog.Worlds.Scripted.Judging;

/// <summary>Plays along with a trace, live or stored: what the agent did makes the same play again. It also knows which event of the trace each of its own came from.</summary>
internal sealed class ScriptRecord(Script script) : ITraceSink
{
    private readonly List<long> _seqs = [];

    public ScriptPlay Play { get; } = new(script);

    /// <summary>The number of the trace's event that each event of the play came from.</summary>
    public IReadOnlyList<long> Seqs => _seqs;

    public void Emit(in EventHeader at, in EpisodeStarted started)
    {
        _seqs.Clear();
        Play.Begin(started.Key);
        Keep(at.Seq);
    }

    public void Emit(in EventHeader at, in Acted acted)
    {
        Play.Act(ScriptCalls.Effective(script, acted));
        Keep(at.Seq);
    }

    public void Emit(in EventHeader at, in Stepped stepped)
    {
        Play.EndTurn();
        Keep(at.Seq);
    }

    public void Save(CanonicalWriter writer)
    {
        writer.BeginObject();
        writer.Name("play"u8);
        Play.Save(writer);
        writer.BeginArray("seqs"u8);
        foreach (var seq in _seqs) writer.Integer(seq);
        writer.EndArray();
        writer.EndObject();
    }

    public void Restore(DocumentMap saved)
    {
        Play.Restore(saved.Map("play"));
        _seqs.Clear();
        _seqs.AddRange(saved.List("seqs").Select(seq => seq.AsInteger()));
    }

    private void Keep(long seq)
    {
        while (_seqs.Count < Play.Events.Count) _seqs.Add(seq);
    }
}
