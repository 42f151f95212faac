using System.Collections.Immutable;
using Tiltyard.Catalog.Detectors.Pii.Documented;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Detectors.Pii;

/// <summary>
/// The options that the gate and the validator of personal data share: what is looked for, from which confidence, what is allowed, own
/// patterns. Names, places and dates stand in nearly every text, so they are looked for only where they are asked for.
/// </summary>
public sealed class PiiSettings
{
    private const int MostEntries = 200;

    private static readonly ImmutableArray<string> DefaultFamilies = ["contact", "finance", "identifier", "network", "secret"];

    private readonly HashSet<string> _allowed;

    private PiiSettings(DocumentMap options)
    {
        IsDocumented = options.Text("semantics").Equals("documented", StringComparison.Ordinal);
        _allowed = options.Texts("allow").Select(Folded).ToHashSet(StringComparer.Ordinal);
        Detector = IsDocumented ? Documented(options) : Corrected(options);
    }

    public static ImmutableArray<Field> Fields { get; } =
    [
        Field.Optional("types", Shape.List(Shape.Text(), 0, MostEntries), "Types or families that are looked for; else contacts, finance, identifiers, networks and secrets, without bare web addresses.", DocumentNode.List()),
        Field.Optional("min_confidence", Shape.Number(0, 1), "What is less sure is left out.", PiiOptions.DefaultConfidence),
        Field.Optional("allow", Shape.List(Shape.Text(), 0, MostEntries), "Values that may stand anywhere, such as the customer's own address.", DocumentNode.List()),
        Field.Optional("patterns", Shape.List(Pattern, 0, 50), "Forms of one's own.", DocumentNode.List()),
        Field.Optional("semantics", Shape.Text("corrected", "documented"), "Whether the nine patterns of the documented system are used, with their known mistakes.", "corrected"),
    ];

    private static ObjectShape Pattern => Shape.Object(
        Field.Required("name", Shape.Text(), "The type under which it is reported."),
        Field.Required("pattern", Shape.Text(), "A regular expression without lookaround and back-references."),
        Field.Optional("confidence", Shape.Number(0, 1), "How sure a match is.", 0.6),
        Field.Optional("words", Shape.List(Shape.Text(), 0, MostEntries), "Words beside it that make it surer.", DocumentNode.List()),
        Field.Optional("confidence_with_word", Shape.Number(0, 1), "How sure it is then.", 0.9));

    public ITextDetector Detector { get; }

    public bool IsDocumented { get; }

    /// <summary>The family of a type; of one's own pattern, custom.</summary>
    public static string Family(string type) => PiiDetector.Kind.Find(type)?.Family ?? "custom";

    /// <exception cref="DocumentException">A type is unknown or a pattern cannot be used.</exception>
    public static PiiSettings Read(DocumentMap options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new PiiSettings(options);
    }

    public bool Allows(ReadOnlySpan<char> value) => _allowed.Count > 0 && _allowed.Contains(Folded(value.ToString()));

    private static string Folded(string value) => value.Trim().ToUpperInvariant();

    private static DocumentedPiiDetector Documented(DocumentMap options)
    {
        if (!options.List("patterns").IsEmpty) throw new DocumentException(options.Node("patterns"), "the documented semantics takes no patterns beside its nine");
        var types = options.Texts("types");
        var unknown = types.FirstOrDefault(type => DocumentedPiiDetector.Kind.Find(type) is null);
        return unknown is null
            ? new DocumentedPiiDetector(types)
            : throw new DocumentException(options.Node("types"), UnknownName.Reason("type", unknown, DocumentedPiiDetector.Kind.Types.Select(type => type.Name)));
    }

    private static PiiDetector Corrected(DocumentMap options)
    {
        var patterns = options.Maps("patterns").Select(ReadPattern).ToImmutableArray();
        return new PiiDetector(new PiiOptions { Types = Types(options, patterns), MinimumConfidence = options.Number("min_confidence"), Patterns = patterns });
    }

    private static ImmutableArray<string> Types(DocumentMap options, ImmutableArray<CustomPattern> patterns)
    {
        var own = patterns.Select(pattern => pattern.Type).Distinct(StringComparer.Ordinal);
        var asked = options.Texts("types");
        if (asked.IsEmpty) return [.. PiiTypes.All.Where(type => DefaultFamilies.Contains(type.Family, StringComparer.Ordinal) && type.Name is not Contact.UrlScanner.Type).Select(type => type.Name), .. own];
        var families = PiiTypes.All.Select(type => type.Family).Distinct(StringComparer.Ordinal).ToList();
        var types = ImmutableArray.CreateBuilder<string>();
        foreach (var name in asked)
        {
            if (families.Contains(name, StringComparer.Ordinal)) types.AddRange(PiiTypes.All.Where(type => type.Family.Equals(name, StringComparison.Ordinal)).Select(type => type.Name));
            else if (PiiDetector.Kind.Find(name) is not null) types.Add(name);
            else throw new DocumentException(options.Node("types"), UnknownName.Reason("type or family of personal data", name, families.Concat(PiiTypes.All.Select(type => type.Name))));
        }

        return [.. types.Concat(own).Distinct(StringComparer.Ordinal)];
    }

    private static CustomPattern ReadPattern(DocumentMap map)
    {
        try
        {
            return new CustomPattern(map.Text("name"), map.Text("pattern"), map.Number("confidence"), map.Texts("words"), map.Number("confidence_with_word"));
        }
        catch (ArgumentException e)
        {
            throw new DocumentException(map.Node("pattern"), e.Message.Split(" (Parameter", StringSplitOptions.None)[0]);
        }
    }
}
