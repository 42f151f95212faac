using System.Collections.Frozen;
using System.Collections.Immutable;
using Tiltyard.Catalog.Detectors.Pii.Contact;
using Tiltyard.Catalog.Detectors.Pii.Finance;
using Tiltyard.Catalog.Detectors.Pii.Identifiers;
using Tiltyard.Catalog.Detectors.Pii.Names;
using Tiltyard.Catalog.Detectors.Pii.Network;
using Tiltyard.Catalog.Detectors.Pii.Places;
using Tiltyard.Catalog.Detectors.Pii.Reading;
using Tiltyard.Catalog.Detectors.Pii.Secrets;
using Tiltyard.Catalog.Detectors.Pii.Times;

namespace Tiltyard.Catalog.Detectors.Pii;

/// <summary>
/// Finds personal data. The text is read once into words and numbers; each family proposes candidates by their form, checks them by
/// their own arithmetic, and looks for a word beside them that says what they are; where several claim a place, the surest stays. The
/// time it takes is linear in the text, whatever the text is. One instance serves one thread.
/// </summary>
public sealed class PiiDetector : ITextDetector
{
    private readonly Lexemes _lexemes = new();
    private readonly NameReading _names = new();
    private readonly bool _wantsNames;
    private readonly Candidates _candidates;
    private readonly FrozenSet<string> _wanted;
    private readonly IdentifierScanner? _identifiers;
    private readonly ImmutableArray<CustomPattern> _patterns;

    public PiiDetector(PiiOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _patterns = options.Patterns;
        _wanted = Wanted(options);
        _candidates = new Candidates(options.MinimumConfidence, _wanted.Contains);
        var identifiers = KnownIdentifiers.All.Where(identifier => _wanted.Contains(identifier.Type)).ToList();
        _wantsNames = Wants(PiiTypes.Person) || Wants(PiiTypes.Organization) || Wants(PiiTypes.Nationality) || Wants(PiiTypes.Address) || Wants(PiiTypes.Place);
        if (identifiers.Count > 0) _identifiers = new IdentifierScanner(identifiers);
    }

    public static DetectorKind Kind { get; } = new()
    {
        Name = "pii",
        Summary = "Finds personal data and secrets: contacts, numbers with their check digits, keys, dates, names, places.",
        Types = PiiTypes.All,
        StructuredFamilies = PiiTypes.StructuredFamilies,
        Threshold = PiiOptions.DefaultConfidence,
        Aliases = PiiNames.Aliases,
        Unsupported = PiiNames.Unsupported,
        Create = (threshold, types) => new PiiDetector(new PiiOptions { MinimumConfidence = threshold, Types = types }),
    };

    public string Name => "pii";

    public void Detect(ReadOnlySpan<char> text, List<Detection> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        var first = into.Count;
        _lexemes.Read(text);
        _candidates.Begin(text.Length);
        foreach (var pattern in _patterns) pattern.Find(text, _lexemes, _candidates);
        FindFormed(text);
        if (_wantsNames) FindNamed(text, into);
        else _candidates.Settle(into);
        if (into.Count - first > 1) into.Sort(first, into.Count - first, ByPlace.Instance);
    }

    /// <summary>What has a form keeps its place against names; an address is weighed with it, for it holds numbers.</summary>
    private void FindNamed(ReadOnlySpan<char> text, List<Detection> into)
    {
        _names.Read(text, _lexemes.Items);
        if (Wants(PiiTypes.Address)) AddressScanner.Find(text, _lexemes, _names, _candidates);
        _candidates.Settle(into);
        NameScanner.Find(text, _lexemes, _names, _candidates);
        _candidates.Settle(into);
    }

    private void FindFormed(ReadOnlySpan<char> text)
    {
        if (Wants(EmailScanner.Type)) EmailScanner.Find(text, _candidates);
        if (Wants(UrlScanner.Type)) UrlScanner.Find(text, _lexemes, _candidates);
        if (Wants(IpScanner.Type)) IpScanner.Find(text, _lexemes, _candidates);
        if (Wants(MacScanner.Type)) MacScanner.Find(text, _lexemes, _candidates);
        if (Wants(CardScanner.Type)) CardScanner.Find(text, _lexemes, _candidates);
        if (Wants(IbanScanner.Type)) IbanScanner.Find(text, _lexemes, _candidates);
        if (Wants(CryptoScanner.Type)) CryptoScanner.Find(text, _lexemes, _candidates);
        if (Wants(PhoneScanner.Type) || Wants(PhoneScanner.TurkishType)) PhoneScanner.Find(text, _lexemes, _candidates);
        if (Wants(SecretScanner.Key) || Wants(SecretScanner.PrivateKey) || Wants(SecretScanner.Token) || Wants(SecretScanner.Password)) SecretScanner.Find(text, _lexemes, _candidates);
        if (Wants(DateScanner.Type) || Wants(DateScanner.BirthType)) DateScanner.Find(text, _lexemes, _candidates);
        if (Wants(AgeScanner.Type)) AgeScanner.Find(text, _lexemes, _candidates);
        _identifiers?.Find(text, _lexemes, _candidates);
    }

    private bool Wants(string type) => _wanted.Contains(type);

    private static FrozenSet<string> Wanted(PiiOptions options)
    {
        var known = PiiTypes.All.Select(type => type.Name).Concat(options.Patterns.Select(pattern => pattern.Type)).ToList();
        if (options.Types.IsEmpty) return known.ToFrozenSet(StringComparer.Ordinal);
        var unknown = options.Types.FirstOrDefault(type => !known.Contains(type, StringComparer.Ordinal));
        if (unknown is not null) throw new ArgumentException(Documents.UnknownName.Reason("type of personal data", unknown, known), nameof(options));
        return known.Where(name => options.Types.Any(type => Kind.IsA(name, type))).Concat(options.Types).ToFrozenSet(StringComparer.Ordinal);
    }

    private sealed class ByPlace : IComparer<Detection>
    {
        public static ByPlace Instance { get; } = new();

        public int Compare(Detection x, Detection y) => x.Start.CompareTo(y.Start);
    }
}
