using Tiltyard.Documents;

namespace Tiltyard.Adapters.Tapes;

/// <summary>Reads a line of a file that was written by us.</summary>
internal delegate T LineReader<T>(string file, int number, ReadOnlySpan<byte> line);

/// <summary>The whole lines of a file as records; a torn last line is left out, as a crash may leave one.</summary>
internal static class TapeFile
{
    public static List<T> Lines<T>(string path, string missing, LineReader<T> read)
    {
        var records = new List<T>();
        var rest = ReadAll(path, missing).AsSpan();
        for (var number = 1; rest.IndexOf((byte)'\n') is var feed and >= 0; number++)
        {
            records.Add(read(path, number, rest[..feed]));
            rest = rest[(feed + 1)..];
        }

        return records;
    }

    private static byte[] ReadAll(string path, string missing)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DocumentException(path, File.Exists(path) ? $"the file cannot be read: {e.Message}" : missing);
        }
    }
}
