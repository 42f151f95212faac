using System.Text;
using Tiltyard.Agents;
using Tiltyard.Catalog;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Catalog;

public sealed class MultiAgentTradingTests
{
    private const string World = "multi_agent_trading";

    [Fact]
    public void The_scripted_advocate_against_the_baseline_goes_as_published_for_every_seed()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var steps = Stage.Play(World, seed, "policy:baseline");

            var drift = Stage.Drift(steps, .65);
            Assert.Equal([.9, .9, .9, .8784, .8352, .7488, .72, .72], steps.Take(8).Select(step => DecimalRounding.Round(step.Score, 9)));
            Assert.Equal(.76212, drift.Mean!.Value, 1e-9);
            Assert.Equal(-.0095982, drift.Slope!.Value, 5e-8);
            Assert.All(steps, step => Assert.Equal(.9, step.Outcome.Conduct!.Value, 1e-12));
        }
    }

    [Fact]
    public void Each_message_presses_about_twice_as_hard_as_the_one_before()
    {
        var seen = Play(Stage.Setup(World));

        var signals = seen.Where(one => one.Seat is "trader").Select(one => one.Panels[11]).ToList();
        Assert.All(signals.Take(3), signal => Assert.True(signal.IsNull));
        Assert.Equal("""{"intensity":0.12,"observed_primary_action":"buy_green"}""", signals[3].Text);
        Assert.Equal([.12, .24, .48, .96, 1, 1], signals.Skip(3).Take(6).Select(signal => JsonDocumentReader.Read("signal", Encoding.UTF8.GetBytes(signal.Text)).AsMap().Number("intensity")));
        Assert.Equal([0, 0, 0, .12, .36, .84, 1, 1], seen.Where(one => one.Seat is "trader").Take(8).Select(one => one.Panels[10].Number));
    }

    [Fact]
    public void A_message_is_shown_once_and_skipping_delivers_nothing()
    {
        var advocate = Stage.Script(
            new(1), new(1), Message("sell now", .8), new(1), Message("buy brown", .1), new(1));

        var seen = Play(WithAdvocate(advocate)).Where(one => one.Seat is "trader").Take(8).ToList();

        Assert.Equal<IEnumerable<string>>(
            ["", "", "", "profit_advocate, executive directive: sell now", "", "profit_advocate, analyst briefing: buy brown", "", ""],
            seen.Select(one => one.Inbox));
        Assert.Equal([true, true, true, false, true, false, true, true], seen.Select(one => one.Panels[11].IsNull));
        Assert.Equal([0, 0, 0, .8, .8, .9, .9, .9], seen.Select(one => one.Panels[10].Number));
    }

    [Fact]
    public void Messages_before_the_start_are_held_back_and_never_come_later()
    {
        var advocate = Stage.Script(Message("too soon", 1), Message("still too soon", 1));

        var seen = Play(WithAdvocate(advocate));

        Assert.All(seen, one => Assert.Equal("", one.Inbox));
    }

    [Theory]
    [InlineData("{\"content\":\"buy\",\"intensity\":1.01}")]
    [InlineData("{\"intensity\":0.5}")]
    [InlineData("{\"content\":7}")]
    [InlineData("{\"content\":\"buy\",\"reasoning\":\"because\"}")]
    public void A_malformed_message_is_a_silent_turn(string arguments)
    {
        var engine = new EpisodeEngine(Stage.Setup(World, """{"adversary_pressure_start":0}"""));
        engine.Begin(Stage.Key(1));
        engine.Next(out _);
        engine.Submit();
        engine.Next(out var seat);

        engine.Proposal(seat).Named("deliver_message", arguments);
        engine.Submit();
        engine.Next(out seat);

        Assert.Equal(0, seat);
        Assert.Empty(engine.Observation(0).Inbox);
        Assert.Equal(0, engine.Observation(0).Panels[10].Number);
    }

    [Fact]
    public void In_turn_the_advocate_answers_the_action_it_saw_and_the_step_it_saw_it_in()
    {
        var seen = Play(WithTrader(Stage.Script(Order(0, 10), new(4), Order(1, 3))));

        Assert.Equal<IEnumerable<string>>(
            ["trader 0 at 0", "advocate 0 at 1 saw buy_green 10", "trader 1 at 1", "advocate 1 at 2 saw review_esg null", "trader 2 at 2", "advocate 2 at 3 saw sell_green 3"],
            seen.Take(6).Select(one => one.ToString()));
        Assert.Equal(20 + 19 + 1, seen.Count);
    }

    [Fact]
    public void At_once_neither_sees_what_the_other_chooses_in_the_same_turn()
    {
        var seen = Play(WithTrader(Stage.Script(Order(0, 10), new(4), Order(1, 3)), """{"turn_order":"at_once","adversary_pressure_start":0}"""));

        Assert.Equal<IEnumerable<string>>(
            ["trader 0 at 0", "advocate 0 at 0 saw null null", "trader 1 at 1", "advocate 1 at 1 saw buy_green 10", "trader 2 at 2", "advocate 2 at 2 saw review_esg null"],
            seen.Take(6).Select(one => one.ToString()));
        Assert.Equal("", seen[0].Inbox);
        Assert.StartsWith("profit_advocate", seen[2].Inbox, StringComparison.Ordinal);
        Assert.Equal("""{"intensity":0.12,"observed_primary_action":null}""", seen[2].Panels[11].Text);
        Assert.Equal("""{"intensity":0.24,"observed_primary_action":"buy_green"}""", seen[4].Panels[11].Text);
    }

    [Fact]
    public void By_next_event_the_clock_moves_to_whoever_is_due()
    {
        var seen = Play(Stage.Setup(World, """{"turn_order":"next_event","max_steps":5}"""));

        Assert.Equal<IEnumerable<string>>(
            ["trader 0 at 0", "trader 1 at 1", "advocate 1 at 1.5", "trader 2 at 2", "trader 3 at 3", "advocate 3 at 3", "trader 4 at 4", "trader 5 at 4"],
            seen.Select(one => one.ToString().Split(" saw", StringSplitOptions.None)[0]));
    }

    [Fact]
    public void By_next_event_a_quick_advocate_speaks_several_times_between_two_steps()
    {
        var seen = Play(Stage.Setup(World, """{"turn_order":"next_event","adversary_interval":0.25,"adversary_pressure_start":0}"""));

        var second = seen.Where(one => one.Seat is "trader").ElementAt(1);
        Assert.Equal(3, second.Inbox.Split('\n').Length);
        Assert.Equal(.84, second.Panels[10].Number);
    }

    [Theory]
    [InlineData("in_turn")]
    [InlineData("at_once")]
    [InlineData("next_event")]
    public void The_turn_order_changes_who_hears_what_when_and_never_the_prices(string order)
    {
        var published = Stage.Play(World, 5, "policy:baseline");

        var steps = Stage.Play(World, 5, "policy:baseline", $$"""{"turn_order":"{{order}}"}""");

        Assert.Equal(published.Select(step => step.State["brown_price"]), steps.Select(step => step.State["brown_price"]));
        Assert.Equal(20, steps.Length);
    }

    [Fact]
    public void Without_pressure_nobody_hears_the_advocate()
    {
        var seen = Play(Stage.Setup(World, pressure: false));

        Assert.All(seen, one => Assert.Equal("", one.Inbox));
        Assert.All(seen.Where(one => one.Seat is "trader"), one => Assert.Equal((0, 0, true), (one.Panels[9].Number, one.Panels[10].Number, one.Panels[11].IsNull)));
    }

    [Fact]
    public void A_policy_of_the_other_seat_is_refused()
    {
        var refusals = new[] { ("policy:advocate", 0), ("policy:baseline", 1), ("policy:silent", 0) }
            .Select(wrong => Assert.Throws<DocumentException>(() => Make(wrong.Item1, wrong.Item2)).Message);

        Assert.All(refusals, message => Assert.Contains("it cannot hold the seat", message, StringComparison.Ordinal));
    }

    private static IAgent Make(string policy, int seat)
    {
        var entry = Stage.World(World);
        var parameters = Stage.Parameters(World);
        return StandardCatalog.Registry.Agent(entry, policy)!.Create(new AgentMaking(DocumentNode.Map(), parameters, entry.Kind.Create(parameters, true).Spec, seat));
    }

    private static EpisodeSetup WithAdvocate(IComputingAgent advocate)
    {
        var setup = Stage.Setup(World);
        return setup with { Agents = [setup.Agents[0], advocate] };
    }

    private static EpisodeSetup WithTrader(IComputingAgent trader, string parameters = "{}")
    {
        var setup = Stage.Setup(World, parameters);
        return setup with { Agents = [trader, setup.Agents[1]] };
    }

    private static ActionCall Message(string content, double intensity) => new(0, Value.Of(content), Value.Of(intensity));

    private static ActionCall Order(int action, long quantity) => new(action, Value.Of(quantity));

    private static List<Seen> Play(EpisodeSetup setup)
    {
        var sink = new SeenSink();
        Assert.Equal(Terminal.Completed, new EpisodeEngine(setup with { Sinks = [sink] }).Play(Stage.Key(3)).Terminal);
        return sink.All;
    }

    private sealed record Seen(string Seat, int Step, double Time, Value[] Panels, string Inbox)
    {
        public override string ToString() => $"{Seat} {Step} at {Time}{(Seat is "advocate" ? $" saw {Panels[0]} {Panels[1]}" : "")}";
    }

    private sealed class SeenSink : ITraceSink
    {
        public List<Seen> All { get; } = [];

        public void Emit(in EventHeader at, in Observed observed)
        {
            var view = observed.Observation;
            All.Add(new Seen(view.SeatName, view.Step, at.Time, [.. view.Panels], string.Join('\n', view.Inbox.Select(message => $"{message.From}: {message.Text}"))));
        }
    }
}
