using FsCheck;
using FsCheck.Fluent;
using Tiltyard.Lab.Conformance;
using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;
using Tiltyard.Lab.Rules;

namespace Tiltyard.Tests.Lab;

public sealed class EnginePropertyTests
{
    private static readonly Arbitrary<(int Seed, bool Reference, bool Strict, bool Enforces)> Plays =
        (from seed in Gen.Choose(0, int.MaxValue - 1)
         from reference in ArbMap.Default.GeneratorFor<bool>()
         from strict in ArbMap.Default.GeneratorFor<bool>()
         from enforces in ArbMap.Default.GeneratorFor<bool>()
         select (seed, reference, strict, enforces)).ToArbitrary();

    [Fact]
    public void Whatever_happens_the_engine_answers_and_a_blocked_step_changes_nothing() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(150),
        Prop.ForAll(Plays, play =>
        {
            var engine = Engine(play);
            var events = new RandomEvents(play.Seed);
            var happened = new LabEvent();
            for (var step = 0; step < 80; step++)
            {
                EventReading.Read(events.Next(), engine.State, happened);
                var before = StateImage.Of(engine.State);
                var result = engine.Step(happened);
                if (!result.IsAccepted && !play.Enforces) Assert.Equal(before, StateImage.Of(engine.State));
                Assert.All(result.Emits, emit => Assert.True(LabPolicy.Shipped.Emits.Find(emit) >= 0, emit));
                if (result.Blocked is { } code) Assert.True(LabPolicy.Shipped.ReasonCodes.Find(code) >= 0, code);
                Assert.All(result.Invariants, record => Assert.True(LabPolicy.Shipped.Invariants.Find(record.Invariant) >= 0, record.Invariant));
                Conservation.AssertHolds(engine.State, play.Reference);
            }
        }));

    [Fact]
    public void The_same_events_leave_the_same_chain() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(60),
        Prop.ForAll(Plays, play => Assert.Equal(Chain(play), Chain(play))));

    private static string Chain((int Seed, bool Reference, bool Strict, bool Enforces) play)
    {
        var engine = Engine(play);
        var events = new RandomEvents(play.Seed);
        var happened = new LabEvent();
        for (var step = 0; step < 60; step++)
        {
            EventReading.Read(events.Next(), engine.State, happened);
            engine.Step(happened);
        }

        return $"{engine.Chain.Length} {engine.Chain.Last}";
    }

    private static LabEngine Engine((int Seed, bool Reference, bool Strict, bool Enforces) play)
    {
        var engine = new LabEngine(LabPolicy.Shipped, play.Reference ? RuleProfile.Reference : RuleProfile.Strict);
        StateReading.Read(RandomEvents.State(play.Strict, play.Enforces), engine);
        return engine;
    }
}
