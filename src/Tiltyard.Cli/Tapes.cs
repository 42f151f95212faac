using System.CommandLine;
using Tiltyard.Adapters.Tapes;
using Tiltyard.Documents;
using Tiltyard.Engine;

namespace Tiltyard.Cli;

/// <summary>The tapes that --replay, --record and --cache ask for, laid one over the other in this order; they are closed with the run.</summary>
internal sealed class Tapes : IDisposable
{
    private readonly List<IDisposable> _open = [];

    private Tapes()
    {
    }

    public ITape Tape { get; private set; } = NoTape.Instance;

    public static Tapes Open(ChatOptions options, ParseResult parsed)
    {
        var (record, replay, cache, mode) = (parsed.GetValue(options.Record), parsed.GetValue(options.Replay), parsed.GetValue(options.Cache), options.Mode(parsed));
        if (replay is null && parsed.GetValue(options.ReplayMode) is not null) throw new DocumentException("--replay-mode", "there is nothing to replay: give --replay");
        if (replay is not null && mode == ReplayChoice.Strict && (record ?? cache) is not null)
            throw new DocumentException("--replay", "a strict replay asks nobody, so there is nothing to record or cache: give one of them, or --replay-mode lenient");
        var tapes = new Tapes();
        try
        {
            // What is replayed is read before it is opened for writing: it may be the same tape.
            var replaying = replay is null ? null : ReplayingTape.Read(replay);
            if (cache is not null) tapes.Lay(CachingTape.Open(cache));
            if (record is not null) tapes.Lay(RecordingTape.Open(record, tapes.Tape));
            if (replaying is not null) tapes.Tape = replaying.Over(mode == ReplayChoice.Lenient ? tapes.Tape : null);
            return tapes;
        }
        catch
        {
            tapes.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        for (var last = _open.Count - 1; last >= 0; last--) _open[last].Dispose();
    }

    private void Lay<T>(T tape)
        where T : ITape, IDisposable
    {
        _open.Add(tape);
        Tape = tape;
    }
}
