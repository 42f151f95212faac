using System.Collections.Immutable;
using Tiltyard.Gates;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Engine;

/// <summary>The four places where gates are asked, and what an effective deny does at each.</summary>
public sealed partial class EpisodeEngine
{
    private readonly ImmutableArray<IGate>[] _gatesAt;
    private readonly RequestFacts _facts;

    private bool Asks(GateStage stage) => !_gatesAt[(int)stage].IsEmpty;

    private static ImmutableArray<IGate>[] GatesAt(EpisodeSetup setup) =>
    [
        .. Enum.GetValues<GateStage>().Select(stage => setup.AsksGates
            ? [.. setup.Gates.Where(gate => gate.Stages.HasFlag((GateStages)(1 << (int)stage)))]
            : ImmutableArray<IGate>.Empty),
    ];

    private void BeginGates(in EpisodeKey key)
    {
        foreach (var gate in _setup.Gates)
        {
            try
            {
                gate.Begin(key);
            }
            catch (Exception e) when (e is not EpisodeStopException)
            {
                throw new EpisodeStopException(ReasonCodes.GateFailed, $"{gate.Name}: {e.Message}", inner: e);
            }
        }
    }

    /// <summary>Before the agent reads: what its last action gave back may be withheld from it, and the whole call stopped.</summary>
    private void GuardReading(int seat, Observation observation)
    {
        if (!Asks(GateStage.PostTool) && !Asks(GateStage.PreCall)) return;
        var spec = _world.Spec.Seats[seat];
        _world.ReadRequest(seat, _facts.Values);
        if (observation.Result is { } result && Asks(GateStage.PostTool))
        {
            var action = _history.LastAction(spec.Name) is { } name && spec.ActionIndex(name) is var index and >= 0 ? spec.Actions[index] : null;
            var request = new GateRequest(GateStage.PostTool, observation.Step, spec, action, ActionCall.NoOp, observation, _history, result, _facts);
            if (Ask(request) is { } withheld) observation.Result = $"The result was withheld by policy ({withheld.Code}).";
        }

        if (!Asks(GateStage.PreCall)) return;
        _stoppedBy = Ask(new GateRequest(GateStage.PreCall, observation.Step, spec, null, ActionCall.NoOp, observation, _history, ReadText(observation), _facts));
    }

    /// <summary>Before anything takes effect: the answer first, then the action it asks for.</summary>
    private ReasonCode? GuardActing(Observation observation, SeatSpec spec, in ReadProposal read, string said)
    {
        if (!Asks(GateStage.PostCall) && !Asks(GateStage.PreTool)) return null;
        _world.ReadRequest(observation.Seat, _facts.Values);
        ReasonCode? reason = null;
        if (Asks(GateStage.PostCall) && said.Length > 0)
            reason = Ask(new GateRequest(GateStage.PostCall, observation.Step, spec, read.Spec, read.Call, observation, _history, said, _facts));
        if (read.Spec is null || !Asks(GateStage.PreTool)) return reason;
        return Ask(new GateRequest(GateStage.PreTool, observation.Step, spec, read.Spec, read.Call, observation, _history, said, _facts)) is { } denied
            ? reason ?? denied
            : reason;
    }

    /// <summary>Asks every gate of the stage, records what it says, and returns the reason of the first deny that takes effect.</summary>
    private ReasonCode? Ask(in GateRequest request)
    {
        ReasonCode? reason = null;
        foreach (var gate in _gatesAt[(int)request.Stage])
        {
            Ruling ruling;
            try
            {
                ruling = gate.Rule(request);
            }
            catch (Exception e) when (e is not EpisodeStopException)
            {
                throw new EpisodeStopException(ReasonCodes.GateFailed, $"{gate.Name}: {e.Message}", inner: e);
            }

            var enforced = _setup.EnforcesGates && ruling.Decision == Decision.Deny && _setup.EnforcedStages.HasFlag((GateStages)(1 << (int)request.Stage));
            _emitter.Emit(new Ruled(gate.Name, request.Stage, ruling, enforced, request.Seat.Name, request.Step));
            if (enforced) reason ??= ruling.Reason;
        }

        return reason;
    }

    /// <summary>All that the agent is about to read beside what it always reads: the message, what its last action gave back, the inbox, context, and descriptions that are not the seat's own.</summary>
    private static string ReadText(Observation observation)
    {
        if (observation is { Result: null, Inbox.Count: 0, Context.Count: 0, Descriptions.Count: 0 }) return observation.Message.ToString();
        return string.Join('\n', new[] { observation.Message.ToString(), observation.Result }.OfType<string>()
            .Concat(observation.Inbox.Select(message => message.Text))
            .Concat(observation.Context.Select(block => block.Text))
            .Concat(observation.Descriptions.Select(shown => shown.Text)));
    }

    /// <summary>What the agent said: its words where words are its action, else its stated reasoning.</summary>
    private static string Said(SeatSpec spec, in ReadProposal read, string? thought) =>
        read.Spec is not null && read.Spec.Name.Equals(spec.SpeechAction, StringComparison.Ordinal) && read.Call[0].Kind == ValueKind.Text
            ? read.Call[0].Text
            : thought ?? "";
}
