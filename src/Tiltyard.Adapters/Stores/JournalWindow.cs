namespace Tiltyard.Adapters.Stores;

/// <summary>Reads single lines of a journal by offset through one window that slides over the file.</summary>
internal sealed class JournalWindow(string path) : IDisposable
{
    private readonly FileStream _file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
    private byte[] _window = new byte[1 << 20];
    private long _start;
    private int _held;

    public ReadOnlyMemory<byte> LineAt(long offset)
    {
        var place = offset - _start;
        if (place >= 0 && place < _held && _window.AsSpan((int)place, _held - (int)place).IndexOf((byte)'\n') is var feed and >= 0)
            return _window.AsMemory((int)place, feed);
        Slide(offset);
        while (true)
        {
            feed = _window.AsSpan(0, _held).IndexOf((byte)'\n');
            if (feed >= 0) return _window.AsMemory(0, feed);
            if (_held < _window.Length) throw new InvalidDataException($"{path}: there is no whole line at offset {offset}.");
            Array.Resize(ref _window, _window.Length * 2);
            Slide(offset);
        }
    }

    public void Dispose() => _file.Dispose();

    private void Slide(long offset)
    {
        _start = offset;
        _held = 0;
        _file.Position = offset;
        while (_held < _window.Length && _file.Read(_window, _held, _window.Length - _held) is var read and > 0) _held += read;
    }
}
