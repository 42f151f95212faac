using System.Text;

namespace Tiltyard.Tests.Lab.Summaries;

/// <summary>A results document of any length that is in no memory as a whole.</summary>
internal sealed class EndlessResults(int episodes, Func<int, byte[]> episode) : Stream
{
    private readonly IEnumerator<byte[]> _parts = Parts(episodes, episode).GetEnumerator();
    private byte[] _part = [];
    private int _taken;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>At most seven bytes at once where the document is short, so that every token is cut somewhere.</summary>
    public override int Read(Span<byte> buffer)
    {
        var most = episodes < 100 ? Math.Min(7, buffer.Length) : buffer.Length;
        while (_taken == _part.Length)
        {
            if (!_parts.MoveNext()) return 0;
            _part = _parts.Current;
            _taken = 0;
        }

        var length = Math.Min(most, _part.Length - _taken);
        _part.AsSpan(_taken, length).CopyTo(buffer);
        _taken += length;
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>An episode with these metrics.</summary>
    public static byte[] Episode(string metrics) => Encoding.UTF8.GetBytes($"{{\"metrics\":{metrics},\"seed\":7}}");

    private static IEnumerable<byte[]> Parts(int episodes, Func<int, byte[]> episode)
    {
        var (comma, seed) = (",\n"u8.ToArray(), "7"u8.ToArray());
        yield return """{"agent_baseline_id":"someone","config":{"timing_mode":"explicit"},"episodes":["""u8.ToArray();
        for (var at = 0; at < episodes; at++)
        {
            if (at > 0) yield return comma;
            yield return episode(at);
        }

        yield return """],"schema_version":"0.2","seeds":["""u8.ToArray();
        for (var at = 0; at < episodes; at++)
        {
            if (at > 0) yield return comma;
            yield return seed;
        }

        yield return """],"task":"some_task"}"""u8.ToArray();
    }
}
