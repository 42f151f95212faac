using System.Text;
using Tiltyard.Documents;
using Tiltyard.Lab.Rules;

namespace Tiltyard.Lab.Benchmarks;

/// <summary>
/// The documented line of an episode's log: the complete record that is on the audit chain, and the chain after it. Without its two fields of the chain a line is
/// again the record, so that whoever has the log can make the chain anew.
/// </summary>
public static class EpisodeLog
{
    private static readonly string[] ChainFields = ["hashchain", "hashchain_head"];

    public static string Line(ReadOnlyMemory<byte> record, AuditChain chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        var map = JsonDocumentReader.Read("record", record.Span).AsMap();
        var links = DocumentNode.Map(("head_hash", chain.Head), ("last_event_hash", chain.Last), ("length", (long)chain.Length));
        return CanonicalJson.Text(DocumentNode.Map(
        [
            .. map.Entries.Select(entry => (entry.Key, entry.Value)).Append((ChainFields[0], links)).Append((ChainFields[1], (DocumentNode)chain.Head)).OrderBy(entry => entry.Item1, StringComparer.Ordinal),
        ]));
    }

    /// <summary>The record of a line.</summary>
    public static byte[] Record(string line)
    {
        var map = JsonDocumentReader.Read("line", Encoding.UTF8.GetBytes(line)).AsMap();
        return CanonicalJson.Write(DocumentNode.Map([.. map.Entries.Where(entry => !ChainFields.Contains(entry.Key, StringComparer.Ordinal)).Select(entry => (entry.Key, entry.Value))]));
    }
}
