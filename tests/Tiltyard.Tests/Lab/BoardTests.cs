using System.Text;
using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Lab.Benchmarks;
using Tiltyard.Lab.Episodes;
using Tiltyard.Lab.Tasks;
using Tiltyard.Metrics;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Lab;

/// <summary>The board is the panels, typed; who reads which, and whether anybody reads text at all, changes nothing.</summary>
public sealed class BoardTests
{
    public static TheoryData<string> Tasks => [.. LabTasks.Names];

    [Theory]
    [MemberData(nameof(Tasks))]
    public void The_typed_board_says_what_the_panels_say(string task)
    {
        foreach (var timing in (ReadOnlySpan<string>)["explicit", "simulated"])
        {
            var (parameters, world) = World(task, timing);
            using var played = world;
            var reading = new BoardReading(LabOptions.From(parameters).Policy);
            var engine = Engine(parameters, world, agent => new Comparing(agent, reading));

            Assert.Equal(Terminal.Completed, engine.Play(Key(task, 1)).Terminal);
        }
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void What_a_shift_comes_to_does_not_depend_on_whether_anybody_reads_it(string task)
    {
        foreach (var timing in (ReadOnlySpan<string>)["explicit", "simulated"])
        {
            Assert.Equal(Figures(task, timing, isRead: false), Figures(task, timing, isRead: true));
        }
    }

    [Fact]
    public void What_is_on_its_way_is_not_asked_for_again()
    {
        var lines = new List<string>();
        new BenchmarkRun { Parameters = DocumentNode.Map(("task", "multi_site_stat"), ("timing", "explicit")), Episodes = 2 }.Play(lines.Add);

        var sent = lines.Where(line => line.Contains("\"DISPATCH_TRANSPORT\"", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(sent);
        Assert.All(sent, line => Assert.Contains("\"status\":\"ACCEPTED\"", line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_chain_that_was_only_counted_has_a_length_and_no_hashes()
    {
        var (parameters, world) = World("throughput_sla", "explicit");
        using var played = world;
        Engine(parameters, world, agent => agent).Play(Key("throughput_sla", 1));

        Assert.True(world.Engine.Chain.Length > 50);
        Assert.Throws<InvalidOperationException>(() => world.Engine.Chain.Last);
    }

    private static string Figures(string task, string timing, bool isRead)
    {
        var (parameters, world) = World(task, timing);
        using var played = world;
        var meter = new EpisodeMeter(0.9);
        var engine = Engine(parameters, world, agent => agent, isRead ? [meter, new TraceWriter()] : [meter]);
        var figures = new List<string>();
        for (var episode = 0; episode < 3; episode++)
        {
            meter.Begin();
            engine.Play(Key(task, episode));
            Assert.Equal(isRead, world.IsRead);
            figures.Add($"{CanonicalJson.Text(EpisodeMetrics.Of(LabOptions.From(parameters), world))} {string.Join(' ', meter.Facts)} {meter.TaskDone} {meter.Harmed} {world.Engine.Chain.Length}");
        }

        return string.Join('\n', figures);
    }

    private static (DocumentMap Parameters, LabWorld World) World(string task, string timing)
    {
        var parameters = LabKind.Kind.Parameters.Check(DocumentNode.Map(("task", task), ("timing", timing)));
        return (parameters, new LabWorld(LabOptions.From(parameters)));
    }

    private static EpisodeEngine Engine(DocumentMap parameters, LabWorld world, Func<IComputingAgent, IComputingAgent> wrap, params ITraceSink[] sinks)
    {
        var staff = ShiftPlayer.Find("policy:baseline")!;
        return new EpisodeEngine(new EpisodeSetup
        {
            Cell = "test",
            WorldName = "lab",
            World = world,
            Agents = [.. world.Spec.Seats.Select((_, seat) => wrap((IComputingAgent)staff.Create(new AgentMaking(DocumentNode.Map(), parameters, world.Spec, seat))))],
            Oracles = [.. LabKind.Oracles(parameters)],
            Sinks = [.. sinks],
        });
    }

    private static EpisodeKey Key(string task, long episode) => new(42, $"lab/{task}", "base", episode, 42 + episode);

    private static string Text(in Value value)
    {
        var writer = new CanonicalWriter();
        writer.Write(value);
        return Encoding.UTF8.GetString(writer.Written);
    }

    /// <summary>Compares both boards before every decision of another agent.</summary>
    private sealed class Comparing(IComputingAgent agent, BoardReading reading) : IComputingAgent
    {
        public string Name => agent.Name;

        public void Begin(in EpisodeKey key, int seat, SeatSpec spec) => agent.Begin(key, seat, spec);

        public void Decide(Observation observation, Proposal proposal)
        {
            LabPanels.Shape.Check(DocumentNode.Map([.. observation.PanelNames.Names.Select((name, panel) => (name, JsonDocumentReader.Read(name, Encoding.UTF8.GetBytes(Text(observation.Panels[panel])))))]));
            var (typed, read) = ((Board)observation.Typed!, reading.Read(observation));
            Assert.Equal((typed.Now, typed.MustFetch, typed.FirstReleasable), (read.Now, read.MustFetch, read.FirstReleasable));
            Assert.Equal(typed.Devices, read.Devices);
            Assert.Equal(typed.Specimens, read.Specimens);
            Assert.Equal(typed.Reports, read.Reports);
            Assert.Equal(typed.Criticals.ToArray().OrderBy(one => one.Report), read.Criticals.ToArray());
            Assert.Equal(typed.Consignments, read.Consignments);
            Assert.Equal(typed.RunsLeft, read.RunsLeft);
            agent.Decide(observation, proposal);
        }
    }
}
