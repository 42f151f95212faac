using System.Text;

namespace Tiltyard.Documents;

/// <summary>
/// Watches one <see cref="CanonicalWriter"/> in DEBUG builds: nesting, and names in strictly ascending UTF-16 order.
/// It reuses its memory, so that even a DEBUG build writes without allocation.
/// </summary>
internal sealed class CanonicalOrder
{
    private Frame[] _frames = new Frame[16];
    private char[] _names = new char[256];
    private int _depth;
    private bool _hasRoot;

    /// <summary>A watcher in a DEBUG build, null in a RELEASE build.</summary>
    public static CanonicalOrder? IfDebug()
    {
#if DEBUG
        return new CanonicalOrder();
#else
        return null;
#endif
    }

    public void Clear()
    {
        _depth = 0;
        _hasRoot = false;
    }

    public void Open(bool isObject)
    {
        Value();
        var start = _depth == 0 ? 0 : _frames[_depth - 1].Start + Math.Max(_frames[_depth - 1].Length, 0);
        if (_depth == _frames.Length) Array.Resize(ref _frames, _frames.Length * 2);
        _frames[_depth++] = new Frame { IsObject = isObject, Start = start, Length = -1 };
    }

    public void Close(bool isObject)
    {
        if (_depth == 0 || _frames[_depth - 1].IsObject != isObject || _frames[_depth - 1].IsNamed)
            throw new InvalidOperationException("The bracket does not close what is open.");
        _depth--;
    }

    public void Name(ReadOnlySpan<byte> utf8)
    {
        foreach (var code in utf8)
        {
            if (code is < 0x20 or (byte)'"' or (byte)'\\') throw new InvalidOperationException("A pre-encoded name must not need escapes.");
        }

        var name = utf8.Length <= 512 ? stackalloc char[512] : new char[utf8.Length];
        Name(name[..Encoding.UTF8.GetChars(utf8, name)]);
    }

    public void Name(ReadOnlySpan<char> name)
    {
        if (_depth == 0 || !_frames[_depth - 1].IsObject || _frames[_depth - 1].IsNamed)
            throw new InvalidOperationException($"The name '{name}' is not expected here.");
        ref var frame = ref _frames[_depth - 1];
        if (frame.Length >= 0 && _names.AsSpan(frame.Start, frame.Length).SequenceCompareTo(name) >= 0)
            throw new InvalidOperationException($"The name '{name}' must come before '{_names.AsSpan(frame.Start, frame.Length)}', and once.");
        if (_names.Length - frame.Start < name.Length) Array.Resize(ref _names, Math.Max(_names.Length * 2, frame.Start + name.Length));
        name.CopyTo(_names.AsSpan(frame.Start));
        frame.Length = name.Length;
        frame.IsNamed = true;
    }

    public void Value()
    {
        if (_depth == 0)
        {
            if (_hasRoot) throw new InvalidOperationException("One document holds one value: end the line or clear first.");
            _hasRoot = true;
            return;
        }

        ref var frame = ref _frames[_depth - 1];
        if (frame.IsObject && !frame.IsNamed) throw new InvalidOperationException("A value in an object needs a name first.");
        frame.IsNamed = false;
    }

    /// <summary>One open bracket and where its last name lies in the shared buffer; length -1 is no name yet.</summary>
    private struct Frame
    {
        public bool IsObject;
        public bool IsNamed;
        public int Start;
        public int Length;
    }
}
