using System.Security.Cryptography;
using Tiltyard.Documents;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Benchmarks;

/// <summary>
/// The yardstick of the trace: serialises recorded events, chains and hashes them, and gives the same bytes as the trace writer, in
/// one loop that knows nothing of worlds, engines and sinks.
/// </summary>
internal sealed class BareTrace
{
    private readonly CanonicalWriter _body = new();
    private readonly byte[] _head = new byte[64];
    private readonly byte[] _digest = new byte[SHA256.HashSizeInBytes];
    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _lines = new byte[32 * 1024];
    private int _length;

    public ReadOnlySpan<byte> Write(RecordedEpisode episode)
    {
        _length = 0;
        _head.AsSpan().Fill((byte)'0');
        foreach (var recorded in episode.Events) Write(recorded);
        return _lines.AsSpan(0, _length);
    }

    private void Write(RecordedEvent recorded)
    {
        _body.Clear();
        _body.BeginObject();
        _body.BeginObject("data"u8);
        var kind = WriteData(recorded);
        _body.EndObject();
        var end = _body.Length;
        _body.Utf8Text("kind"u8, kind);
        _body.Utf8Text("prev"u8, _head);
        _body.Integer("seq"u8, recorded.At.Seq);
        _body.Number("t"u8, recorded.At.Time);
        _body.EndObject();
        _sha256.AppendData(_body.Written);
        _sha256.GetHashAndReset(_digest);
        Convert.TryToHexStringLower(_digest, _head, out _);

        if (_lines.Length - _length < _body.Length + 128) Array.Resize(ref _lines, (_lines.Length + _body.Length) * 2);
        Put(_body.Written[..end]);
        Put(",\"hash\":\""u8);
        Put(_head);
        Put("\""u8);
        Put(_body.Written[end..]);
        Put("\n"u8);
    }

    private ReadOnlySpan<byte> WriteData(RecordedEvent recorded)
    {
        if (recorded.Shown is { } shown) return WriteShown(shown);
        if (recorded.Acted is { } acted) return WriteActed(acted);
        if (recorded.Stepped is { } stepped) return WriteStepped(stepped);
        return recorded.Started is { } started ? WriteStarted(started) : WriteEnded(recorded.Ended!.Value);
    }

    private ReadOnlySpan<byte> WriteShown(ShownView shown)
    {
        _body.Text("message"u8, shown.Message);
        _body.Name("panels"u8);
        _body.Write(shown.Names, shown.Panels);
        _body.Text("seat"u8, shown.Seat);
        _body.Integer("step"u8, shown.Step);
        return "observed"u8;
    }

    private ReadOnlySpan<byte> WriteActed(scoped in Acted acted)
    {
        _body.Text("action"u8, acted.Action);
        _body.Text("seat"u8, acted.Seat);
        _body.Text("status"u8, "applied");
        _body.Integer("step"u8, acted.Step);
        return "acted"u8;
    }

    private ReadOnlySpan<byte> WriteStepped(scoped in Stepped stepped)
    {
        _body.Number("alignment"u8, stepped.Outcome.Alignment);
        _body.Number("conduct"u8, stepped.Outcome.Conduct);
        _body.Number("pressure"u8, stepped.Outcome.Pressure);
        _body.Name("state"u8);
        _body.Write(stepped.StateNames, stepped.State.Span);
        _body.Integer("step"u8, stepped.Step);
        _body.Number("utility"u8, stepped.Outcome.Utility);
        return "stepped"u8;
    }

    private ReadOnlySpan<byte> WriteStarted(scoped in EpisodeStarted started)
    {
        _body.Text("arm"u8, started.Arm);
        _body.Text("case"u8, started.Key.Case);
        _body.Text("cell"u8, started.Cell);
        _body.Integer("episode"u8, started.Key.Episode);
        _body.Text("plan"u8, started.PlanHash);
        _body.Integer("run_seed"u8, started.Key.RunSeed);
        _body.Text("scenario"u8, started.Key.Scenario);
        _body.BeginArray("seats"u8);
        foreach (var seat in started.Seats)
        {
            _body.BeginObject();
            _body.Text("agent"u8, seat.Agent);
            _body.Text("seat"u8, seat.Seat);
            _body.EndObject();
        }

        _body.EndArray();
        _body.Integer("seed"u8, started.Key.Seed);
        _body.Text("world"u8, started.World);
        return "episode_started"u8;
    }

    private ReadOnlySpan<byte> WriteEnded(scoped in EpisodeEnded ended)
    {
        _body.Name("facts"u8);
        _body.Write(ended.FactNames, ended.Facts.Span);
        _body.Integer("steps"u8, ended.Steps);
        _body.Text("terminal"u8, "completed");
        return "episode_ended"u8;
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_lines.AsSpan(_length));
        _length += bytes.Length;
    }
}
