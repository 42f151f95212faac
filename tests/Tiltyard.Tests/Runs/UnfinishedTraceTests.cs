using Tiltyard.Agents;
using Tiltyard.Catalog;
using Tiltyard.Catalog.Suites;
using Tiltyard.Documents;
using Tiltyard.Runs;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Runs;

public sealed class UnfinishedTraceTests
{
    [Fact]
    public async Task An_episode_cut_off_after_paid_answers_leaves_them_on_record()
    {
        using var stop = new CancellationTokenSource();
        var store = new MemoryStore();

        await Play(store, () => stop.Cancel(), stop.Token);

        var part = Assert.Single(store.Names, name => name.EndsWith(".part", StringComparison.Ordinal));
        var recovery = TraceVerifier.CheckAll(store.Read(part)!);
        Assert.Null(recovery.Damage);
        Assert.True(recovery.Events > 6, $"only {recovery.Events} events were kept");
    }

    [Fact]
    public async Task A_finished_episode_leaves_its_trace_alone()
    {
        var store = new MemoryStore();

        await Play(store, () => { }, CancellationToken.None);

        Assert.DoesNotContain(store.Names, name => name.EndsWith(".part", StringComparison.Ordinal));
        Assert.Single(store.Names, name => name.StartsWith("traces/", StringComparison.Ordinal));
    }

    private static async Task Play(MemoryStore store, Action atThirdStep, CancellationToken cancellation)
    {
        var kind = new AgentKind { Name = "asker", Summary = "Asks before each step.", AsksOutside = true, Create = _ => new Asker(atThirdStep) };
        var catalogue = StandardCatalog.Registry;
        var registry = new Registry(catalogue.Worlds, [kind], catalogue.Attacks, catalogue.Gates, catalogue.Validators) { BuiltIn = catalogue.BuiltIn };
        var set = ScenarioFile.Read(BuiltIn.Find("release_manager")!, BuiltIn.Find);
        var scenario = set.Scenarios[0] with { Seats = set.Scenarios[0].Seats.SetItem("agent", new SeatChoice("asker", DocumentNode.Map(), DocumentNode.Null)) };
        var plan = new PlanMaking(registry).Make(set with { Scenarios = [scenario] }, new PlanSettings());
        await new RunSession(plan, registry, store, new RunnerOptions { Workers = 1 }, TimeProvider.System) { RunId = "cut" }.RunAsync(cancellation);
    }

    private sealed class Asker(Action atThirdStep) : IWaitingAgent
    {
        private IBoundary? _boundary;

        public string Name => "asker";

        public void Begin(in EpisodeKey key, int seat, SeatSpec spec, IBoundary boundary) => _boundary = boundary;

        public async ValueTask DecideAsync(Observation observation, Proposal proposal, CancellationToken cancellation)
        {
            if (observation.Step == 3) atThirdStep();
            cancellation.ThrowIfCancellationRequested();
            await _boundary!.AskAsync(
                new Question { Source = Name, Request = $"{observation.Step}", Seat = "agent", Step = observation.Step, Ask = _ => ValueTask.FromResult(new Answer { Text = "\"wait\"" }) },
                cancellation);
            proposal.NoOp();
        }
    }
}
