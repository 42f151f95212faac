using Tiltyard.Documents;
using Tiltyard.Verdicts;

namespace Tiltyard.Runs;

/// <summary>Criteria as run.json records them, in the form of a thresholds file.</summary>
public static class CriteriaWire
{
    public static DocumentMap Write(CriteriaSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var entries = new List<(string, DocumentNode)> { ("version", 1L), ("policy", set.Policy.ToString().ToLowerInvariant()) };
        if (set.Confidence is { } confidence) entries.Add(("confidence", confidence));
        if (set.AllowsNotEvaluated) entries.Add(("not_evaluated", "allow"));
        if (set.Notes is { } notes) entries.Add(("notes", notes));
        entries.Add(("criteria", DocumentNode.List(set.Criteria.Select(Write))));
        return DocumentNode.Map(entries);
    }

    public static CriteriaSet Read(DocumentMap map) => ThresholdsFile.Read(map);

    private static DocumentMap Write(Criterion criterion)
    {
        var entries = new List<(string, DocumentNode)> { ("id", criterion.Id), ("metric", criterion.Metric) };
        if (!criterion.Where.IsEmpty) entries.Add(("where", DocumentNode.Map([.. criterion.Where.Select(label => (label.Key, (DocumentNode)label.Value))])));
        if (criterion.Min is { } min) entries.Add(("min", min));
        if (criterion.Max is { } max) entries.Add(("max", max));
        if (criterion.Confidence is { } confidence) entries.Add(("confidence", confidence));
        entries.Add(("on_miss", criterion.OnMiss.ToString().ToLowerInvariant()));
        return DocumentNode.Map(entries);
    }
}
