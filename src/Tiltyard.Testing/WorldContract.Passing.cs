using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Gates;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Testing;

/// <summary>Validate, then commit: what is denied, malformed or unreadable leaves the world as a turn that went by.</summary>
public sealed partial class WorldContract
{
    /// <summary>
    /// After any turn of random play, every way of not acting leaves the same state as passing, and passing comes to the same as
    /// doing nothing; only what a seat is told may differ.
    /// </summary>
    public void CheckPassing()
    {
        var key = EpisodeContract.Key(3);
        var calls = new CallSink();
        new EpisodeEngine(EpisodeContract.With(Stage(), calls)).Play(key);
        var turns = Math.Min(calls.Turns, 25);
        var known = kind.Create(_parameters, true).Spec.Seats[0].Actions[0].Name;
        for (var turn = 0; turn < turns; turn++)
        {
            var (expected, passed) = Driven(key, calls.Calls, turn, (world, seat) => world.Pass(seat));
            var (_, idle) = Driven(key, calls.Calls, turn, (world, seat) => world.Act(seat, ActionCall.NoOp));
            Clause.Holds(
                string.Equals(idle, passed, StringComparison.Ordinal), $"turn {turn}: passing leaves another state than doing nothing: {idle} became {passed}");
            Compare("an unknown action", proposal => proposal.Named("no such action", "{}"), denies: false);
            Compare("an unreadable answer", proposal => proposal.Unreadable("?"), denies: false);
            Compare("unknown arguments", proposal => proposal.Named(known, "{\"no such argument\":1}"), denies: false);
            Compare("an index that no action has", proposal => proposal.Act(LegalActions.Most + 1), denies: false);
            Compare("a denied action", null, denies: true);

            void Compare(string what, Action<Proposal>? breach, bool denies)
            {
                var got = Broken(key, calls.Calls, turn, breach, denies);
                Clause.Holds(
                    got is null || string.Equals(expected, got, StringComparison.Ordinal),
                    $"turn {turn}: {what} leaves another state than passing: {expected} became {got}");
            }
        }
    }

    /// <summary>The world's saved and its shown state after the recorded turns and one that every seat ends in the given way, by the world alone.</summary>
    private (string Saved, string Shown) Driven(in EpisodeKey key, List<ActionCall> calls, int turn, Action<World, int> last)
    {
        var world = kind.Create(_parameters, true);
        var observations = world.Spec.Seats.Select((_, seat) => new Observation(world, seat)).ToArray();
        var outcome = default(StepOutcome);
        var next = 0;
        world.Reset(key);
        for (var at = 0; at <= turn; at++)
        {
            var seats = world.SeatsToAct().ToArray();
            foreach (var seat in seats) observations[seat].Refresh();
            foreach (var seat in seats)
            {
                if (at == turn) last(world, seat);
                else world.Act(seat, calls[next++]);
            }

            outcome = world.EndTurn();
        }

        var state = new Value[world.Spec.State.Count];
        world.ReadState(state);
        return (Saved(world), $"{outcome} {string.Join(", ", state)}");
    }

    /// <summary>The state after the recorded turns and one in which every seat breaks a rule, by the engine; null where there is nothing to deny.</summary>
    private string? Broken(in EpisodeKey key, List<ActionCall> calls, int turn, Action<Proposal>? breach, bool denies)
    {
        var gate = new Denial();
        var setup = Stage() with { Gates = [gate], EnforcesGates = true };
        var engine = new EpisodeEngine(setup);
        var next = 0;
        engine.Begin(key);
        for (var at = 0; at <= turn;)
        {
            if (!engine.Next(out var seat)) return null;
            gate.Denies = denies && at == turn;
            // denied words are not passed over in silence: a notice takes their place, and that is another state on purpose
            if (gate.Denies && (calls[next].IsNoOp || IsSpeech(setup.World.Spec.Seats[seat], calls[next]))) return null;
            if (at == turn && breach is not null) breach(engine.Proposal(seat));
            else engine.Proposal(seat).Act(calls[next]);
            next++;
            engine.Submit();
            if (engine.CanSave) at++;
        }

        engine.Save(new CanonicalWriter());
        return Saved(setup.World);
    }

    private static bool IsSpeech(SeatSpec seat, in ActionCall call) => seat.Actions[call.Index].Name.Equals(seat.SpeechAction, StringComparison.Ordinal);

    private static string Saved(World world)
    {
        var writer = new CanonicalWriter();
        world.Save(writer);
        return System.Text.Encoding.UTF8.GetString(writer.Written);
    }

    private sealed class CallSink : ITraceSink
    {
        public List<ActionCall> Calls { get; } = [];

        public int Turns { get; private set; }

        public void Emit(in EventHeader at, in Acted acted) => Calls.Add(acted.Call);

        public void Emit(in EventHeader at, in Stepped stepped) => Turns++;
    }

    private sealed class Denial : IGate
    {
        public bool Denies { get; set; }

        public string Name => "denial";

        public Ruling Rule(in GateRequest request) =>
            new(Denies ? Decision.Deny : Decision.Allow, "denial", Denies ? ReasonCodes.IllegalNow : ReasonCodes.DefaultAllow);
    }
}
