using System.Diagnostics;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Tiltyard.Lab.Model;

namespace Tiltyard.Tests.Lab;

/// <summary>
/// Properties of the engine under anything that happens. TILTYARD_LAB_EVENTS makes the long test of as many events, TILTYARD_LAB_SEED says where its plays begin; a
/// failure names the seed of its play, and that seed with a single event as length plays it again.
/// </summary>
public sealed class EnginePropertyTests
{
    private const int StepsOfPlay = 500;

    private static readonly long LongEvents = Setting("TILTYARD_LAB_EVENTS", 20_000);
    private static readonly long LongSeed = Setting("TILTYARD_LAB_SEED", 1);

    private static readonly Arbitrary<(int Seed, PlayKind Kind)> Plays =
        (from seed in Gen.Choose(0, int.MaxValue - 1)
         from kind in Gen.Choose(0, 31)
         select (seed, PlayKind.Of(kind))).ToArbitrary();

    [Fact]
    public void Whatever_happens_the_engine_answers_and_a_blocked_step_changes_nothing() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(150),
        Prop.ForAll(Plays, play =>
        {
            using var engine = new EnginePlay(play.Seed, play.Kind);
            for (var step = 0; step < 120; step++) engine.Step();
        }));

    [Fact]
    public void The_same_events_leave_the_same_chain() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(Plays, play => EnginePlay.AssertRepeats(play.Seed, play.Kind, 80)));

    [Fact]
    public void Any_number_of_events_keeps_the_laboratory_whole()
    {
        var (events, accepted, refused, started, told) = (0L, 0L, 0L, Stopwatch.GetTimestamp(), 0L);
        var ofOurs = new int[LabActions.Count];
        for (var seed = LongSeed; events < LongEvents; seed++)
        {
            try
            {
                using var play = new EnginePlay(seed, PlayKind.Of(seed));
                for (var step = 0; step < StepsOfPlay; step++) play.Step();
                (events, accepted, refused) = (events + StepsOfPlay, accepted + play.Accepted, refused + play.Refused);
                for (var action = 0; action < ofOurs.Length && !PlayKind.Of(seed).IsReference; action++) ofOurs[action] += play.ByAction[action];
                if (seed % 32 == 0) EnginePlay.AssertRepeats(seed, PlayKind.Of(seed), StepsOfPlay);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"TILTYARD_LAB_SEED={seed}, {PlayKind.Of(seed)}: {e.Message}", e);
            }

            if (events / 250_000 == told) continue;
            told = events / 250_000;
            Console.WriteLine($"{events:N0} events, next seed {seed + 1}, {accepted:N0} accepted, {refused:N0} unreadable, {events / Stopwatch.GetElapsedTime(started).TotalSeconds:N0} a second");
        }

        Assert.InRange((double)accepted / events, 0.1, 0.9);
        if (events < 500_000) return; // too few to meet everything
        Assert.Equal("", string.Join(' ', LabActions.Names.Where((_, action) => ofOurs[action] == 0)));
    }

    private static long Setting(string name, long otherwise) => long.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
