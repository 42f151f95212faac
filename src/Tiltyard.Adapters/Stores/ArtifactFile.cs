using Tiltyard.Runs;

namespace Tiltyard.Adapters.Stores;

/// <summary>A file that is written beside its place, synced, and renamed into it.</summary>
internal sealed class ArtifactFile(string path) : IArtifactWriter
{
    private readonly string _temporary = path + ".part";
    private FileStream? _file = new(path + ".part", FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);

    /// <summary>False for what can be made again: it is renamed into place without waiting for the disk.</summary>
    public bool IsDurable { get; init; } = true;

    public void Write(ReadOnlySpan<byte> bytes) => Open.Write(bytes);

    public void Commit()
    {
        var file = Open;
        file.Flush(IsDurable);
        file.Dispose();
        _file = null;
        File.Move(_temporary, path, overwrite: true);
    }

    public void Dispose()
    {
        if (_file is null) return;
        _file.Dispose();
        _file = null;
        File.Delete(_temporary);
    }

    private FileStream Open => _file ?? throw new ObjectDisposedException(path);
}
