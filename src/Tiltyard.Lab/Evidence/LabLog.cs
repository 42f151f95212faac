using System.Collections.Immutable;
using System.Text;
using Tiltyard.Documents;

namespace Tiltyard.Lab.Evidence;

/// <summary>
/// The log of an episode, a line for each attempt in its documented form, and with everything that the audit chain was made of, so that
/// whoever has the log can make the chain again.
/// </summary>
public sealed class LabLog
{
    private readonly List<DocumentMap> _lines = [];

    public IReadOnlyList<DocumentMap> Lines => _lines;

    /// <summary>Adds an attempt: its event, and what came of it.</summary>
    public void Add(DocumentMap happened, DocumentMap result)
    {
        ArgumentNullException.ThrowIfNull(happened);
        ArgumentNullException.ThrowIfNull(result);
        var chain = result.Map("hashchain");
        var entries = happened.Entries.Where(entry => entry.Key is not "signature").Select(entry => (entry.Key, entry.Value))
            .Concat(result.Entries.Select(entry => (entry.Key, entry.Value)))
            .Append(("hashchain_head", chain.Node("head_hash")));
        _lines.Add(DocumentNode.Map([.. entries.OrderBy(entry => entry.Item1, StringComparer.Ordinal)]));
    }

    /// <summary>The lines as canonical JSON.</summary>
    public byte[] ToBytes()
    {
        var text = new StringBuilder();
        foreach (var line in _lines) text.Append(CanonicalJson.Text(line)).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Reads a log back.</summary>
    /// <exception cref="DocumentException">A line is no record of an attempt.</exception>
    public static LabLog Read(string file, ReadOnlySpan<byte> bytes)
    {
        var log = new LabLog();
        for (var number = 1; bytes.IndexOf((byte)'\n') is var feed and >= 0; number++)
        {
            var line = JsonDocumentReader.Read(file, bytes[..feed], firstLine: number).AsMap();
            _ = (line.Text("action_type"), line.Text("status"), line.Integer("t_s"), line.Map("hashchain").Text("last_event_hash"));
            log._lines.Add(line);
            bytes = bytes[(feed + 1)..];
        }

        return bytes.IsEmpty ? log : throw new DocumentException(file, $"line {log._lines.Count + 1} was cut off");
    }

    /// <summary>
    /// Reads the log of a benchmark, episode by episode: its chains begin anew with each. What nobody did stands on the chain and in the file, but is no attempt, so that it is
    /// in no log here.
    /// </summary>
    /// <exception cref="DocumentException">A line is no record, or the file is cut.</exception>
    public static IEnumerable<LabLog> Episodes(string file, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        LabLog? log = null;
        ReadOnlyMemory<byte> rest = bytes;
        for (var number = 1; rest.Span.IndexOf((byte)'\n') is var feed and >= 0; number++)
        {
            var line = JsonDocumentReader.Read(file, rest.Span[..feed], firstLine: number).AsMap();
            rest = rest[(feed + 1)..];
            if (line.Map("hashchain").Integer("length") == 1)
            {
                if (log is not null) yield return log;
                log = new LabLog();
            }

            if (log is null) throw new DocumentException(line, "the chain does not begin here");
            if (line.Has("args") && line.Has("status")) log._lines.Add(line);
        }

        if (!rest.IsEmpty) throw new DocumentException(file, "its last line was cut off");
        if (log is not null) yield return log;
    }

    internal static ImmutableArray<string> Texts(DocumentMap map, string key) => map.Has(key) ? map.Texts(key) : [];
}
