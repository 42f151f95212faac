using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Tiltyard.Documents;

namespace Tiltyard.Lab.Policies;

/// <summary>The documents of a laboratory's policy by name, each checked against its form. <see cref="LabPolicy"/> is made of them.</summary>
public sealed class PolicyDocuments
{
    private const string Prefix = "Tiltyard.Lab.Policies.";

    private readonly ImmutableSortedDictionary<string, DocumentMap> _documents;

    private PolicyDocuments(ImmutableSortedDictionary<string, DocumentMap> documents) => _documents = documents;

    /// <summary>The names: access, catalogue, critical and so on.</summary>
    public static ImmutableArray<string> Names { get; } = [.. PolicyForms.All.Keys];

    /// <summary>The policy that ships.</summary>
    public static PolicyDocuments Shipped { get; } = Read([.. Names.Select(name => (name, Shipment(name)))]);

    public DocumentMap this[string name] => _documents[name];

    /// <summary>Checks a whole set of documents.</summary>
    /// <exception cref="DocumentException">One is missing, unknown or not of its form.</exception>
    public static PolicyDocuments Read(params IReadOnlyList<(string Name, DocumentNode Document)> documents)
    {
        ArgumentNullException.ThrowIfNull(documents);
        var read = ImmutableSortedDictionary.CreateBuilder<string, DocumentMap>(StringComparer.Ordinal);
        foreach (var (name, document) in documents)
        {
            if (!PolicyForms.All.TryGetValue(name, out var form)) throw new DocumentException(document, UnknownName.Reason("policy document", name, Names));
            if (!read.TryAdd(name, form.Check(document))) throw new DocumentException(document, $"the document '{name}' is there twice");
        }

        foreach (var name in Names.Where(name => !read.ContainsKey(name))) throw new DocumentException($"{name}.yaml", "the document is missing from the policy");
        return new PolicyDocuments(read.ToImmutable());
    }

    /// <summary>The same with a partner's documents laid over it.</summary>
    /// <exception cref="DocumentException">A document of the overlay is unknown, may not be overlaid, or is not of its form.</exception>
    public PolicyDocuments With(params IReadOnlyList<(string Name, DocumentNode Document)> overlay)
    {
        ArgumentNullException.ThrowIfNull(overlay);
        var documents = _documents;
        foreach (var (name, document) in overlay) documents = documents.SetItem(name, Overlay.Merge(name, _documents.GetValueOrDefault(name), document));
        return new PolicyDocuments(documents);
    }

    /// <summary>All of them as one document, from which the fingerprint is taken.</summary>
    internal DocumentMap Whole() => DocumentNode.Map([.. _documents.Select(one => (one.Key, (DocumentNode)one.Value))]);

    private static DocumentNode Shipment(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{Prefix}{name}.yaml")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return YamlDocumentReader.Read($"policies/lab/{name}.yaml", Encoding.UTF8.GetString(bytes.ToArray()));
    }
}
