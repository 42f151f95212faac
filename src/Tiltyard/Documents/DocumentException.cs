namespace Tiltyard.Documents;

/// <summary>
/// Bad input of any kind: the one exception type for plans, policies, scenarios, schemas, flags and model text that cannot be
/// used. Its message is exactly one line below 400 characters, safe to print whatever the input was:
/// <c>plan.yaml:12:5 $.cells[1]: unknown key 'agnet' (did you mean 'agent'?)</c>
/// </summary>
public sealed class DocumentException : Exception
{
    private const int MaxReasonLength = 200;

    /// <summary>Input that is wrong as a whole, such as one that is too large.</summary>
    public DocumentException(string file, string reason)
        : this(new SourcePlace(file, 0, 0), path: null, reason)
    {
    }

    /// <summary>A node that was read but cannot be used.</summary>
    public DocumentException(DocumentNode node, string reason)
        : this(node.Place, node.Path.ToString(), reason)
    {
    }

    /// <summary>Input that is wrong at one place; the path is null where no node was read yet.</summary>
    public DocumentException(SourcePlace place, string? path, string reason, Exception? innerException = null)
        : base(Line(place, path, reason), innerException)
    {
        File = place.File;
        Place = place.Line == 0 ? null : place;
        Path = path;
        Reason = Excerpt.Of(reason, MaxReasonLength);
    }

    /// <summary>The file as it was named to the reader, or the flag.</summary>
    public string File { get; }

    /// <summary>Line and column, or null where the source has none.</summary>
    public SourcePlace? Place { get; }

    /// <summary>The path of the node, such as $.cells[2].agent, or null.</summary>
    public string? Path { get; }

    /// <summary>What is wrong and what was expected, without the place.</summary>
    public string Reason { get; }

    private static string Line(SourcePlace place, string? path, string reason)
    {
        var isWhole = path is null || (place.Line == 0 && path is "$");
        return $"{place}{(isWhole ? string.Empty : " " + path)}: {Excerpt.Of(reason, MaxReasonLength)}";
    }
}
