using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Tiltyard.Catalog.Detectors.Pii.Documented;

/// <summary>
/// The nine patterns of the documented system as they are, with their known mistakes: a time stamp is a card, any ten digits are a
/// telephone, and what is a passport is a driver's licence too. For comparing with old results; what finds personal data is
/// <see cref="PiiDetector"/>.
/// </summary>
public sealed class DocumentedPiiDetector(ImmutableArray<string> types) : ITextDetector
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private static readonly TimeSpan Most = TimeSpan.FromSeconds(5);

    private static readonly ImmutableArray<(string Name, Regex Pattern)> Patterns =
    [
        ("ssn", new Regex(@"\b\d{3}-\d{2}-\d{4}\b", Linear, Most)),
        ("credit_card", new Regex(@"\b\d(?:[ -]?\d){12,18}\b", Linear, Most)),
        ("email", new Regex(@"\b[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}\b", Linear, Most)),
        ("phone", new Regex(@"(?:\+?1[-. ]?)?\(?\b\d{3}\)?[-. ]?\d{3}[-. ]?\d{4}\b", Linear, Most)),
        ("ip_address", new Regex(@"\b(?:\d{1,3}\.){3}\d{1,3}\b", Linear, Most)),
        ("api_key", new Regex("""(?i)\b(?:api[_-]?key|access[_-]?token|secret[_-]?key)["']?\s*[:=]\s*["']?[A-Za-z0-9_-]{20,}""", Linear, Most)),
        ("password", new Regex(@"(?i)""password""\s*:\s*""[^""]+""", Linear, Most)),
        ("passport", new Regex(@"\b[A-Z]{1,2}\d{6,9}\b", Linear, Most)),
        ("drivers_license", new Regex(@"\b[A-Z]{1,2}\d{6,8}\b", Linear, Most)),
    ];

    public static DetectorKind Kind { get; } = new()
    {
        Name = "pii_documented",
        Summary = "The nine patterns of the documented system, with their known mistakes.",
        Types = [.. Patterns.Select(pattern => new DetectorType(pattern.Name, "documented"))],
        StructuredFamilies = ["documented"],
        Threshold = PiiOptions.DefaultConfidence,
        Aliases = PiiNames.Documented,
        Unsupported = PiiNames.Unsupported,
        Create = static (_, types) => new DocumentedPiiDetector(types),
    };

    public string Name => Kind.Name;

    /// <summary>Every match of every pattern; the same place may come more than once.</summary>
    public void Detect(ReadOnlySpan<char> text, List<Detection> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        var first = into.Count;
        foreach (var (name, pattern) in Patterns)
        {
            if (!types.IsDefaultOrEmpty && !types.Contains(name, StringComparer.Ordinal)) continue;
            foreach (var match in pattern.EnumerateMatches(text)) into.Add(new Detection(name, match.Index, match.Length, 1, "pattern"));
        }

        into.Sort(first, into.Count - first, Comparer<Detection>.Create(static (a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : string.CompareOrdinal(a.Type, b.Type)));
    }
}
