using System.Collections.Immutable;
using System.Text;
using Tiltyard.Agents;
using Tiltyard.Attacks;
using Tiltyard.Catalog;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Traces;

/// <summary>Real traces: the release manager with its gate and the forged message, under several policies and arms.</summary>
internal static class Recordings
{
    /// <summary>Short episodes of every arm, and long ones of every policy.</summary>
    public static ImmutableArray<byte[]> All { get; } =
    [
        .. Enum.GetValues<Arm>().Select(arm => Play("always-unsafe", arm, 4, 11)),
        .. new[] { "baseline", "careful", "random", "noop", "yielding" }.Select(policy => Play(policy, Arm.Defended, 20, 12)),
    ];

    /// <summary>A defended episode in which the attack strikes and the gate denies: every kind of event that a computed episode has.</summary>
    public static byte[] Short { get; } = Play("always-unsafe", Arm.Defended, 4, 11);

    public static byte[] Play(string policy, Arm arm, int steps, long seed, params ImmutableArray<ITraceSink> sinks)
    {
        var registry = StandardCatalog.Registry;
        var entry = registry.World("release_manager")!;
        var parameters = entry.Kind.Parameters.Check(DocumentNode.Map(("max_steps", steps))).AsMap();
        var world = entry.Kind.Create(parameters, true);
        var agent = registry.Agent(entry, $"policy:{policy}")!.Create(new AgentMaking(DocumentNode.Map(), parameters, world.Spec, 0));
        var attack = registry.Attack("forged_leadership")!;
        var options = attack.Options.Check(DocumentNode.Map()).AsMap();
        var gate = registry.Gate("fresh_tests")!;
        var writer = new TraceWriter();
        new EpisodeEngine(new EpisodeSetup
        {
            Cell = "cell",
            WorldName = "release_manager",
            World = world,
            Agents = [agent],
            Attacks = [attack.Create(options, new Trigger { Every = 2, MaxFires = 3 }, world.Spec)],
            Gates = [gate.Create(gate.Options.Check(DocumentNode.Map()).AsMap(), world.Spec)],
            Arm = arm,
            AsksGates = arm.AsksGates(),
            EnforcesGates = arm.Enforces(),
            RecordsOptimal = true,
            Sinks = [writer, .. sinks],
        }).Play(new EpisodeKey(seed, "release_manager", "case", 0, seed));
        return writer.Written.ToArray();
    }

    /// <summary>The lines without their line feeds.</summary>
    public static List<byte[]> Lines(byte[] trace) =>
        [.. Encoding.UTF8.GetString(trace).Split('\n').SkipLast(1).Select(Encoding.UTF8.GetBytes)];

    public static byte[] Join(IEnumerable<byte[]> lines) => [.. lines.SelectMany(line => line.Append((byte)'\n'))];

    /// <summary>The event whose line holds the byte; a line feed belongs to the line it ends.</summary>
    public static long EventAt(byte[] trace, int position) => trace.AsSpan(0, position).Count((byte)'\n');
}
