using Tiltyard.Documents;
using Tiltyard.Runs;

namespace Tiltyard.Cli;

/// <summary>Reads lines of a file of any length in bounded memory. A line that is too long or not ended is refused with its number.</summary>
internal static class BoundedLines
{
    /// <summary>The memory of a line is reused for the next.</summary>
    public static IEnumerable<JournalLine> Read(string path)
    {
        var most = DocumentLimits.Default.MaxLength;
        using var file = InputFiles.Open(path);
        var buffer = new byte[1 << 16];
        var (start, held, number, offset) = (0, 0, 0, 0L);
        while (true)
        {
            if (buffer.AsSpan(start, held).IndexOf((byte)'\n') is var feed and >= 0)
            {
                yield return new JournalLine(offset, ++number, buffer.AsMemory(start, feed));
                (start, held, offset) = (start + feed + 1, held - feed - 1, offset + feed + 1);
                continue;
            }

            if (held >= most) throw new DocumentException(new SourcePlace(path, number + 1, 1), null, $"the line has more than {most} bytes");
            buffer.AsSpan(start, held).CopyTo(buffer);
            start = 0;
            if (held == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            var read = file.Read(buffer, held, buffer.Length - held);
            if (read == 0) break;
            held += read;
        }

        if (held > 0) throw new DocumentException(new SourcePlace(path, number + 1, 1), null, $"the file ends within this line after {held} bytes");
    }
}
