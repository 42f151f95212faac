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

    private static void Try(string place, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new DocumentException(place, $"this cannot be written: {e.Message}");
        }
    }
}
