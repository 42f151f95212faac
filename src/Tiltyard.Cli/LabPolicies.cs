using Tiltyard.Documents;
using Tiltyard.Lab.Policies;

namespace Tiltyard.Cli;

/// <summary>Reads a laboratory's policy from a folder: a whole one, or an overlay over the shipped one.</summary>
internal static class LabPolicies
{
    /// <exception cref="DocumentException">A file is no document of a policy, or is not of its form.</exception>
    public static PolicyDocuments Read(string? folder)
    {
        if (folder is null) return PolicyDocuments.Shipped;
        var documents = Overlay(folder);
        return PolicyDocuments.Names.All(name => documents.Any(document => document.Name.Equals(name, StringComparison.Ordinal)))
            ? PolicyDocuments.Read(documents)
            : PolicyDocuments.Shipped.With(documents);
    }

    /// <summary>The documents of a folder, by the names of their files.</summary>
    /// <exception cref="DocumentException">There is no such folder, or something else is in it.</exception>
    public static (string Name, DocumentNode Document)[] Overlay(string folder)
    {
        if (!Directory.Exists(folder)) throw new DocumentException(folder, File.Exists(folder) ? "this is a file, not a folder" : "there is no such folder");
        var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToArray();
        if (files.Length == 0) throw new DocumentException(folder, "the folder holds no documents");
        foreach (var stray in files.Where(file => Path.GetExtension(file) is not (".yaml" or ".yml" or ".json"))) throw new DocumentException(stray, "a policy's documents are YAML or JSON files");
        if (files.GroupBy(Path.GetFileNameWithoutExtension, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
            throw new DocumentException(twice.Last(), $"the document {twice.Key} is in {Path.GetFileName(twice.First())} already");
        return [.. files.Select(file => (Path.GetFileNameWithoutExtension(file), InputFiles.ReadDocument(file)))];
    }

    /// <summary>The same as the parameter of the world.</summary>
    public static DocumentMap OverlayMap(string folder) => DocumentNode.Map([.. Overlay(folder).Select(one => (one.Name, one.Document))]);

    /// <summary>What a policy holds, and what of it is the folder's own.</summary>
    public static string Text(LabPolicy policy, string? folder)
    {
        var table = new TextTable("what", "count");
        foreach (var (name, count) in Counts(policy)) table.Add(name, $"{count}");
        var own = folder is null ? "as shipped" : $"of {folder}: {string.Join(", ", Overlay(folder).Select(one => one.Name))}";
        return $"{table}\nfingerprint: {policy.Fingerprint}\nOK: {PolicyDocuments.Names.Length} documents, {own}";
    }

    public static DocumentMap Json(LabPolicy policy) => DocumentNode.Map(
        ("counts", DocumentNode.Map([.. Counts(policy).Select(one => (one.Name, (DocumentNode)(long)one.Count))])), ("fingerprint", policy.Fingerprint), ("valid", true));

    private static IEnumerable<(string Name, int Count)> Counts(LabPolicy policy) =>
    [
        ("agents", policy.Access.Agents.Count), ("analytes", policy.Catalogue.Analytes.Count), ("devices", policy.Equipment.Devices.Count), ("doors", policy.Floor.Doors.Count), ("emits", policy.Emits.Count),
        ("invariants", policy.Invariants.Count), ("keys", policy.Access.Keys.Count), ("panels", policy.Catalogue.Panels.Count), ("reagents", policy.Catalogue.Reagents.Count),
        ("reason codes", policy.ReasonCodes.Count), ("roles", policy.Access.Roles.Count), ("routes", policy.Routes.Length), ("token types", policy.Access.TokenTypes.Count), ("zones", policy.Floor.Zones.Count),
    ];
}
