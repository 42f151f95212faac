namespace Tiltyard.Corpora;

/// <summary>A file of recorded runs: its name for messages and how to open it. The host opens files, the core only reads streams.</summary>
public sealed record CorpusSource(string Name, Func<Stream> Open);

/// <summary>How much of a hostile corpus is read before it is refused.</summary>
public sealed record CorpusLimits
{
    public static CorpusLimits Default { get; } = new();

    /// <summary>The longest line, in bytes after unpacking.</summary>
    public int MaxLine { get; init; } = 32 * 1024 * 1024;

    /// <summary>The longest file that is one JSON document, in bytes after unpacking.</summary>
    public int MaxDocument { get; init; } = 256 * 1024 * 1024;

    /// <summary>The deepest nesting.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>The most steps of one run.</summary>
    public int MaxSteps { get; init; } = 100_000;

    /// <summary>The most bytes of one file after unpacking.</summary>
    public long MaxBytes { get; init; } = 64L * 1024 * 1024 * 1024;
}
