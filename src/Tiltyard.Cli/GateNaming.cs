using System.Collections.Immutable;
using Tiltyard.Catalog.Policies;
using Tiltyard.Documents;
using Tiltyard.Gates;

namespace Tiltyard.Cli;

/// <summary>
/// What --gates of a run names, as gates of a scenario: a shipped set, a gate of the catalogue, a shipped policy, a file of either kind,
/// or none. For recorded runs there is <see cref="CorpusGates"/>.
/// </summary>
internal sealed class GateNaming(string semantics)
{
    public ImmutableArray<DocumentNode> Find(string name)
    {
        if (name is "none") return [];
        if (ShippedGateSets.Find(name) is { } set) return OfSet(set);
        if (ShippedPolicies.Find(name) is { } shipped) return [Policy(name, shipped)];
        if (Composition.Registry.Gate(name) is not null) return [DocumentNode.Map(("name", name))];
        var document = InputFiles.ReadDocument(name);
        return GateSetFile.Recognises(document) ? OfSet(document) : [Policy(name, document)];
    }

    private static ImmutableArray<DocumentNode> OfSet(DocumentNode document)
    {
        var set = GateSetFile.Read(document);
        if (!set.Validators.IsEmpty)
            throw new DocumentException(set.Validators[0].Source, "a run takes its validators from the scenario: this set is for tiltyard corpus gates");
        return [.. set.Gates.Select(gate => gate.Source is DocumentMap ? gate.Source : DocumentNode.Map(("name", gate.Name)))];
    }

    private DocumentMap Policy(string name, DocumentNode document) =>
        DocumentNode.Map(("name", "policy"), ("options", GovernanceOptions.PolicyOptions(name, document, semantics)));
}
