using Tiltyard.Documents;

namespace Tiltyard.Adapters.ChatModels.Secrets;

/// <summary>Keys by the name of their environment variable: from the environment, else from a .env file. They are never written anywhere.</summary>
public sealed class KeyRing
{
    public const string FileName = ".env";

    private readonly Func<string, string?> _environment;
    private readonly Dictionary<string, string> _file;

    private KeyRing(Func<string, string?> environment, Dictionary<string, string> file) => (_environment, _file) = (environment, file);

    public static KeyRing Empty { get; } = new(static _ => null, []);

    /// <summary>Reads the .env file of a folder, if there is one.</summary>
    /// <exception cref="DocumentException">A line of it cannot be read; the message does not show it.</exception>
    public static KeyRing Read(Func<string, string?> environment, string folder)
    {
        var path = Path.Combine(folder, FileName);
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!File.Exists(path)) return new KeyRing(environment, entries);
        var lines = ReadLines(path);
        for (var at = 0; at < lines.Length; at++)
        {
            var text = lines[at].Trim();
            if (text.Length == 0 || text[0] == '#') continue;
            if (text.StartsWith("export ", StringComparison.Ordinal)) text = text["export ".Length..].TrimStart();
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) throw new DocumentException(new SourcePlace(path, at + 1, 1), null, "this line is not NAME=value");
            var value = text[(equals + 1)..].Trim();
            while (IsOpen(value) && at + 1 < lines.Length) value += "\n" + lines[++at];
            entries[text[..equals].TrimEnd()] = Unquoted(value.TrimEnd());
        }

        return new KeyRing(environment, entries);
    }

    /// <summary>The key, or null where it is set nowhere.</summary>
    public string? Find(string variable) => _environment(variable) is { Length: > 0 } set ? set : _file.GetValueOrDefault(variable) is { Length: > 0 } kept ? kept : null;

    /// <summary>Every key of a provider that is set, with what to call it: what must never be written.</summary>
    public IEnumerable<(string Kind, string Key)> Known() => ChatProvider.All
        .Where(provider => provider.KeyVariable is not null)
        .Select(provider => (provider.KeyKind, Key: Find(provider.KeyVariable!)))
        .Where(key => key.Key is not null).Select(key => (key.KeyKind, key.Key!));

    private static string[] ReadLines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DocumentException(path, $"the file cannot be read: {e.Message}");
        }
    }

    /// <summary>A value in quotes may run over several lines.</summary>
    private static bool IsOpen(string value) => value.Length > 0 && value[0] is '"' or '\'' && (value.Length == 1 || value.TrimEnd()[^1] != value[0]);

    private static string Unquoted(string value) => value.Length >= 2 && value[0] is '"' or '\'' && value[^1] == value[0] ? value[1..^1] : value;
}
