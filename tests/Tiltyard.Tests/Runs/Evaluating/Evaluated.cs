using Tiltyard.Agents;
using Tiltyard.Catalog;
using Tiltyard.Documents;
using Tiltyard.Runs;
using Tiltyard.Runs.Evaluating;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Runs.Evaluating;

/// <summary>Plans written short, and what playing them in memory brings.</summary>
internal static class Evaluated
{
    /// <summary>Every documented check off, so that a test says which it wants.</summary>
    public const string NoChecks = "safety: { pii: false, policy: false, hallucination: false, prompt_injection: false, action_boundary: false, privacy_leak: false }";

    public static Registry Registry { get; } = new(
        StandardCatalog.Registry.Worlds,
        [.. StandardCatalog.Registry.Agents, Breaking, Slow],
        StandardCatalog.Registry.Attacks,
        StandardCatalog.Registry.Gates,
        StandardCatalog.Registry.Validators)
    {
        BuiltIn = StandardCatalog.Registry.BuiltIn,
        BuiltInNames = StandardCatalog.Registry.BuiltInNames,
        RedTeam = StandardCatalog.Registry.RedTeam,
        Policy = StandardCatalog.Registry.Policy,
    };

    /// <summary>An agent that throws at its first decision.</summary>
    private static AgentKind Breaking => new() { Name = "breaking", Summary = "Throws.", Create = _ => new BreakingAgent() };

    /// <summary>An agent that waits for longer than anybody should.</summary>
    private static AgentKind Slow => new() { Name = "slow", Summary = "Waits.", AsksOutside = true, Create = _ => new SlowAgent() };

    /// <summary>The text of a plan: scenarios and agent, and further lines.</summary>
    public static string Plan(string scenarios, string agent = "policy:reference", params string[] lines) =>
        $"version: 1\nkind: evaluation\nname: test\nrun: {{ scenarios: [{scenarios}] }}\nagent: {agent}\n{string.Join('\n', lines.Append(NoChecks).DistinctBy(line => line.Split(':')[0], StringComparer.Ordinal))}\n";

    public static EvaluationPlan Read(string text) => EvaluationPlan.Read(YamlDocumentReader.Read("plan.yaml", text));

    public static Evaluation Ready(string text) => Evaluation.Read("plan.yaml", text, Registry, TimeProvider.System);

    public static async Task<(MemoryStore Store, RunOutcome Outcome)> Play(string text, int workers = 1, Shard? shard = null)
    {
        var evaluation = Ready(text);
        var store = new MemoryStore();
        var session = new RunSession(evaluation.Run, Registry, store, new RunnerOptions { Workers = workers, Shard = shard ?? Shard.Whole }, TimeProvider.System)
        {
            RunId = "test",
            Criteria = evaluation.Criteria,
            Evaluation = evaluation.Record,
            Usage = () => new ResourceUsage(1.5, 1_000_000),
        };
        return (store, await session.RunAsync(TestContext.Current.CancellationToken));
    }

    public static DocumentMap Json(MemoryStore store, string name) => JsonDocumentReader.Read(name, store.Read(name)!).AsMap();

    private sealed class BreakingAgent : IComputingAgent
    {
        public string Name => "breaking";

        public void Begin(in EpisodeKey key, int seat, SeatSpec spec)
        {
        }

        public void Decide(Observation observation, Proposal proposal) => throw new InvalidOperationException("out of order");
    }

    private sealed class SlowAgent : IWaitingAgent
    {
        private IBoundary? _boundary;

        public string Name => "slow";

        public void Begin(in EpisodeKey key, int seat, SeatSpec spec, IBoundary boundary) => _boundary = boundary;

        public async ValueTask DecideAsync(Observation observation, Proposal proposal, CancellationToken cancellation) => await _boundary!.AskAsync(
            new Question { Source = Name, Request = "{}", Seat = observation.SeatName, Step = observation.Step, Ask = Never }, cancellation);

        private static async ValueTask<Answer> Never(CancellationToken cancellation)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            return new Answer { Text = "" };
        }
    }
}
