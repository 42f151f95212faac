using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Testing;

/// <summary>
/// What every episode keeps, whatever plays in it: the same key gives the same bytes, in whatever engine, by either drive, restored at
/// any turn, and read back. The other contracts of the kit rest on this one. The staging makes everything anew: world, agents, gates
/// and attacks; its agents compute.
/// </summary>
public sealed class EpisodeContract(Func<EpisodeSetup> staging)
{
    /// <summary>Three seeds of a case without a name.</summary>
    public static IReadOnlyList<EpisodeKey> DefaultKeys { get; } = [.. Enumerable.Range(0, 3).Select(seed => Key(seed))];

    /// <summary>The keys that are played.</summary>
    public IReadOnlyList<EpisodeKey> Keys { get; init; } = DefaultKeys;

    public static EpisodeKey Key(long seed) => new(11, "contract", "case", seed, seed);

    /// <summary>The trace of one key, by a fresh engine.</summary>
    public byte[] Trace(in EpisodeKey key)
    {
        var trace = new TraceWriter();
        var result = new EpisodeEngine(With(staging(), trace)).Play(key);
        Clause.Completed(result.Terminal, result.Message, $"seed {key.Seed}");
        return trace.Written.ToArray();
    }

    public async Task CheckAllAsync()
    {
        CheckSameKeySameTrace();
        CheckReadingBack();
        CheckSaving();
        CheckUnread();
        await CheckBothDrivesAsync().ConfigureAwait(false);
    }

    /// <summary>Fresh engines agree, and an engine that played other episodes before agrees with them.</summary>
    public void CheckSameKeySameTrace()
    {
        var trace = new TraceWriter();
        var reused = new EpisodeEngine(With(staging(), trace));
        foreach (var key in Keys.Concat(Keys.Reverse()))
        {
            var expected = Trace(key);
            Clause.Same(expected, Trace(key), $"seed {key.Seed}: two fresh engines differ");
            trace.Clear();
            reused.Play(key);
            Clause.Same(expected, trace.Written, $"seed {key.Seed}: an engine that played before differs from a fresh one");
        }
    }

    /// <summary>The drive for agents that wait writes what the drive for agents that compute writes.</summary>
    public async Task CheckBothDrivesAsync()
    {
        foreach (var key in Keys)
        {
            var trace = new TraceWriter();
            var setup = With(staging(), trace);
            var waiting = setup with { Agents = [.. setup.Agents.Select(agent => new WaitingForm((IComputingAgent)agent))] };
            await new EpisodeEngine(waiting).PlayAsync(key, CancellationToken.None).ConfigureAwait(false);
            Clause.Same(Trace(key), trace.Written, $"seed {key.Seed}: the two drives differ");
        }
    }

    /// <summary>An episode of which nobody reads a text goes as one that is read: by agents that say that they read none, and by the same choices from a list.</summary>
    public void CheckUnread()
    {
        foreach (var key in Keys)
        {
            var read = new CourseSink();
            var setup = staging();
            new EpisodeEngine(With(With(setup, new TraceWriter()), read)).Play(key);
            foreach (var listed in new[] { false, true })
            {
                var unread = new CourseSink();
                var again = With(staging(), unread);
                if (listed) again = again with { Agents = [.. again.Agents.Select((agent, seat) => new ListedChoices(agent.Name, read.CallsOf(again.World.Spec.Seats[seat].Name)))] };
                new EpisodeEngine(again).Play(key);
                Clause.Holds(read.Course.SequenceEqual(unread.Course, StringComparer.Ordinal), $"seed {key.Seed}: an episode that nobody reads goes another way");
            }
        }
    }

    /// <summary>Saved after any turn and restored in an engine that never saw the beginning, the episode goes on as if nothing had happened.</summary>
    public void CheckSaving()
    {
        foreach (var key in Keys)
        {
            var expected = Trace(key);
            var turn = 1;
            while (PlayWithABreak(key, turn) is { } got)
            {
                Clause.Same(expected, got, $"seed {key.Seed}: saved and restored after turn {turn}, the episode goes another way");
                turn++;
            }

            Clause.Holds(turn > 1, $"seed {key.Seed}: there is no turn to save after");
        }
    }

    /// <summary>The chain is intact, and events read back from the lines are written as the same lines.</summary>
    public void CheckReadingBack()
    {
        foreach (var key in Keys)
        {
            var trace = Trace(key);
            var found = TraceVerifier.CheckAll(trace);
            Clause.Holds(found is { IsWhole: true, Ended: true }, $"seed {key.Seed}: the trace does not verify: {found.Damage}");
            var again = new TraceWriter();
            TraceReader.Read("trace", trace, again);
            Clause.Same(trace, again.Written, $"seed {key.Seed}: the trace read back is another");
        }
    }

    internal static EpisodeSetup With(EpisodeSetup setup, ITraceSink sink) => setup with { Sinks = [.. setup.Sinks, sink] };

    internal static void Decide(EpisodeEngine engine, EpisodeSetup setup, int seat) =>
        ((IComputingAgent)setup.Agents[seat]).Decide(engine.Observation(seat), engine.Proposal(seat));

    /// <summary>The trace with the break, or null where the episode has fewer turns.</summary>
    private byte[]? PlayWithABreak(in EpisodeKey key, int turns)
    {
        var trace = new TraceWriter();
        var setup = With(staging(), trace);
        var engine = new EpisodeEngine(setup);
        engine.Begin(key);
        while (turns > 0)
        {
            if (!engine.Next(out var seat)) return null;
            Decide(engine, setup, seat);
            engine.Submit();
            if (engine.CanSave) turns--;
        }

        var saved = new CanonicalWriter();
        engine.Save(saved);
        setup = With(staging(), trace);
        engine = new EpisodeEngine(setup);
        engine.Restore(key, JsonDocumentReader.Read("saved", saved.Written).AsMap());
        while (engine.Next(out var seat))
        {
            Decide(engine, setup, seat);
            engine.Submit();
        }

        return trace.Written.ToArray();
    }
}
