using System.Collections.Concurrent;

namespace Tiltyard.Runs;

/// <summary>A run kept in memory, for notebooks and tests. For a run that must outlive the process use a run folder.</summary>
public sealed class MemoryStore : IRunStore
{
    private readonly ConcurrentDictionary<string, byte[]> _artifacts = new(StringComparer.Ordinal);
    private readonly Lock _appending = new();
    private byte[] _journal = [];
    private int _length;

    public string Place => "memory";

    /// <summary>The names of all artifacts and traces, in alphabetical order.</summary>
    public IEnumerable<string> Names => _artifacts.Keys.Order(StringComparer.Ordinal);

    public byte[]? Read(string name) => _artifacts.GetValueOrDefault(name);

    public void Replace(string name, ReadOnlySpan<byte> content) => _artifacts[name] = content.ToArray();

    public IArtifactWriter Create(string name) => new Artifact(this, name);

    public void WriteTrace(string stem, ReadOnlySpan<byte> lines, bool durable) => Replace($"traces/{stem}.jsonl", lines);

    public void KeepUnfinished(string stem, ReadOnlySpan<byte> lines)
    {
        var name = $"traces/{stem}.jsonl.part";
        Replace(name, [.. Read(name) ?? [], .. lines]);
    }

    public void DropUnfinished(string stem) => _artifacts.TryRemove($"traces/{stem}.jsonl.part", out _);

    public byte[]? ReadTrace(string stem) => Read($"traces/{stem}.jsonl");

    public long AppendJournal(ReadOnlySpan<byte> lines, bool durable)
    {
        lock (_appending)
        {
            var offset = _length;
            if (_length + lines.Length > _journal.Length) Array.Resize(ref _journal, Math.Max(_journal.Length * 2, _length + lines.Length));
            lines.CopyTo(_journal.AsSpan(_length));
            _length += lines.Length;
            return offset;
        }
    }

    public IEnumerable<JournalLine> ReadJournal(Action<long>? torn = null)
    {
        var offset = 0;
        var number = 0;
        while (offset < _length)
        {
            var line = JournalLineAt(offset);
            yield return new JournalLine(offset, ++number, line);
            offset += line.Length + 1;
        }
    }

    public ReadOnlyMemory<byte> JournalLineAt(long offset)
    {
        var rest = _journal.AsMemory((int)offset, _length - (int)offset);
        return rest[..rest.Span.IndexOf((byte)'\n')];
    }

    public void Dispose()
    {
    }

    private sealed class Artifact(MemoryStore store, string name) : IArtifactWriter
    {
        private readonly List<byte> _bytes = [];

        public void Write(ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);

        public void Commit() => store._artifacts[name] = [.. _bytes];

        public void Dispose()
        {
        }
    }
}
