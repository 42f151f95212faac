using Tiltyard.Documents;

namespace Tiltyard.Cli;

/// <summary>Run ids become folder names: they may not lead anywhere else.</summary>
internal static class RunNames
{
    private static readonly TextShape Shape = Documents.Shape.Text() with
    {
        MinLength = 1,
        MaxLength = 120,
        Pattern = new TextPattern("[A-Za-z0-9][A-Za-z0-9_.-]*", "letters, digits, and - _ . after the first"),
    };

    /// <exception cref="DocumentException">The id could be a path.</exception>
    public static void Check(string source, string runId) =>
        Shape.Check(DocumentScalar.FromFlag(source, runId));

    /// <summary>A path below a root made of names from a run, none of which may climb out of it.</summary>
    public static string Below(string root, string relative)
    {
        var full = Path.GetFullPath(root);
        var path = Path.GetFullPath(Path.Combine(full, relative));
        return path.StartsWith(full + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new DocumentException(relative, $"this name leads out of {root}");
    }
}
