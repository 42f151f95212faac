using Tiltyard.Documents;
using Tiltyard.Runs;

namespace Tiltyard.Adapters.Stores;

/// <summary>The run folder: the embedded store that needs no server. One process writes at a time, which a lock file enforces.</summary>
public sealed class RunFolder : IRunStore
{
    public const string JournalName = "journal.jsonl";
    public const string LockName = ".lock";

    private readonly string _root;
    private readonly FileStream? _lock;
    private readonly Lock _appending = new();
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private FileStream? _journal;
    private JournalWindow? _window;

    private RunFolder(string root, FileStream? lockFile)
    {
        _root = root;
        _lock = lockFile;
    }

    public string Place => _root;

    /// <summary>Opens a folder for writing, making it if it is not there.</summary>
    /// <exception cref="DocumentException">Another process is writing there, or it cannot be made.</exception>
    public static RunFolder Open(string path)
    {
        try
        {
            var root = Path.GetFullPath(path);
            Directory.CreateDirectory(root);
            var lockFile = new FileStream(Path.Combine(root, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new RunFolder(root, lockFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DocumentException(path, $"the run folder cannot be opened for writing: {e.Message}");
        }
    }

    /// <summary>Opens an existing run for reading alone.</summary>
    /// <exception cref="DocumentException">It holds no run.</exception>
    public static RunFolder OpenForReading(string path) => File.Exists(Path.Combine(path, "run.json"))
        ? new RunFolder(Path.GetFullPath(path), null)
        : throw new DocumentException(path, "this is not a run folder: it holds no run.json");

    /// <summary>Whether a process holds the folder's lock at this moment. Looking holds it for an instant and changes nothing.</summary>
    public static bool IsBeingWritten(string path)
    {
        var lockFile = Path.Combine(path, LockName);
        if (!File.Exists(lockFile)) return false;
        try
        {
            using var looking = new FileStream(lockFile, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    public byte[]? Read(string name)
    {
        var path = PathOf(name);
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }

    public void Replace(string name, ReadOnlySpan<byte> content)
    {
        using var stream = Create(name);
        stream.Write(content);
        stream.Commit();
    }

    public void Put(string name, ReadOnlySpan<byte> content)
    {
        using var file = new ArtifactFile(Prepare(name)) { IsDurable = false };
        file.Write(content);
        file.Commit();
    }

    public IArtifactWriter Create(string name) => new ArtifactFile(Prepare(name));

    public void WriteTrace(string stem, ReadOnlySpan<byte> lines, bool durable)
    {
        var path = Prepare($"traces/{stem}.jsonl");
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        file.Write(lines);
        if (durable) file.Flush(flushToDisk: true);
    }

    public void KeepUnfinished(string stem, ReadOnlySpan<byte> lines)
    {
        using var file = new FileStream(Prepare(UnfinishedName(stem)), FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        file.Write(lines);
    }

    public void DropUnfinished(string stem)
    {
        var path = PathOf(UnfinishedName(stem));
        if (File.Exists(path)) File.Delete(path);
    }

    public byte[]? ReadTrace(string stem) => Read($"traces/{stem}.jsonl");

    public long AppendJournal(ReadOnlySpan<byte> lines, bool durable)
    {
        lock (_appending)
        {
            _journal ??= new FileStream(PathOf(JournalName), FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            var offset = _journal.Position;
            _journal.Write(lines);
            if (durable) _journal.Flush(flushToDisk: true);
            return offset;
        }
    }

    public IEnumerable<JournalLine> ReadJournal(Action<long>? torn = null)
    {
        var path = PathOf(JournalName);
        return File.Exists(path) ? JournalFile.Read(path, mayCut: _lock is not null, torn) : [];
    }

    public ReadOnlyMemory<byte> JournalLineAt(long offset) => (_window ??= new JournalWindow(PathOf(JournalName))).LineAt(offset);

    public void Dispose()
    {
        _journal?.Dispose();
        _window?.Dispose();
        if (_lock is null) return;
        _lock.Dispose();
        File.Delete(Path.Combine(_root, LockName));
    }

    private static string UnfinishedName(string stem) => $"traces/{stem}.jsonl.part";

    /// <summary>Names come from plans and so from files: none may climb out of the folder.</summary>
    private string PathOf(string name)
    {
        var path = Path.GetFullPath(Path.Combine(_root, name));
        return path.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new DocumentException(name, "this name leads out of the run folder");
    }

    private string Prepare(string name)
    {
        var path = PathOf(name);
        var folder = Path.GetDirectoryName(path)!;
        lock (_folders)
        {
            if (_folders.Add(folder)) Directory.CreateDirectory(folder);
        }

        return path;
    }
}
