using Tiltyard.Documents;
using Tiltyard.Runs.Planning;

namespace Tiltyard.Runs.Comparing;

/// <summary>A place where two documents differ, with what stands there in each; null where there is nothing.</summary>
public readonly record struct PlanChange(string Path, string? A, string? B);

/// <summary>What changed from one resolved plan to another, path by path.</summary>
public static class PlanDifference
{
    public static IEnumerable<PlanChange> Between(RunPlan a, RunPlan b) => Between("$", PlanWire.Write(a), PlanWire.Write(b));

    private static IEnumerable<PlanChange> Between(string path, DocumentNode? a, DocumentNode? b) => (a, b) switch
    {
        (DocumentMap left, DocumentMap right) => Maps(path, left, right),
        (DocumentList left, DocumentList right) => Lists(path, left, right),
        _ => Text(a) is var left && Text(b) is var right && string.Equals(left, right, StringComparison.Ordinal) ? [] : [new PlanChange(path, left, right)],
    };

    private static IEnumerable<PlanChange> Maps(string path, DocumentMap a, DocumentMap b) =>
        a.Entries.Select(entry => entry.Key).Union(b.Entries.Select(entry => entry.Key), StringComparer.Ordinal)
            .SelectMany(key => Between($"{path}.{key}", a.Find(key), b.Find(key)));

    private static IEnumerable<PlanChange> Lists(string path, DocumentList a, DocumentList b) =>
        Enumerable.Range(0, Math.Max(a.Items.Length, b.Items.Length))
            .SelectMany(index => Between($"{path}[{index}]", At(a, index), At(b, index)));

    private static DocumentNode? At(DocumentList list, int index) => index < list.Items.Length ? list.Items[index] : null;

    private static string? Text(DocumentNode? node) => node is null ? null : CanonicalJson.Text(node);
}
