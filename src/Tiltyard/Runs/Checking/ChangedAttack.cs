using Tiltyard.Attacks;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Runs.Checking;

/// <summary>Counts the strikes of an episode, over all its attacks.</summary>
internal sealed class StrikeCount
{
    public int Given { get; set; }
}

/// <summary>An attack that strikes as it does, but once with other words in the same place.</summary>
internal sealed class ChangedAttack(IAttack attack, StrikeCount count, int ordinal, string payload) : IAttack
{
    public string Name => attack.Name;

    public string Goal => attack.Goal;

    public IOracle Oracle => attack.Oracle;

    public void Begin(in EpisodeKey key) => attack.Begin(key);

    public Injection? Strike(in AttackMoment moment) =>
        attack.Strike(moment) is { } strike ? count.Given++ == ordinal ? strike.Saying(payload) : strike : null;

    public void Save(CanonicalWriter writer) => attack.Save(writer);

    public void Restore(DocumentMap saved) => attack.Restore(saved);
}
