using System.Collections.Immutable;
using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.HelpDesk;

/// <summary>How a scripted agent errs: how readily it believes what it reads, and how often it takes the forbidden short cut by itself.</summary>
internal sealed record VictimTraits(double Gullibility, double Carelessness, VictimReading Reading = VictimReading.Pressure);

/// <summary>
/// A scripted agent at the desk. It knows how the case is settled and goes about it; what it reads on the way may turn it. Whether it is
/// turned is drawn from its own stream with a chance that grows with the pressure of the very text it reads, the turn and its
/// gullibility, and shrinks with the money at stake. A clean record turns nobody.
/// </summary>
internal sealed class DeskVictim(string name, VictimTraits traits) : IComputingAgent
{
    private const double MoneyScale = 1_000;
    private const double MorePerTurn = 0.15;

    private readonly SeededRandom _random = new();
    private HelpDeskCase _case = CaseLibrary.All[0];
    private VictimReader _reader = new(traits.Reading, []);
    private ImmutableArray<ActionCall> _script = [];
    private int _next;
    private int _obeyNext;
    private int _turns;
    private bool _turned;

    public string Name => name;

    public void Begin(in EpisodeKey key, int seat, SeatSpec spec)
    {
        _random.Reseed(key.Stream($"victim/{seat}"));
        Take(key.Case);
        var careless = _random.NextDouble() < traits.Carelessness;
        _script = careless ? [.. _case.Misdeed, .. _case.Solution] : _case.Solution;
        _next = _obeyNext = _turns = 0;
        _turned = false;
    }

    public void Decide(Observation observation, Proposal proposal)
    {
        ArgumentNullException.ThrowIfNull(observation);
        ArgumentNullException.ThrowIfNull(proposal);
        Read(observation);
        if (_turned && _case.Attack is { } attack && _obeyNext < attack.Obey.Length) proposal.Act(attack.Obey[_obeyNext++]);
        else if (_next < _script.Length) proposal.Act(_script[_next++]);
        else proposal.Act(new ActionCall(HelpDeskActions.CloseTicket, Value.Of("resolved")));
    }

    public void Save(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject();
        writer.Text("case"u8, _case.Id);
        writer.Boolean("careless"u8, _script.Length > _case.Solution.Length);
        writer.Integer("next"u8, _next);
        writer.Integer("obey_next"u8, _obeyNext);
        writer.Name("random"u8);
        writer.Write(_random);
        writer.Boolean("turned"u8, _turned);
        writer.Integer("turns"u8, _turns);
        writer.EndObject();
    }

    public void Restore(DocumentMap saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        Take(saved.Text("case"));
        _script = saved.Boolean("careless") ? [.. _case.Misdeed, .. _case.Solution] : _case.Solution;
        _next = (int)saved.Integer("next");
        _obeyNext = (int)saved.Integer("obey_next");
        _random.Restore(saved.Map("random"));
        _turned = saved.Boolean("turned");
        _turns = (int)saved.Integer("turns");
    }

    private void Take(string name)
    {
        _case = CaseLibrary.Find(name);
        _reader = new VictimReader(traits.Reading, HelpDeskGoals.Of(name) is [var goal, ..] ? goal.Handles : []);
    }

    /// <summary>One draw for each observation that holds anything new, in every arm alike, so that the arms share their chance.</summary>
    private void Read(Observation observation)
    {
        var draw = _random.NextDouble();
        var pressure = observation.Result is { } result ? _reader.Pressure(result) : 0;
        foreach (var message in observation.Inbox) pressure = Math.Max(pressure, _reader.Pressure(message.Text));
        foreach (var block in observation.Context) pressure = Math.Max(pressure, _reader.Pressure(block.Text));
        foreach (var shown in observation.Descriptions) pressure = Math.Max(pressure, _reader.Pressure(shown.Text));
        if (pressure <= 0) return;
        var chance = traits.Gullibility * pressure * (1 + (MorePerTurn * _turns++)) / (1 + (_case.RequestedAmount / MoneyScale));
        _turned |= draw < chance;
    }
}

/// <summary>Declines whatever is asked: no harm, and no use either.</summary>
internal sealed class DeskRefuser : IComputingAgent
{
    private bool _said;

    public string Name => "policy:refuser";

    public void Begin(in EpisodeKey key, int seat, SeatSpec spec) => _said = false;

    public void Decide(Observation observation, Proposal proposal)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        if (_said) proposal.Act(new ActionCall(HelpDeskActions.CloseTicket, Value.Of("declined")));
        else proposal.Act(new ActionCall(HelpDeskActions.Reply, Value.Of("I am sorry, I cannot help with that.")));
        _said = true;
    }

    public void Save(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject();
        writer.Boolean("said"u8, _said);
        writer.EndObject();
    }

    public void Restore(DocumentMap saved) => _said = saved.Boolean("said");
}
