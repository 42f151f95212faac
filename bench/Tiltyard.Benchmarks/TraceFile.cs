namespace Tiltyard.Benchmarks;

/// <summary>Where traces go: a real file in the temporary folder, either one for all episodes or a new one for each.</summary>
internal sealed class TraceFile(bool perEpisode) : IDisposable
{
    private const int FilesKept = 256;
    private const long LongestFile = 64 << 20;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tiltyard-bench-");
    private FileStream? _stream;
    private int _written;

    public void Write(ReadOnlySpan<byte> trace)
    {
        if (perEpisode)
        {
            using var file = File.OpenHandle(Place(_written++ % FilesKept), FileMode.Create, FileAccess.Write);
            RandomAccess.Write(file, trace, 0);
            return;
        }

        _stream ??= new FileStream(Place(0), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16);
        if (_stream.Position > LongestFile) _stream.Position = 0;
        _stream.Write(trace);
    }

    public void Dispose()
    {
        _stream?.Dispose();
        _folder.Delete(recursive: true);
    }

    private string Place(int number) => Path.Combine(_folder.FullName, $"{number}.jsonl");
}
