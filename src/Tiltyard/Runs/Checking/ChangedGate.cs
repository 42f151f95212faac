using Tiltyard.Documents;
using Tiltyard.Gates;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Runs.Checking;

/// <summary>Counts the rulings of an episode, over all its gates.</summary>
internal sealed class RulingCount
{
    public int Given { get; set; }
}

/// <summary>A gate that rules as it does, but for one ruling of the episode. Every ruling is one event, so the count finds it.</summary>
internal sealed class ChangedGate(IGate gate, RulingCount count, int ordinal, Decision decision) : IGate
{
    public string Name => gate.Name;

    public GateStages Stages => gate.Stages;

    public void Begin(in EpisodeKey key) => gate.Begin(key);

    public Ruling Rule(in GateRequest request)
    {
        var ruling = gate.Rule(request);
        return count.Given++ == ordinal ? ruling with { Decision = decision } : ruling;
    }

    public void Save(CanonicalWriter writer) => gate.Save(writer);

    public void Restore(DocumentMap saved) => gate.Restore(saved);
}
