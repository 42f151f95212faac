using Tiltyard.Corpora;
using Tiltyard.Documents;
using Tiltyard.Runs.Playing;

namespace Tiltyard.Cli;

/// <summary>The files of a corpus as they are named on the command line; a run folder stands for its traces.</summary>
internal static class CorpusInput
{
    private const int MostFiles = 1_000_000;

    public static CorpusSource[] Sources(IEnumerable<string> files)
    {
        var sources = files.SelectMany(Expand).ToArray();
        return sources.Length <= MostFiles ? sources : throw new DocumentException("FILE", $"more than {MostFiles} files");
    }

    /// <summary>The workers of a flag, or as many as there are processors.</summary>
    public static CorpusPass Pass(string? workers, bool withSteps, bool assumesBenign) =>
        new(workers is null ? Environment.ProcessorCount : (int)Flags.Whole("--workers", workers, 1, 1_024).AsInteger()) { WithSteps = withSteps, AssumesBenign = assumesBenign };

    private static IEnumerable<CorpusSource> Expand(string path)
    {
        if (!Directory.Exists(path)) return [Source(path)];
        var traces = Path.Combine(path, "traces");
        if (!Directory.Exists(traces)) throw new DocumentException(path, "this is a folder without traces, not a run folder and not a file");
        return Directory.EnumerateFiles(traces, "*.jsonl", SearchOption.AllDirectories).Where(file => !EpisodeSignatures.IsName(file)).Order(StringComparer.Ordinal).Select(Source);
    }

    private static CorpusSource Source(string path) => new(path, () => InputFiles.Open(path));
}
