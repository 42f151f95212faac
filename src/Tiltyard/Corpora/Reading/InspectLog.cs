using System.Text.Json;
using Tiltyard.Documents;

namespace Tiltyard.Corpora.Reading;

/// <summary>
/// An Inspect log in JSON: eval names task and model, each of samples is one run. Its labels are the scores utility and security, be
/// they scorers of these names or members of one scorer's value, and what its metadata or the task's arguments call attack, user_task,
/// injection_task, suite and injections.
/// </summary>
internal static class InspectLog
{
    private const int SamplesTogether = 16;

    public static IEnumerable<CorpusBatch> Batches(string file, byte[] log, CorpusLimits limits)
    {
        var (header, samples) = Outline(file, log, limits);
        foreach (var together in samples.Chunk(SamplesTogether)) yield return new SampleBatch(file, log, header, together);
    }

    private static (InspectHeader Header, List<(Range Bytes, int Line)> Samples) Outline(string file, ReadOnlySpan<byte> log, CorpusLimits limits)
    {
        var walk = new JsonWalk(file, 1, log, new TextPool(), limits.MaxDepth);
        walk.EnterObject("an Inspect log");
        var header = new InspectHeader();
        List<(Range, int)>? samples = null;
        while (walk.NextName(out var name))
        {
            if (name.SequenceEqual("eval"u8)) header = InspectHeader.Read(ref walk);
            else if (name.SequenceEqual("samples"u8) && !walk.IsNull) samples = Samples(ref walk, log);
            else walk.Skip();
        }

        return samples is null ? throw new DocumentException(file, "the log holds no samples: it was written without them, or its evaluation failed before the first") : (header, samples);
    }

    private static List<(Range Bytes, int Line)> Samples(ref JsonWalk walk, ReadOnlySpan<byte> log)
    {
        walk.RequireList("samples");
        var samples = new List<(Range, int)>();
        var (line, counted) = (1, 0);
        while (walk.NextItem())
        {
            line += log[counted..walk.Start].Count((byte)'\n');
            counted = walk.Start;
            samples.Add((walk.Pass(), line));
        }

        return samples;
    }

    private sealed class SampleBatch(string file, byte[] log, InspectHeader header, (Range Bytes, int Line)[] samples) : CorpusBatch
    {
        public override void Read(ReadingTools tools, Action<RecordedRun> take)
        {
            foreach (var (bytes, line) in samples) take(tools.Samples.Read(file, line, log.AsSpan(bytes), header));
        }
    }
}

/// <summary>What an Inspect log says of all its samples.</summary>
internal sealed record InspectHeader
{
    public string? Task { get; init; }

    public string? Model { get; init; }

    /// <summary>The task's arguments name an attack, or say with null that there is none.</summary>
    public string? Attack { get; init; }

    public static InspectHeader Read(ref JsonWalk walk)
    {
        walk.EnterObject("eval");
        var header = new InspectHeader();
        while (walk.NextName(out var name))
        {
            if (name.SequenceEqual("task"u8)) header = header with { Task = walk.ShortOrNull("task") };
            else if (name.SequenceEqual("model"u8)) header = header with { Model = walk.ShortOrNull("model") };
            else if (name.SequenceEqual("task_args"u8) && walk.Token == JsonTokenType.StartObject) header = header with { Attack = Attacking(ref walk) };
            else walk.Skip();
        }

        return header;
    }

    private static string? Attacking(ref JsonWalk walk)
    {
        string? attack = null;
        while (walk.NextName(out var name))
        {
            if (InspectSamples.NamesAttack(name) && walk.Token is JsonTokenType.String or JsonTokenType.Null) attack = walk.ShortOrNull("attack") ?? RecordedRun.NoAttack;
            else walk.Skip();
        }

        return attack;
    }
}
