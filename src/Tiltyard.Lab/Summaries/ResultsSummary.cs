using Tiltyard.Documents;

namespace Tiltyard.Lab.Summaries;

/// <summary>A group of results: its files without their tallies, and the figures of all their episodes.</summary>
internal sealed class GroupSummary
{
    public List<ResultsFile> Files { get; } = [];

    public EpisodeTally Tally { get; } = new();

    /// <summary>What the files say in common; their values side by side where they differ.</summary>
    public string? Common(Func<ResultsFile, string?> of) =>
        Files.Select(of).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray() is { Length: > 0 } values ? string.Join(';', values) : null;

    /// <summary>A figure of the model over all files: tokens and costs are summed, the others averaged by episodes.</summary>
    public double? Model(int place)
    {
        var known = Files.Where(file => file.ModelFigures.Values[place] is not null).ToArray();
        if (known.Length == 0) return null;
        if (ModelFigures.Names[place] is "llm_total_tokens" or "llm_estimated_cost_usd") return known.Sum(file => file.ModelFigures.Values[place]!.Value);
        return known.Sum(file => file.ModelFigures.Values[place]!.Value * file.Episodes) / known.Sum(file => file.Episodes);
    }
}

/// <summary>
/// Results of any number of runs, streamed: what is kept is a tally for each group, and a line for each file. Files come in the order of their names, so that the same
/// files give the same bytes.
/// </summary>
public sealed class ResultsSummary
{
    private const int MostFiles = 100_000;

    private readonly SortedDictionary<ResultsGroup, GroupSummary> _groups = [];
    private (string File, string Version)? _first;

    public int Files { get; private set; }

    public long Episodes => _groups.Values.Sum(group => group.Tally.Episodes);

    internal IReadOnlyDictionary<ResultsGroup, GroupSummary> Groups => _groups;

    /// <summary>Reads one results document to its end.</summary>
    /// <exception cref="DocumentException">It is none, or of another version than the first.</exception>
    public void Add(string name, Stream stream)
    {
        var file = new ResultsReader(name).Read(stream);
        if (++Files > MostFiles) throw new DocumentException(name, $"at most {MostFiles} files are summarized at once");
        _first ??= (name, file.Version);
        if (!_first.Value.Version.Equals(file.Version, StringComparison.Ordinal))
            throw new DocumentException(name, $"this is of version {file.Version}, and {_first.Value.File} of {_first.Value.Version}: results of both would count twice");
        if (!_groups.TryGetValue(file.Group, out var group)) _groups.Add(file.Group, group = new GroupSummary());
        group.Tally.Merge(file.Tally!);
        group.Files.Add(file.WithoutTally());
    }
}
