using Tiltyard.Agents;
using Tiltyard.Gates;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Engine;

/// <summary>An agent that does what the test says.</summary>
internal sealed class Hand(Action<Observation, Proposal> decide, string name = "hand") : IComputingAgent
{
    public static Hand Adding { get; } = new((_, proposal) => proposal.Act(new ActionCall(RelayWorld.Add, Value.Of(2L))));

    public static Hand Idle { get; } = new((_, proposal) => proposal.NoOp());

    public string Name => name;

    public void Begin(in EpisodeKey key, int seat, SeatSpec spec)
    {
    }

    public void Decide(Observation observation, Proposal proposal) => decide(observation, proposal);
}

/// <summary>An agent that waits for what the test says.</summary>
internal sealed class WaitingHand(Func<IBoundary, Proposal, CancellationToken, ValueTask> decide) : IWaitingAgent
{
    private IBoundary? _boundary;

    public string Name => "waiting";

    public void Begin(in EpisodeKey key, int seat, SeatSpec spec, IBoundary boundary) => _boundary = boundary;

    public ValueTask DecideAsync(Observation observation, Proposal proposal, CancellationToken cancellation) => decide(_boundary!, proposal, cancellation);
}

/// <summary>A gate that rules as the test says.</summary>
internal sealed class Rule(Func<GateRequest, Ruling> rule) : IGate
{
    public static Rule Deny { get; } = new(_ => new Ruling(Decision.Deny, "all", ReasonCodes.TestsNotFresh));

    public string Name => "rule";

    Ruling IGate.Rule(in GateRequest request) => rule(request);
}

/// <summary>Writes each event in a few words.</summary>
internal sealed class Notes : ITraceSink
{
    public List<string> All { get; } = [];

    public void Emit(in EventHeader at, in EpisodeStarted started) => All.Add("started");

    public void Emit(in EventHeader at, in Observed observed) => All.Add($"{observed.Observation.SeatName} sees {observed.Observation.Step}");

    public void Emit(in EventHeader at, in Ruled ruled) => All.Add($"{ruled.Gate} {ruled.Ruling.Decision.Name()}{(ruled.Enforced ? " enforced" : "")}");

    public void Emit(in EventHeader at, in Answered answered) => All.Add($"{answered.Source} answers {answered.Answer}");

    public void Emit(in EventHeader at, in Acted acted) =>
        All.Add($"{acted.Seat} {Acted.StatusNames[(int)acted.Status]} {acted.Action ?? "noop"}{(acted.Reason is { } reason ? $" {reason.Code}" : "")}");

    public void Emit(in EventHeader at, in Stepped stepped) => All.Add($"step {stepped.Step}");

    public void Emit(in EventHeader at, in BudgetStopped stopped) => All.Add($"stopped by {stopped.Ceiling}");

    public void Emit(in EventHeader at, in Errored errored) => All.Add($"{errored.Source} errored {errored.Reason.Code} {errored.Message}");

    public void Emit(in EventHeader at, in EpisodeEnded ended) => All.Add($"ended {ended.Terminal.Name()} after {ended.Steps}");
}
