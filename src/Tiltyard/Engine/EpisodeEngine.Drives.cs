using System.Collections.Immutable;
using Tiltyard.Agents;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Engine;

/// <summary>The two drives: they differ only in how a decision is awaited.</summary>
public sealed partial class EpisodeEngine
{
    private ImmutableArray<SeatHolder> _holders;

    private ImmutableArray<SeatHolder> Holders => _holders.IsDefault
        ? _holders = [.. _setup.Agents.Select((agent, seat) => new SeatHolder(_world.Spec.Seats[seat].Name, agent.Name))]
        : _holders;

    /// <summary>True when no seat is held by an agent that waits, so that <see cref="Play"/> can drive.</summary>
    public bool Computes { get; }

    /// <summary>Plays a whole episode without waiting and, in the steady state, without allocating.</summary>
    /// <exception cref="InvalidOperationException">A seat is held by an agent that waits.</exception>
    public EpisodeResult Play(in EpisodeKey key)
    {
        if (!Computes) throw new InvalidOperationException("A seat is held by an agent that waits: play it with PlayAsync.");
        var source = "engine";
        try
        {
            Begin(key);
            while (Next(out var seat))
            {
                source = _world.Spec.Seats[seat].Name;
                Decide((IComputingAgent)_setup.Agents[seat], seat);
                source = "engine";
                Submit();
            }
        }
        catch (EpisodeStopException stop)
        {
            Fail(stop, source);
        }
        catch (Exception defect)
        {
            Fail(new EpisodeStopException(ReasonCodes.WorldFailed, defect.Message, inner: defect), source);
        }

        return Result;
    }

    /// <summary>Plays a whole episode, waiting where an agent waits. Cancelling ends it as cancelled, with its trace so far.</summary>
    public async ValueTask<EpisodeResult> PlayAsync(EpisodeKey key, CancellationToken cancellation)
    {
        var source = "engine";
        using var timeout = _setup is { EpisodeTimeout: { } limit, Clock: { } clock } ? new CancellationTokenSource(limit, clock) : new CancellationTokenSource();
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            Begin(key);
            while (Next(out var seat))
            {
                source = _world.Spec.Seats[seat].Name;
                if (_setup.Agents[seat] is IComputingAgent computing) Decide(computing, seat);
                else await DecideAsync((IWaitingAgent)_setup.Agents[seat], seat, both.Token).ConfigureAwait(false);
                source = "engine";
                Submit();
            }
        }
        catch (EpisodeStopException stop)
        {
            Fail(stop, source);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            End(Terminal.Cancelled, ReasonCodes.Cancelled, null);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            Fail(new EpisodeStopException(ReasonCodes.EpisodeTimedOut, $"the episode took longer than {_setup.EpisodeTimeout}"), source);
        }
        catch (Exception defect)
        {
            Fail(new EpisodeStopException(ReasonCodes.WorldFailed, defect.Message, inner: defect), source);
        }

        foreach (var agent in _setup.Agents) await DismissAsync(agent).ConfigureAwait(false);
        return Result;
    }

    /// <summary>The record is closed by now: what an agent outside does while it is let go can no longer change it.</summary>
    private static async ValueTask DismissAsync(IAgent agent)
    {
        try
        {
            if (agent is IWaitingAgent waiting) await waiting.EndAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // comfort never fails an episode
        }
    }

    private void SeatAgents(in EpisodeKey key)
    {
        _boundary.Begin(key);
        for (var seat = 0; seat < _setup.Agents.Length; seat++)
        {
            try
            {
                if (_setup.Agents[seat] is IComputingAgent computing) computing.Begin(key, seat, _world.Spec.Seats[seat]);
                else ((IWaitingAgent)_setup.Agents[seat]).Begin(key, seat, _world.Spec.Seats[seat], _boundary);
            }
            catch (Exception e) when (e is not EpisodeStopException)
            {
                throw new EpisodeStopException(ReasonCodes.AgentFailed, $"{_setup.Agents[seat].Name} could not take its seat: {e.Message}", inner: e);
            }
        }
    }

    private void Decide(IComputingAgent agent, int seat)
    {
        try
        {
            agent.Decide(_observations[seat], _proposals[seat]);
        }
        catch (Exception e) when (e is not EpisodeStopException)
        {
            throw new EpisodeStopException(ReasonCodes.AgentFailed, $"{agent.Name}: {e.Message}", inner: e);
        }
    }

    private async ValueTask DecideAsync(IWaitingAgent agent, int seat, CancellationToken cancellation)
    {
        using var timeout = _setup.DecisionTimeout is { } limit && _setup.Clock is { } clock
            ? new CancellationTokenSource(limit, clock)
            : new CancellationTokenSource();
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            await agent.DecideAsync(_observations[seat], _proposals[seat], both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (timeout.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new EpisodeStopException(ReasonCodes.AgentTimedOut, $"{agent.Name} did not decide within {_setup.DecisionTimeout}", inner: e);
        }
        catch (Exception e) when (e is not EpisodeStopException and not OperationCanceledException)
        {
            throw new EpisodeStopException(ReasonCodes.AgentFailed, $"{agent.Name}: {e.Message}", inner: e);
        }
    }
}
