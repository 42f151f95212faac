using Tiltyard.Corpora;
using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Runs.Playing;
using Tiltyard.Runs;
using Tiltyard.Traces;

namespace Tiltyard.Cli;

/// <summary>Checks files of JSON lines one line at a time: traces, journals, rows and tapes.</summary>
internal static class LinesCheck
{
    private sealed class Nobody : ITraceSink;

    /// <exception cref="DocumentException">The first line that is wrong.</exception>
    public static (string Kind, string Facts) Of(string file)
    {
        var (kind, check, end) = ("", (Action<JournalLine>?)null, (Action?)null);
        var count = 0;
        foreach (var line in BoundedLines.Read(file))
        {
            if (check is null) (kind, check, end) = Choose(file, line);
            check(line);
            count++;
        }

        if (count == 0) throw new DocumentException(file, "the file is empty");
        end?.Invoke();
        return (kind, $"{count:N0} {(count == 1 ? "line" : "lines")}");
    }

    private static (string Kind, Action<JournalLine> Check, Action? End) Choose(string file, in JournalLine first)
    {
        if (Read(file, first) is not DocumentMap map) throw new DocumentException(new SourcePlace(file, 1, 1), null, "a line of such a file is a JSON object");
        if (map.Has("kind") && map.Has("seq")) return Trace(file);
        if (map.Has("row") && map.Has("index")) return ("journal", line => JournalEntry.Read(file, line), null);
        if (map.Has("terminal") && map.Has("cell")) return ("rows", line => Row(file, line), null);
        if (map.Has("prompt") && map.Has("steps")) return ("recorded runs", line => CorpusPass.Check(file, line.Number, line.Bytes.Span), null);
        if (map.Has("request") && (map.Has("answer") || map.Has("failure"))) return ("tape", line => Adapters.Tapes.ReplayingTape.Check(file, line.Number, line.Bytes.Span), null);
        throw new DocumentException(map, "these lines are no kind known here: trace, journal, rows, tape or recorded runs");
    }

    private static (string Kind, Action<JournalLine> Check, Action? End) Trace(string file)
    {
        var verifier = new TraceVerifier();
        return ("trace", Check, End);

        void Check(JournalLine line)
        {
            if (verifier.Check(line.Bytes.Span) is { } damage) throw new DocumentException(new SourcePlace(file, line.Number, 1), null, $"event {damage.Event}: {damage.Reason}");
            TraceReader.ReadLine(file, line.Number, line.Bytes.Span, new Nobody());
        }

        void End()
        {
            if (!verifier.Ended) throw new DocumentException(file, $"the file ends after {verifier.Events} events, before the episode does; the rest is lost");
        }
    }

    private static void Row(string file, in JournalLine line)
    {
        try
        {
            EpisodeRowReader.Read(file, line.Bytes.Span);
        }
        catch (DocumentException e) when (e.Place is null)
        {
            throw new DocumentException(new SourcePlace(file, line.Number, 1), null, e.Reason, e);
        }
    }

    private static DocumentNode Read(string file, in JournalLine line) => JsonDocumentReader.Read(file, line.Bytes.Span, firstLine: line.Number);
}
