namespace Tiltyard.Documents;

/// <summary>
/// Where a value was written. Lines and columns count from 1; line 0 means that the source has no lines, such as a flag of
/// the command line, and <see cref="File"/> is then its name.
/// </summary>
public readonly record struct SourcePlace(string File, int Line, int Column)
{
    /// <summary>The place of a value made by the program itself.</summary>
    public static SourcePlace None { get; } = new("(program)", 0, 0);

    /// <summary>file:line:column, or the name alone where there are no lines.</summary>
    public override string ToString()
    {
        var file = Excerpt.OfFile(File ?? "(program)");
        return Line == 0 ? file : $"{file}:{Line}:{Column}";
    }
}
