using Tiltyard.Documents;
using Tiltyard.Runs.Planning;
using Tiltyard.Worlds;

namespace Tiltyard.Runs.Checking;

/// <summary>The first place where a world and the reference part. The step counts from 0 and is null for the metrics at the end.</summary>
/// <param name="Note">What else explains it, such as an action that the world refused.</param>
public sealed record ParityDifference(string File, int Line, int? Step, string Field, string Expected, string Got, string? Note)
{
    public override string ToString() =>
        $"{File}:{Line}: {(Step is { } step ? $"step {step}" : "metrics")}: {Field}: expected {Expected}, got {Got}{(Note is null ? "" : $" ({Note})")}";
}

/// <summary>What a line came to; without a difference it is equal.</summary>
public sealed record ParityResult(string Scenario, int Steps, ParityDifference? Difference);

/// <summary>Compares what the reference wrote with what was played, numbers within a tolerance and everything else exactly.</summary>
internal static class ParityComparison
{
    public const double Tolerance = 1e-9;

    /// <summary>The first field that differs, or null. Keys that only the world has are beside the point.</summary>
    public static (string Field, string Expected, string Got)? FirstDifference(string field, DocumentNode expected, DocumentNode? got)
    {
        if (got is null) return (field, Shown(expected), "nothing");
        switch (expected)
        {
            case DocumentMap map when got is DocumentMap other:
                return map.Entries.Select(entry => FirstDifference($"{field}.{entry.Key}", entry.Value, other.Find(entry.Key)))
                    .FirstOrDefault(one => one is not null);
            case DocumentList list when got is DocumentList others && list.Items.Length == others.Items.Length:
                return list.Items.Select((item, index) => FirstDifference($"{field}[{index}]", item, others.Items[index]))
                    .FirstOrDefault(one => one is not null);
            default:
                return IsSame(expected, got) ? null : (field, Shown(expected), Shown(got));
        }
    }

    /// <summary>As <see cref="FirstDifference"/>, and keys that only the world has differ too.</summary>
    public static (string Field, string Expected, string Got)? FirstDifferenceOfAll(string field, DocumentMap expected, DocumentMap got) =>
        FirstDifference(field, expected, got) ?? got.Entries.Where(entry => expected.Find(entry.Key) is null)
            .Select(entry => ((string, string, string)?)($"{field}.{entry.Key}", "nothing", Shown(entry.Value))).FirstOrDefault();

    public static DocumentMap Map(FieldNames names, ReadOnlySpan<Value> values)
    {
        var entries = new (string, DocumentNode)[names.Count];
        for (var index = 0; index < names.Count; index++) entries[index] = (names.Names[index], Node(values[index]));
        return DocumentNode.Map(entries);
    }

    private static DocumentNode Node(in Value value) => value.Kind switch
    {
        ValueKind.Null => DocumentNode.Null,
        ValueKind.Boolean => value.IsTrue,
        ValueKind.Integer or ValueKind.Number => value.Number,
        ValueKind.Text => value.Text,
        _ => JsonDocumentReader.Read("value", System.Text.Encoding.UTF8.GetBytes(value.Text)),
    };

    private static bool IsSame(DocumentNode expected, DocumentNode got) => (expected, got) switch
    {
        (DocumentScalar one, DocumentScalar other) when IsNumber(one) && IsNumber(other) => Math.Abs(one.AsNumber() - other.AsNumber()) <= Tolerance,
        (DocumentScalar { Kind: DocumentScalarKind.Text } one, DocumentScalar { Kind: DocumentScalarKind.Text } other) =>
            one.AsText().Equals(other.AsText(), StringComparison.Ordinal),
        (DocumentScalar { Kind: DocumentScalarKind.Boolean } one, DocumentScalar { Kind: DocumentScalarKind.Boolean } other) =>
            one.AsBoolean() == other.AsBoolean(),
        _ => expected.IsNull && got.IsNull,
    };

    private static bool IsNumber(DocumentScalar scalar) => scalar.Kind is DocumentScalarKind.Integer or DocumentScalarKind.Number;

    private static string Shown(DocumentNode node) => node is DocumentScalar ? node.Describe() : CanonicalJson.Text(node);
}
