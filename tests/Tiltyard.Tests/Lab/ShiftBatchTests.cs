using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Lab.Episodes;
using Tiltyard.Lab.Learning;
using Tiltyard.Lab.Tasks;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Lab;

public sealed class ShiftBatchTests
{
    private const int Lanes = 5;

    public static TheoryData<string> Tasks => [.. LabTasks.Names];

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Lanes_come_out_as_the_engine_plays_them(string task)
    {
        var parameters = DocumentNode.Map(("task", task));
        using var batch = new ShiftBatch(parameters, Lanes);
        batch.Reset(7, 3);
        var choosers = Choosers(batch, 3);
        var earned = new double[Lanes];
        while (!batch.Outcomes[0].IsOver)
        {
            batch.Step(Choose(batch, choosers));
            for (var lane = 0; lane < Lanes; lane++) earned[lane] += batch.Outcomes[lane].Utility;
        }

        for (var lane = 0; lane < Lanes; lane++)
        {
            var (merit, events, blocked) = Play(parameters, task, 3 + lane);
            Assert.Equal((merit, events, blocked), (batch.Ledger(lane).Merit, batch.Ledger(lane).Counts.Events, batch.Ledger(lane).Counts.Blocked));
            Assert.Equal(merit, earned[lane], 9);
            Assert.True(batch.Ledger(lane).Counts.Blocked < batch.Ledger(lane).Counts.Events);
        }
    }

    [Fact]
    public void A_step_allocates_next_to_nothing()
    {
        using var batch = new ShiftBatch(DocumentNode.Map(("task", "throughput_sla"), ("roster", "documented")), Lanes);
        var moves = new Move[Lanes * batch.Seats];
        var choosers = Choosers(batch, 0);
        for (var episode = 0; episode < 3; episode++) Play(batch, choosers, moves, episode);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var episode = 0; episode < 20; episode++) Play(batch, choosers, moves, episode);
        var perStep = (GC.GetAllocatedBytesForCurrentThread() - before) / (20.0 * Lanes * batch.Options.Task.Steps);

        Assert.InRange(perStep, 0, 40);
    }

    [Fact]
    public void A_move_that_names_nothing_passes_and_is_counted()
    {
        using var batch = new ShiftBatch(DocumentNode.Map(("task", "throughput_sla"), ("roster", "documented")), 1);
        batch.Reset(1, 0);

        batch.Step([new Move(LabCalls.QueueRun, 10_000, 0), new Move(99), new Move(LabCalls.MintToken)]);

        Assert.Equal(3, batch.Outcomes[0].Refused);
        Assert.Throws<ArgumentException>(() => batch.Step([Move.None]));
    }

    [Fact]
    public void A_row_of_features_counts_what_is_on_the_board()
    {
        using var batch = new ShiftBatch(DocumentNode.Map(("task", "qc_cascade")), 1);
        batch.Reset(1, 0);
        var features = new BoardFeatures(batch.Options.Policy, batch.Options.Task.Steps * LabWorld.StepSeconds);
        var row = new float[features.Length];

        features.Write(batch.Board(0), row);

        Assert.Equal(batch.Board(0).Specimens.Length, row[1..16].Sum());
        Assert.All(row, number => Assert.True(float.IsFinite(number)));
        Assert.Throws<ArgumentException>(() => features.Write(batch.Board(0), row.AsSpan(1)));
    }

    private static void Play(ShiftBatch batch, Chooser[] choosers, Move[] moves, int episode)
    {
        batch.Reset(7, episode);
        while (!batch.Outcomes[0].IsOver)
        {
            Choose(batch, choosers, moves);
            batch.Step(moves);
        }
    }

    private static Chooser[] Choosers(ShiftBatch batch, long first) =>
        [.. Enumerable.Range(0, batch.Lanes).SelectMany(lane => Enumerable.Range(0, batch.Seats).Select(seat => new Chooser(first + lane, seat)))];

    private static Move[] Choose(ShiftBatch batch, Chooser[] choosers)
    {
        var moves = new Move[choosers.Length];
        Choose(batch, choosers, moves);
        return moves;
    }

    private static void Choose(ShiftBatch batch, Chooser[] choosers, Move[] moves)
    {
        for (var place = 0; place < moves.Length; place++) moves[place] = choosers[place].Next(batch.Board(place / batch.Seats), batch.Views[place].Legal);
    }

    private static (double Merit, int Events, int Blocked) Play(DocumentMap parameters, string task, long episode)
    {
        var known = LabKind.Kind.Parameters.Check(parameters);
        using var world = new LabWorld(LabOptions.From(known));
        var engine = new EpisodeEngine(new EpisodeSetup
        {
            Cell = "test",
            WorldName = "lab",
            World = world,
            Agents = [.. world.Spec.Seats.Select((_, seat) => new Moving(new Chooser(episode, seat), LabOptions.From(known)))],
        });
        Assert.Equal(Terminal.Completed, engine.Play(new EpisodeKey(7, $"lab/{task}", "base", episode, 7 + episode)).Terminal);
        return (world.Ledger.Merit, world.Ledger.Counts.Events, world.Ledger.Counts.Blocked);
    }

    /// <summary>Chooses moves by chance, legal ones about things that are there.</summary>
    private sealed class Chooser(long episode, int seat)
    {
        private readonly SeededRandom _random = new(new EpisodeKey(7, "moves", "base", episode, 7).Stream(seat.ToString(System.Globalization.CultureInfo.InvariantCulture)));

        public Move Next(Board board, LegalActions legal)
        {
            var action = _random.NextInt(LabCalls.Specs.Length);
            var subject = _random.NextInt(6);
            var second = _random.NextInt(6);
            return legal[action] && Moves.Subjects[action] != MoveSubject.Words && IsThere(board, Moves.Subjects[action], subject) ? new Move(action, subject, second) : Move.None;
        }

        private static bool IsThere(Board board, MoveSubject kind, int subject) => kind switch
        {
            MoveSubject.Specimen => subject < board.Specimens.Length,
            MoveSubject.Report => subject < board.Reports.Length,
            MoveSubject.Critical => subject < board.Criticals.Length,
            MoveSubject.Consignment => subject < board.Consignments.Length,
            _ => true,
        };
    }

    /// <summary>The same choices as an agent.</summary>
    private sealed class Moving(Chooser chooser, LabOptions options) : IComputingAgent
    {
        public string Name => "moving";

        public void Begin(in EpisodeKey key, int seat, SeatSpec spec)
        {
        }

        public void Decide(Observation observation, Proposal proposal)
        {
            var board = (Board)observation.Typed!;
            var move = chooser.Next(board, observation.Legal);
            Assert.True(Moves.TryCall(move, board, options.Policy, out var call));
            proposal.Act(call);
        }
    }
}
