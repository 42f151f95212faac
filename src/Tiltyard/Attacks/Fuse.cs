using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Attacks;

/// <summary>A trigger with what it remembers within an episode: how often it fired, and a random stream of its own.</summary>
public sealed class Fuse(Trigger trigger, string name) : ISaved
{
    private readonly SeededRandom _random = new();

    public int Fires { get; private set; }

    public void Begin(in EpisodeKey key)
    {
        Fires = 0;
        _random.Reseed(key.Stream(name));
    }

    /// <summary>Whether the attack strikes now; a strike is counted. To be asked once in each turn in which it could.</summary>
    public bool Burns(in AttackMoment moment)
    {
        if (!trigger.Holds(moment, Fires, _random)) return false;
        Fires++;
        return true;
    }

    public void Save(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject();
        writer.Integer("fires"u8, Fires);
        writer.Name("random"u8);
        writer.Write(_random);
        writer.EndObject();
    }

    public void Restore(DocumentMap saved)
    {
        Fires = (int)saved.Integer("fires");
        _random.Restore(saved.Map("random"));
    }
}
