using System.Collections.Frozen;
using Tiltyard.Documents;
using Tiltyard.Traces.Events;

namespace Tiltyard.Traces;

/// <summary>
/// Turns the lines of a stored trace back into events for any <see cref="ITraceSink"/>. It trusts nothing about their content but
/// checks no hashes: that is <see cref="TraceVerifier"/>'s part.
/// </summary>
public static class TraceReader
{
    private static readonly FrozenDictionary<string, Action<EventHeader, DocumentMap, ITraceSink>> Readers =
        new Dictionary<string, Action<EventHeader, DocumentMap, ITraceSink>>(StringComparer.Ordinal)
        {
            [EpisodeStarted.Kind] = (at, data, sink) => sink.Emit(at, EpisodeStarted.Read(data)),
            [Observed.Kind] = (at, data, sink) => sink.Emit(at, Observed.Read(data)),
            [Injected.Kind] = (at, data, sink) => sink.Emit(at, Injected.Read(data)),
            [Answered.Kind] = (at, data, sink) => sink.Emit(at, Answered.Read(data)),
            [Ruled.Kind] = (at, data, sink) => sink.Emit(at, Ruled.Read(data)),
            [Acted.Kind] = (at, data, sink) => sink.Emit(at, Acted.Read(data)),
            [Stepped.Kind] = (at, data, sink) => sink.Emit(at, Stepped.Read(data)),
            [BudgetStopped.Kind] = (at, data, sink) => sink.Emit(at, BudgetStopped.Read(data)),
            [Judged.Kind] = (at, data, sink) => sink.Emit(at, Judged.Read(data)),
            [Errored.Kind] = (at, data, sink) => sink.Emit(at, Errored.Read(data)),
            [EpisodeEnded.Kind] = (at, data, sink) => sink.Emit(at, EpisodeEnded.Read(data)),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Reads one line into the sink.</summary>
    /// <exception cref="DocumentException">The line is not an event of the closed family: file, line and path are in the message.</exception>
    public static void ReadLine(string file, int lineNumber, ReadOnlySpan<byte> line, ITraceSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        if (JsonDocumentReader.Read(file, line, firstLine: lineNumber) is not DocumentMap map)
            throw new DocumentException(new SourcePlace(file, lineNumber, 1), null, "a trace event is a JSON object");
        EventNames.OnlyKeys(map, "data", "hash", "kind", "prev", "seq", "t");
        var kind = map.Text("kind");
        if (!Readers.TryGetValue(kind, out var read)) throw new DocumentException(map.Node("kind"), $"'{kind}' is not a kind of trace event");
        read(new EventHeader(map.Integer("seq"), map.Number("t")), map.Map("data"), sink);
    }

    /// <summary>Reads a whole trace; a torn last line is left out, as <see cref="TraceRecovery"/> reports it.</summary>
    /// <returns>The number of events read.</returns>
    public static int Read(string file, ReadOnlySpan<byte> trace, ITraceSink sink)
    {
        var number = 0;
        while (trace.IndexOf((byte)'\n') is var feed and >= 0)
        {
            ReadLine(file, ++number, trace[..feed], sink);
            trace = trace[(feed + 1)..];
        }

        return number;
    }
}
