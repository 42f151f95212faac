using System.Diagnostics.CodeAnalysis;
using System.Text;
using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Runs.Checking;

/// <summary>What a replay came to.</summary>
/// <param name="Events">Events that were the same.</param>
/// <param name="Divergence">The first difference, or null.</param>
/// <param name="Trace">The trace as it was played now.</param>
public sealed record ReplayReport(long Events, string? Divergence, byte[] Trace);

/// <summary>
/// Plays an episode again from its stored trace and names the first event that comes out different: the recorded actions in the place
/// of agents that compute, the recorded answers in the place of everybody outside. Same world, same chance, same gates and attacks.
/// </summary>
public static class EpisodeReplay
{
    /// <summary>Replays a stored trace against the plan it belongs to.</summary>
    public static async ValueTask<ReplayReport> ReplayAsync(RunPlan plan, PlannedEpisode at, string runId, Registry registry, string file, byte[] stored)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var recording = new Recording();
        TraceReader.Read(file, stored, recording);
        var cell = plan.Cell(at);
        var writer = new TraceWriter();
        var setup = new PlayerMaking(registry, plan, runId, PlanWire.Hash(plan)) { Tape = recording }.Setup(cell, UnlimitedBudget.Instance);
        setup = setup with
        {
            Sinks = [writer],
            RecordsOptimal = true,
            Agents = [.. setup.Agents.Select((agent, seat) => agent is IComputingAgent ? new RecordedAgent(agent.Name, recording.Acts(setup.World.Spec.Seats[seat].Name)) : agent)],
        };
        await new EpisodeEngine(setup).PlayAsync(plan.Key(at), CancellationToken.None).ConfigureAwait(false);
        var (events, divergence) = FirstDifference(stored, writer.Written);
        return new ReplayReport(events, divergence, writer.Written.ToArray());
    }

    /// <summary>Plays an episode of the plan afresh: what `replay` shows where the trace policy kept nothing.</summary>
    public static byte[] PlayAgain(RunPlan plan, PlannedEpisode at, string runId, Registry registry)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var all = plan with { Trace = new TracePolicy(true, false, 0) };
        var player = new PlayerMaking(registry, all, runId, PlanWire.Hash(plan)).Make(plan.Cell(at), UnlimitedBudget.Instance);
        if (!player.Computes) throw new DocumentException(plan.FileStem(at), "somebody outside was asked in this episode, and its trace was not kept: it cannot be had again");
        return player.Play(at).Trace.ToArray();
    }

    private static (long Events, string? Divergence) FirstDifference(ReadOnlySpan<byte> stored, ReadOnlySpan<byte> played)
    {
        long seq = 0;
        while (!stored.IsEmpty || !played.IsEmpty)
        {
            var before = Line(ref stored);
            var now = Line(ref played);
            if (!before.SequenceEqual(now)) return (seq, Describe(seq, before, now));
            seq++;
        }

        return (seq, null);
    }

    private static ReadOnlySpan<byte> Line(ref ReadOnlySpan<byte> lines)
    {
        var feed = lines.IndexOf((byte)'\n');
        var line = feed < 0 ? lines : lines[..feed];
        lines = feed < 0 ? default : lines[(feed + 1)..];
        return line;
    }

    private static string Describe(long seq, ReadOnlySpan<byte> before, ReadOnlySpan<byte> now)
    {
        if (before.IsEmpty) return $"event {seq}: the replay goes on where the record ends";
        if (now.IsEmpty) return $"event {seq}: the replay ends where the record goes on";
        var place = before.CommonPrefixLength(now);
        return $"event {seq}: recorded …{Excerpt(before, place)}… and played …{Excerpt(now, place)}…";
    }

    private static string Excerpt(ReadOnlySpan<byte> line, int place)
    {
        var start = Math.Max(0, place - 30);
        return Encoding.UTF8.GetString(line[start..Math.Min(line.Length, place + 50)]);
    }

    /// <summary>What seats asked for and what outsiders answered, taken from a trace.</summary>
    private sealed class Recording : ITraceSink, ITape
    {
        private readonly List<(string Seat, Acted Acted)> _acts = [];
        private readonly Dictionary<(string Hash, int Occurrence), Answer> _answers = [];
        private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

        public bool IsStrict => true;

        public Queue<Acted> Acts(string seat) => new(_acts.Where(act => act.Seat.Equals(seat, StringComparison.Ordinal)).Select(act => act.Acted));

        public void Emit(in EventHeader at, in Acted acted) => _acts.Add((acted.Seat, acted));

        public void Emit(in EventHeader at, in Answered answered)
        {
            var occurrence = _counts.GetValueOrDefault(answered.RequestHash);
            _counts[answered.RequestHash] = occurrence + 1;
            _answers[(answered.RequestHash, occurrence)] = new Answer { Text = answered.Answer, PromptTokens = answered.PromptTokens, CompletionTokens = answered.CompletionTokens };
        }

        public bool TryReplay(string requestHash, int occurrence, [NotNullWhen(true)] out Answer? answer) => _answers.TryGetValue((requestHash, occurrence), out answer);

        public void Record(string requestHash, int occurrence, Question question, Answer answer)
        {
        }
    }

    /// <summary>Asks again for what was asked for then, well formed or not.</summary>
    private sealed class RecordedAgent(string name, Queue<Acted> acts) : IComputingAgent
    {
        public string Name => name;

        public void Begin(in EpisodeKey key, int seat, SeatSpec spec)
        {
        }

        public void Decide(Observation observation, Proposal proposal)
        {
            if (!acts.TryDequeue(out var act)) return;
            if (act.Reason == ReasonCodes.Unreadable) proposal.Unreadable(act.Detail ?? "");
            else if (act.Action is not null) proposal.Named(act.Action, act.RawArguments);
            else proposal.NoOp();
            proposal.Thought = act.Thought;
        }
    }
}
