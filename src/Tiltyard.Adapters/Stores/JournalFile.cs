using Tiltyard.Runs;

namespace Tiltyard.Adapters.Stores;

/// <summary>Reads a journal of any length in constant memory and mends a line that a crash left torn at its end.</summary>
internal static class JournalFile
{
    public static IEnumerable<JournalLine> Read(string path, bool mayCut, Action<long>? torn)
    {
        long whole;
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0))
        {
            var buffer = new byte[1 << 16];
            var held = 0;
            long offset = 0;
            var number = 0;
            while (true)
            {
                if (held == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
                var read = file.Read(buffer, held, buffer.Length - held);
                if (read == 0) break;
                held += read;
                var start = 0;
                while (buffer.AsSpan(start, held - start).IndexOf((byte)'\n') is var feed and >= 0)
                {
                    yield return new JournalLine(offset, ++number, buffer.AsMemory(start, feed));
                    offset += feed + 1;
                    start += feed + 1;
                }

                buffer.AsSpan(start, held - start).CopyTo(buffer);
                held -= start;
            }

            if (held == 0) yield break;
            whole = offset;
            torn?.Invoke(held);
        }

        if (!mayCut) yield break;
        using var cut = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        cut.SetLength(whole);
    }
}
