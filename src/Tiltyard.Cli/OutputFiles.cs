using Tiltyard.Documents;

namespace Tiltyard.Cli;

/// <summary>Writes files that a flag names. What cannot be written is one line with the file, as for <see cref="InputFiles"/>.</summary>
internal static class OutputFiles
{
    public static void Folder(string folder) => Try(folder, () => Directory.CreateDirectory(folder));

    public static void Write(string file, string text) => Try(file, () => File.WriteAllText(file, text));

    public static FileStream Create(string file)
    {
        FileStream? made = null;
        Try(file, () => made = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.Read));
        return made!;
    }

    /// <summary>A file that is whole takes its place.</summary>
    public static void Move(string from, string to) => Try(to, () => File.Move(from, to, overwrite: true));

    /// <summary>Two flags that name one file would leave only what is written last.</summary>
    public static void Differ(params ReadOnlySpan<(string Flag, string? File)> outputs)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (flag, file) in outputs)
        {
            if (file is not null && !named.TryAdd(Path.GetFullPath(file), flag)) throw new DocumentException(flag, $"{file} is written by {named[Path.GetFullPath(file)]} already: give another file");
        }
    }

    private static void Try(string place, Action write)
    {
        try
        {
            write();
        }
        catch (DirectoryNotFoundException)
        {
            throw new DocumentException(place, $"this cannot be written: there is no folder {Path.GetDirectoryName(place)}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new DocumentException(place, $"this cannot be written: {e.Message}");
        }
    }
}
