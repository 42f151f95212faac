using System.Globalization;
using System.Text;

namespace Tiltyard.Tests.Lab.Summaries;

/// <summary>A results document of any length that is in no memory as a whole.</summary>
internal sealed class EndlessResults(int episodes, Func<int, string> metrics) : Stream
{
    private readonly IEnumerator<string> _parts = Parts(episodes, metrics).GetEnumerator();
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
            _part = Encoding.UTF8.GetBytes(_parts.Current);
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

    private static IEnumerable<string> Parts(int episodes, Func<int, string> metrics)
    {
        yield return """{"agent_baseline_id":"someone","config":{"timing_mode":"explicit"},"episodes":[""";
        for (var episode = 0; episode < episodes; episode++) yield return string.Create(CultureInfo.InvariantCulture, $"{(episode > 0 ? ",\n" : "")}{{\"metrics\":{metrics(episode)},\"seed\":{episode}}}");
        yield return """],"schema_version":"0.2","seeds":[""";
        for (var episode = 0; episode < episodes; episode++) yield return string.Create(CultureInfo.InvariantCulture, $"{(episode > 0 ? "," : "")}{episode}");
        yield return """],"task":"some_task"}""";
    }
}
