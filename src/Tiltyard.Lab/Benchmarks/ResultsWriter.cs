using Tiltyard.Documents;

namespace Tiltyard.Lab.Benchmarks;

/// <summary>Writes a results document episode by episode as canonical JSON, so that a million of them need no memory.</summary>
public sealed class ResultsWriter
{
    private readonly TextWriter _to;
    private readonly ResultsHeading _heading;
    private readonly string _version;
    private readonly List<long> _seeds = [];

    public ResultsWriter(TextWriter to, ResultsHeading heading, string version)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(heading);
        _to = to;
        _heading = heading;
        _version = version;
        _to.Write('{');
        foreach (var member in heading.Before()) Write(member);
        _to.Write("\"episodes\":[");
    }

    /// <summary>An episode of the document.</summary>
    public static DocumentMap Episode(long seed, DocumentMap metrics, DocumentMap? answers = null) => answers is null
        ? DocumentNode.Map(("metrics", metrics), ("seed", seed))
        : DocumentNode.Map(("llm_episode", answers), ("metrics", metrics), ("seed", seed));

    public void Add(long seed, DocumentMap metrics, DocumentMap? answers = null)
    {
        if (_seeds.Count > 0) _to.Write(',');
        _seeds.Add(seed);
        _to.Write(CanonicalJson.Text(Episode(seed, metrics, answers)));
    }

    /// <summary>Closes the document; the writer stays open.</summary>
    public void Finish(DocumentMap metadata)
    {
        _to.Write(']');
        foreach (var (key, value) in _heading.After(_version, _seeds, metadata)) _to.Write($",\"{key}\":{CanonicalJson.Text(value)}");
        _to.Write("}\n");
    }

    private void Write((string Key, DocumentNode Value) member) => _to.Write($"\"{member.Key}\":{CanonicalJson.Text(member.Value)},");
}
