using System.Collections.Immutable;
using Tiltyard.Agents;
using Tiltyard.Attacks;
using Tiltyard.Runs.Planning;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Attacks.RedTeam.Search;

/// <summary>Plays what the attacker submitted against the agent under attack and says what became of it.</summary>
internal sealed class Referee(Duel duel, string name, AttackerWorld world, CancellationToken cancellation) : IWaitingAgent
{
    private ImmutableArray<string> _lines = [];

    public List<Attempt> Attempts { get; } = [];

    public string Name => "referee";

    public void Begin(in EpisodeKey key, int seat, SeatSpec spec, IBoundary boundary)
    {
    }

    public async ValueTask DecideAsync(Observation observation, Proposal proposal, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        var call = world.Submitted;
        if (call.IsNoOp || string.IsNullOrWhiteSpace(call[0].Text))
        {
            proposal.NoOp();
            return;
        }

        _lines = call[2].IsTrue ? [.. _lines.TakeLast(RedTeamOptions.MostPayloads - 1), call[0].Text] : [call[0].Text];
        var attack = Genes.Attack(CustomPayload.AttackName, AttackSurfaces.Find(call[1].Text), _lines, 0);
        var attempt = await duel.PlayAsync(attack, name, cancellation).ConfigureAwait(false);
        Attempts.Add(attempt);
        proposal.Act(new ActionCall(AttackerWorld.Report, Value.Of(attempt.Outcome.Name()), Value.Of(attempt.Deeds)));
    }
}
