using System.Runtime.InteropServices;
using Tiltyard.Documents;
using Tiltyard.Lab.Episodes;
using Tiltyard.Worlds;

namespace Tiltyard.Lab.Learning;

/// <summary>What one seat of one lane may do now.</summary>
/// <param name="Zone">Where it is, or -1.</param>
/// <param name="Legal">The actions that are legal for it; none while it walks.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SeatView(int Zone, LegalActions Legal);

/// <summary>What a turn of a lane came to.</summary>
/// <param name="Utility">What the turn earned, in reports out in time less harms.</param>
/// <param name="Conduct">The share of its acts that were in order.</param>
/// <param name="Reward">The documented reward of the turn.</param>
/// <param name="Refused">Moves that were illegal or named nothing; they passed as no action.</param>
/// <param name="IsOver">Whether the shift has ended.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LaneOutcome(double Utility, double Conduct, double Reward, int Refused, bool IsOver);

/// <summary>
/// Many shifts of one task stepped together, for learning: spans of structs in, spans of structs out. Lane i of <see cref="Reset"/> is episode first + i of a run with the same
/// seed and comes out as it does there. Nothing is allocated in a step but the names of new things; text, chain and trace are not made. One thread at a time; use a batch for each.
/// </summary>
public sealed class ShiftBatch : IDisposable
{
    private readonly LabWorld[] _worlds;
    private readonly SeatView[] _views;
    private readonly LaneOutcome[] _outcomes;
    private readonly LabOptions _options;
    private readonly string _scenario;

    /// <param name="parameters">Parameters of the world lab, unchecked.</param>
    /// <param name="lanes">How many shifts are stepped together.</param>
    /// <exception cref="DocumentException">The parameters are not the world's.</exception>
    public ShiftBatch(DocumentMap parameters, int lanes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lanes);
        _options = LabOptions.From(LabKind.Kind.Parameters.Check(parameters));
        _scenario = $"lab/{_options.Task.Name}";
        _worlds = [.. Enumerable.Range(0, lanes).Select(_ => new LabWorld(_options) { IsRead = false })];
        Seats = _worlds[0].Spec.Seats.Length;
        _views = new SeatView[lanes * Seats];
        _outcomes = new LaneOutcome[lanes];
    }

    public int Lanes => _worlds.Length;

    public int Seats { get; }

    public LabOptions Options => _options;

    /// <summary>What every seat may do, lane by lane.</summary>
    public ReadOnlySpan<SeatView> Views => _views;

    /// <summary>What the last step came to, lane by lane.</summary>
    public ReadOnlySpan<LaneOutcome> Outcomes => _outcomes;

    /// <summary>What all seats of a lane see.</summary>
    public Board Board(int lane) => _worlds[lane].Shown;

    /// <summary>What a lane has come to so far.</summary>
    public EpisodeLedger Ledger(int lane) => _worlds[lane].Ledger;

    /// <summary>Begins the shifts of a run's episodes.</summary>
    public void Reset(long runSeed, long firstEpisode)
    {
        for (var lane = 0; lane < _worlds.Length; lane++)
        {
            var episode = firstEpisode + lane;
            _worlds[lane].Reset(new EpisodeKey(runSeed, _scenario, "base", episode, runSeed + episode));
            _outcomes[lane] = default;
            Look(lane);
        }
    }

    /// <summary>One turn of every lane that is not over. A move that is illegal or names nothing passes as no action and is counted.</summary>
    /// <param name="moves">One for every seat, lane by lane.</param>
    public void Step(ReadOnlySpan<Move> moves)
    {
        if (moves.Length != _views.Length) throw new ArgumentException($"There are {_views.Length} seats and {moves.Length} moves.", nameof(moves));
        for (var lane = 0; lane < _worlds.Length; lane++)
        {
            if (!_worlds[lane].IsOver) Step(lane, moves.Slice(lane * Seats, Seats));
        }
    }

    public void Dispose()
    {
        foreach (var world in _worlds) world.Dispose();
    }

    private void Step(int lane, ReadOnlySpan<Move> moves)
    {
        var (world, refused, before) = (_worlds[lane], 0, _worlds[lane].Ledger.Reward);
        for (var seat = 0; seat < moves.Length; seat++)
        {
            ref readonly var move = ref moves[seat];
            var isLegal = Moves.TryCall(move, world.Shown, _options.Policy, out var call) && (call.IsNoOp || _views[(lane * Seats) + seat].Legal[call.Index]);
            if (isLegal)
            {
                world.Act(seat, call);
                continue;
            }

            refused++;
            world.Pass(seat);
        }

        var outcome = world.EndTurn();
        _outcomes[lane] = new LaneOutcome(outcome.Utility ?? 0, outcome.Conduct ?? 0, world.Ledger.Reward - before, refused, world.IsOver);
        Look(lane);
    }

    private void Look(int lane)
    {
        var board = _worlds[lane].Shown;
        for (var seat = 0; seat < Seats; seat++) _views[(lane * Seats) + seat] = new SeatView(board.Zones[seat], _worlds[lane].LegalFor(seat));
    }
}
