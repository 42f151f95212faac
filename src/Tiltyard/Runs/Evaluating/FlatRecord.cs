using System.Collections.Frozen;
using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Runs.Evaluating;

/// <summary>
/// Brings the documented record, whose fields stand side by side, into the groups of <see cref="EvaluationForm"/>. Fields that a run
/// writes about itself are let through where they are still empty and refused where they hold an outcome.
/// </summary>
public static class FlatRecord
{
    /// <summary>Fields of the record that no plan can set: what becomes of a run is in its folder.</summary>
    public static ImmutableArray<string> Outcomes { get; } =
        ["associated_run", "created_at", "started_at", "completed_at", "updated_at", "status", "results", "error_message", "evaluator_version"];

    /// <summary>Where each documented field stands. The agent's own name is left out: under agent it may be a name already.</summary>
    private static readonly FrozenDictionary<string, string> GroupOf = EvaluationForm.Groups
        .SelectMany(group => EvaluationForm.ShapeOf(group).Fields.Select(field => (Group: group.Name, Name: Documented(field))))
        .Where(field => !field.Name.Equals("agent", StringComparison.Ordinal))
        .ToFrozenDictionary(field => field.Name, field => field.Group, StringComparer.Ordinal);

    /// <summary>The name that the documented record gives a field of ours, or its own.</summary>
    public static string Documented(Field field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.Aliases.IsEmpty ? field.Name : field.Aliases[0];
    }

    /// <summary>Whether a document is a record of this kind: a set of scenarios at the top, and no version of ours.</summary>
    public static bool IsRecord(DocumentMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return map.Has("scenario_set") && !map.Has("kind");
    }

    /// <summary>The same document with every documented field in its group.</summary>
    /// <exception cref="DocumentException">A field is there twice, or holds the outcome of a run.</exception>
    public static DocumentMap Grouped(DocumentMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        var grouped = new DocumentMap(map.Place, map.Path, []);
        if (IsRecord(map)) grouped = grouped.With("version", 1L).With("kind", "evaluation");
        var moved = new List<DocumentEntry>();
        foreach (var entry in map.Entries)
        {
            if (Outcomes.Contains(entry.Key, StringComparer.Ordinal)) RefuseOutcome(entry);
            else if (GroupOf.ContainsKey(entry.Key)) moved.Add(entry);
            else grouped = new DocumentMap(map.Place, map.Path, grouped.Entries.Add(entry));
        }

        return moved.Aggregate(grouped, Move);
    }

    private static DocumentMap Move(DocumentMap map, DocumentEntry entry)
    {
        var group = GroupOf[entry.Key];
        var into = map.Find(group) switch
        {
            null => new DocumentMap(entry.KeyPlace, map.Path.Key(group), []),
            DocumentMap given => given,
            var name when group.Equals("agent", StringComparison.Ordinal) && !name.IsNull => new DocumentMap(name.Place, name.Path, [new DocumentEntry("name", name.Place, name)]),
            _ => new DocumentMap(entry.KeyPlace, map.Path.Key(group), []),
        };
        return map.With(group, new DocumentMap(into.Place, into.Path, into.Entries.Add(entry)));
    }

    private static void RefuseOutcome(DocumentEntry entry)
    {
        var isEmpty = entry.Value.IsNull || entry.Key is "created_at" or "updated_at" or "evaluator_version"
            || entry.Value is DocumentMap { Entries.IsEmpty: true }
            || (entry.Value is DocumentScalar { Kind: DocumentScalarKind.Text } text && text.AsText() is "" or "pending" or "queued");
        if (!isEmpty) throw new DocumentException(entry.Value, $"'{entry.Key}' is the outcome of a run and no part of a plan: leave it out");
    }
}
