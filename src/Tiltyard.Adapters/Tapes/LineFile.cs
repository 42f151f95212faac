using System.Threading.Channels;
using Tiltyard.Documents;

namespace Tiltyard.Adapters.Tapes;

/// <summary>
/// A file of lines that grows: a line is on disk when its task ends. Lines that many writers bring at the same time share one sync, so
/// a recording costs a busy run hardly more than a quiet one.
/// </summary>
internal sealed class LineFile : IDisposable
{
    private readonly FileStream _file;
    private readonly Channel<(byte[] Line, TaskCompletionSource Done)> _lines =
        Channel.CreateUnbounded<(byte[], TaskCompletionSource)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly Task _writing;

    private LineFile(FileStream file)
    {
        _file = file;
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Opens a file and goes on at its end; a line that a crash left torn is cut off.</summary>
    /// <exception cref="DocumentException">It cannot be written.</exception>
    public static LineFile Open(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        try
        {
            Directory.CreateDirectory(folder);
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            file.SetLength(WholeLines(file));
            file.Position = file.Length;
            return new LineFile(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DocumentException(path, $"the file cannot be written: {e.Message}");
        }
    }

    /// <summary>Appends a line that ends with its line feed.</summary>
    public Task AppendAsync(byte[] line)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _lines.Writer.TryWrite((line, done)) ? done.Task : throw new ObjectDisposedException(nameof(LineFile));
    }

    public void Dispose()
    {
        _lines.Writer.TryComplete();
        _writing.Wait();
        _file.Dispose();
    }

    private async Task WriteAsync()
    {
        var batch = new List<TaskCompletionSource>();
        var bytes = new MemoryStream();
        while (await _lines.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            batch.Clear();
            bytes.SetLength(0);
            while (_lines.Reader.TryRead(out var next))
            {
                bytes.Write(next.Line);
                batch.Add(next.Done);
            }

            Commit(bytes, batch);
        }
    }

    private void Commit(MemoryStream bytes, List<TaskCompletionSource> batch)
    {
        try
        {
            _file.Write(bytes.GetBuffer(), 0, (int)bytes.Length);
            _file.Flush(flushToDisk: true);
            foreach (var done in batch) done.SetResult();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            foreach (var done in batch) done.SetException(new IOException($"{_file.Name} cannot be written: {e.Message}", e));
        }
    }

    private static long WholeLines(FileStream file)
    {
        var last = new byte[1];
        for (var end = file.Length; end > 0; end--)
        {
            file.Position = end - 1;
            file.ReadExactly(last);
            if (last[0] == (byte)'\n') return end;
        }

        return 0;
    }
}
