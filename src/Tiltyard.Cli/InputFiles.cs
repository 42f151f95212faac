using Tiltyard.Documents;

namespace Tiltyard.Cli;

/// <summary>Reads input files within bounds. JSON by its ending, YAML otherwise.</summary>
internal static class InputFiles
{
    public static DocumentNode ReadDocument(string path)
    {
        var bytes = ReadBytes(path, DocumentLimits.Default.MaxLength);
        return path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            ? JsonDocumentReader.Read(path, bytes)
            : YamlDocumentReader.Read(path, Utf8(path, bytes));
    }

    public static byte[] ReadBytes(string path, long most)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists) throw new DocumentException(path, Directory.Exists(path) ? "this is a folder, not a file" : "there is no such file");
            return file.Length <= most ? File.ReadAllBytes(path) : throw new DocumentException(path, $"the file has {file.Length} bytes; at most {most} are read");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DocumentException(path, $"the file cannot be read: {e.Message}");
        }
    }

    /// <summary>A stream over a file that may be too large for memory.</summary>
    public static FileStream Open(string path)
    {
        try
        {
            if (!File.Exists(path)) throw new DocumentException(path, Directory.Exists(path) ? "this is a folder, not a file" : "there is no such file");
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DocumentException(path, $"the file cannot be read: {e.Message}");
        }
    }

    private static string Utf8(string path, byte[] bytes)
    {
        try
        {
            return new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (System.Text.DecoderFallbackException e)
        {
            throw new DocumentException(path, $"the file is not UTF-8: byte {e.Index} is not part of a character");
        }
    }
}
