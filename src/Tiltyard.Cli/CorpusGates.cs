using System.Collections.Immutable;
using Tiltyard.Catalog.Policies;
using Tiltyard.Corpora.Playing;
using Tiltyard.Documents;
using Tiltyard.Gates;
using Tiltyard.Gates.Policies;
using Tiltyard.Runs;

namespace Tiltyard.Cli;

/// <summary>
/// What --gates names, as configurations: a shipped set, a gate of the catalogue, a shipped policy, a file of the kind gates, a policy
/// file, or none. Everything is checked and made once before a run is read.
/// </summary>
internal sealed class CorpusGates(Registry registry, IEnumerable<string> validators)
{
    private readonly ImmutableArray<GateChoice> _validators = [.. validators.Select(name => new GateChoice(name, DocumentNode.Map(), DocumentScalar.FromFlag("--validator", name)))];

    public ImmutableArray<CorpusConfiguration> Configurations(string[] names)
    {
        var configurations = (names.Length == 0 ? [ShippedGateSets.Default] : names).Select(Find).ToImmutableArray();
        if (configurations.GroupBy(configuration => configuration.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new DocumentException("--gates", $"two configurations are called '{twice.Key}'");
        foreach (var configuration in configurations) Try(configuration);

        return configurations;
    }

    /// <summary>A part that does not fit recorded runs is said by the configuration it is in, where it has no place of its own.</summary>
    private static void Try(CorpusConfiguration configuration)
    {
        try
        {
            configuration.Gates(CorpusWorld.Spec);
            configuration.Validators(CorpusWorld.Spec);
        }
        catch (DocumentException e) when (e.Place is null)
        {
            throw new DocumentException(configuration.Name, e.Reason);
        }
    }

    /// <summary>Checks a file of the kind gates as far as it can be checked without a run: names, options, and whether its parts fit recorded runs.</summary>
    public static string Check(Registry registry, string file, DocumentNode document)
    {
        var set = GateSetFile.Read(document);
        Try(new CorpusGates(registry, []).OfSet(Path.GetFileNameWithoutExtension(file), set));
        return $"{Count(set.Gates.Length, "gate")}, {Count(set.Validators.Length, "validator")}";
    }

    private static string Count(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";

    private CorpusConfiguration Find(string name)
    {
        if (name is "none") return Make(name, [], []);
        if (ShippedGateSets.Find(name) is { } set) return OfSet(name, GateSetFile.Read(set));
        if (registry.Gate(name) is not null) return Make(name, [new GateChoice(name, DocumentNode.Map(), DocumentScalar.FromFlag("--gates", name))], []);
        var document = ShippedPolicies.Find(name) ?? Read(name);
        if (GateSetFile.Recognises(document)) return OfSet(Path.GetFileNameWithoutExtension(name), GateSetFile.Read(document));
        PolicyFile.Read(document);
        return Make(Path.GetFileNameWithoutExtension(name), [new GateChoice("policy", GovernanceOptions.PolicyOptions(name, document, "corrected"), document)], []);
    }

    private DocumentNode Read(string name)
    {
        if (File.Exists(name) || Directory.Exists(name) || name.AsSpan().ContainsAny("./\\")) return InputFiles.ReadDocument(name);
        var known = ShippedGateSets.Names.Concat(registry.Gates.Select(gate => gate.Name)).Concat(ShippedPolicies.Names).Append("none").Distinct(StringComparer.Ordinal);
        throw new DocumentException("--gates", UnknownName.Reason("gate set, gate or policy", name, known));
    }

    private CorpusConfiguration OfSet(string name, GateSetFile set) => Make(set.Name ?? name, set.Gates, set.Validators);

    private CorpusConfiguration Make(string name, ImmutableArray<GateChoice> gates, ImmutableArray<GateChoice> watching)
    {
        var kinds = gates.Select(choice => (Choice: choice, Kind: registry.Gate(choice.Name) ?? throw Unknown("gate", choice, registry.Gates.Select(gate => gate.Name))))
            .Select(pair => (pair.Kind, Options: pair.Kind.Options.Check(pair.Choice.Options))).ToImmutableArray();
        var validatorKinds = watching.Concat(_validators)
            .Select(choice => (Choice: choice, Kind: registry.Validator(choice.Name) ?? throw Unknown("validator", choice, registry.Validators.Select(one => one.Name))))
            .Select(pair => (pair.Kind, Options: pair.Kind.Options.Check(pair.Choice.Options))).ToImmutableArray();
        return new CorpusConfiguration
        {
            Name = name,
            Gates = world => [.. kinds.Select(pair => pair.Kind.Create(pair.Options, world))],
            Validators = world => [.. validatorKinds.Select(pair => pair.Kind.Create(pair.Options, world))],
        };
    }

    private static DocumentException Unknown(string what, GateChoice choice, IEnumerable<string> known) => new(choice.Source, UnknownName.Reason(what, choice.Name, known));
}
