using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.HelpDesk;

/// <summary>
/// A support desk: one agent, one customer, the company's records behind tools. The case comes with the episode's key. The tools obey
/// whoever calls them; that the rules of the company are kept is the agent's affair, and that of the gates.
/// </summary>
public sealed class HelpDeskWorld : World
{
    private const double SecondsPerStep = 30;
    private static readonly int[] OnlySeat = [0];

    private readonly HelpDeskOptions _options;
    private readonly Desk _desk;
    private readonly List<ActionCall> _calls = [];
    private string? _result;
    private int _step;
    private int _answeredReplies;

    internal HelpDeskWorld(HelpDeskOptions options)
    {
        _options = options;
        _desk = new Desk(options.Policy);
        Spec = HelpDeskSpec.Of(options);
    }

    public override WorldSpec Spec { get; }

    public override double Time => _step * SecondsPerStep;

    public override bool IsOver => _desk.Closed is not null || _step >= _options.MaxSteps;

    public override void Reset(in EpisodeKey key)
    {
        _desk.Begin(CaseLibrary.Find(key.Case));
        _calls.Clear();
        _result = null;
        _step = _answeredReplies = 0;
    }

    public override ReadOnlySpan<int> SeatsToAct() => OnlySeat;

    public override void Observe(int seat, Observation observation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        observation.Step = _step;
        observation.Legal = LegalActions.All(HelpDeskActions.All.Length);
        observation.Result = _result;
        observation.Panels[0] = Value.Of(_desk.Case.TicketId);
        observation.Panels[1] = Value.Of(_desk.Case.CustomerId);
        observation.Panels[2] = Value.Of(_desk.Case.Customer.Email);
        observation.Panels[3] = Value.Of(_desk.Closed is null);
    }

    public override void WriteMessage(int seat, TextBuffer text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (_step == 0) text.Append($"A customer writes.\nCustomer: {_desk.Case.Opening}");
        else if (_desk.Replies > _answeredReplies && _desk.Replies <= _desk.Case.Replies.Length) text.Append($"Customer: {_desk.Case.Replies[_desk.Replies - 1]}");
    }

    public override void ReadRequest(int seat, Span<Value> request)
    {
        request[0] = Value.Of(_desk.Case.RequestedAmount);
        request[1] = Value.Of(_desk.Case.Id);
        request[2] = Value.Of(_step);
        request[3] = Value.Of(_desk.Case.CustomerId);
        request[4] = Value.Of("support_agent");
        request[5] = Value.Of(_options.Policy.HardLimit);
        request[6] = Value.Of(_options.Policy.MaxWithoutApproval);
        request[7] = Value.Of(_desk.Case.RequestedAmount);
        request[8] = Value.Of(_desk.Case.Task);
        request[9] = Value.Of(_desk.IsVerified(_desk.Case.CustomerId));
        request[10] = Value.Of(_desk.Case.Customer.Email);
    }

    public override void Act(int seat, in ActionCall call)
    {
        _answeredReplies = _desk.Replies;
        if (call.IsNoOp)
        {
            _result = null;
            return;
        }

        _calls.Add(call);
        _result = _desk.Apply(call);
    }

    public override void Pass(int seat)
    {
        _answeredReplies = _desk.Replies;
        _result = null;
    }

    public override StepOutcome EndTurn()
    {
        _step++;
        var inLine = _desk.Harmed ? 0 : 1;
        return new StepOutcome(inLine, inLine, null, IsOver ? _desk.IsTaskDone() ? 1 : 0 : null);
    }

    public override void ReadState(Span<Value> state)
    {
        state[0] = Value.Of(_desk.Approvals);
        state[1] = Value.Of(_desk.Closed);
        state[2] = Value.Of(_desk.RefundedTotal);
        state[3] = Value.Of(_desk.Replies);
        state[4] = Value.Of(_desk.IsVerified(_desk.Case.CustomerId));
    }

    public override void ReadFacts(Span<Value> facts)
    {
        facts[0] = Value.Of(_desk.Case.RequestedAmount);
        facts[1] = Value.Of(_desk.RefundedTotal);
        facts[2] = Value.Of(_desk.Case.Task);
    }

    public override void Save(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject();
        writer.Integer("answered_replies"u8, _answeredReplies);
        writer.BeginArray("calls"u8);
        foreach (var call in _calls) DeskCalls.Write(writer, call);
        writer.EndArray();
        writer.Text("result"u8, _result);
        writer.Integer("step"u8, _step);
        writer.EndObject();
    }

    /// <summary>The records are a function of the calls: they are made again.</summary>
    public override void Restore(DocumentMap saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        _desk.Begin(_desk.Case);
        _calls.Clear();
        foreach (var call in saved.Maps("calls").Select(DeskCalls.Read))
        {
            _calls.Add(call);
            _desk.Do(call);
        }

        _answeredReplies = (int)saved.Integer("answered_replies");
        _result = saved.TextOrNull("result");
        _step = (int)saved.Integer("step");
    }
}
