using System.Collections.Frozen;
using System.Collections.Immutable;
using Tiltyard.Catalog.Detectors.Pii;
using Tiltyard.Documents;
using Tiltyard.Traces;

namespace Tiltyard.Catalog.Validators.Pii;

/// <summary>How grave a type of personal data is: as configured for the type, else for its family, else as set here.</summary>
internal sealed class PiiSeverities
{
    private static readonly FrozenDictionary<string, Severity> ByFamily = new Dictionary<string, Severity>(StringComparer.Ordinal)
    {
        ["secret"] = Severity.Critical,
        ["finance"] = Severity.High,
        ["identifier"] = Severity.High,
        ["contact"] = Severity.Medium,
        ["custom"] = Severity.Medium,
        ["network"] = Severity.Low,
        ["name"] = Severity.Low,
        ["place"] = Severity.Low,
        ["time"] = Severity.Low,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>info, warning, error and critical of the documented detector.</summary>
    private static readonly FrozenDictionary<string, Severity> Documented = new Dictionary<string, Severity>(StringComparer.Ordinal)
    {
        ["ssn"] = Severity.Critical,
        ["credit_card"] = Severity.Critical,
        ["email"] = Severity.Medium,
        ["phone"] = Severity.Medium,
        ["ip_address"] = Severity.Info,
        ["api_key"] = Severity.Critical,
        ["password"] = Severity.Critical,
        ["passport"] = Severity.Critical,
        ["drivers_license"] = Severity.High,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, Severity> _given;
    private readonly bool _isDocumented;

    private PiiSeverities(FrozenDictionary<string, Severity> given, bool isDocumented) => (_given, _isDocumented) = (given, isDocumented);

    public static ImmutableArray<string> Names { get; } = [.. Enum.GetNames<Severity>().Select(name => name.ToLowerInvariant())];

    /// <exception cref="DocumentException">A name is neither a type nor a family.</exception>
    public static PiiSeverities Read(DocumentMap options, PiiSettings settings)
    {
        var map = options.Map("severity");
        var known = PiiTypes.All.Select(type => type.Name).Concat(ByFamily.Keys).Concat(Documented.Keys).Concat(options.Maps("patterns").Select(pattern => pattern.Text("name"))).ToList();
        foreach (var entry in map.Entries)
        {
            if (!known.Contains(entry.Key, StringComparer.Ordinal)) throw new DocumentException(map, UnknownName.Reason("type or family of personal data", entry.Key, known));
        }

        var given = map.Entries.ToFrozenDictionary(entry => entry.Key, entry => Enum.Parse<Severity>(entry.Value.AsText(), ignoreCase: true), StringComparer.Ordinal);
        return new PiiSeverities(given, settings.IsDocumented);
    }

    public Severity Of(string type)
    {
        if (_given.TryGetValue(type, out var severity) || (_isDocumented && Documented.TryGetValue(type, out severity))) return severity;
        var family = PiiSettings.Family(type);
        return _given.TryGetValue(family, out severity) ? severity : ByFamily[family];
    }
}
