using Tiltyard.Adapters.Tapes;
using Tiltyard.Documents;
using Tiltyard.Engine;

namespace Tiltyard.Cli;

/// <summary>The tape that --record and --replay ask for; it is closed with the run.</summary>
internal sealed class Tapes : IDisposable
{
    private Tapes(ITape tape) => Tape = tape;

    public ITape Tape { get; }

    public static Tapes Open(string? record, string? replay) => (record, replay) switch
    {
        (not null, not null) => throw new DocumentException("--replay", "give --record or --replay, not both"),
        (not null, _) => new Tapes(RecordingTape.Open(record)),
        (_, not null) => new Tapes(ReplayingTape.Open(replay)),
        _ => new Tapes(NoTape.Instance),
    };

    public void Dispose() => (Tape as IDisposable)?.Dispose();
}
