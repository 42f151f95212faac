using System.Collections.Immutable;
using Tiltyard.Catalog.Detectors.Pii.Contact;
using Tiltyard.Catalog.Detectors.Pii.Finance;
using Tiltyard.Catalog.Detectors.Pii.Identifiers;
using Tiltyard.Catalog.Detectors.Pii.Network;
using Tiltyard.Catalog.Detectors.Pii.Secrets;
using Tiltyard.Catalog.Detectors.Pii.Times;

namespace Tiltyard.Catalog.Detectors.Pii;

/// <summary>Every type of personal data with its family.</summary>
public static class PiiTypes
{
    public const string Person = "person";
    public const string Address = "address";
    public const string Place = "place";
    public const string Organization = "organization";
    public const string Nationality = "nationality";
    public const string PostCode = "postcode";

    /// <summary>Families whose types have a fixed form; names and places have none.</summary>
    public static ImmutableArray<string> StructuredFamilies { get; } = ["contact", "finance", "identifier", "network", "secret", "time"];

    public static ImmutableArray<DetectorType> All { get; } =
    [
        new(EmailScanner.Type, "contact"), new(PhoneScanner.Type, "contact"), new(PhoneScanner.TurkishType, "contact", PhoneScanner.Type, "TR"), new(UrlScanner.Type, "contact"),
        new(CardScanner.Type, "finance"), new(IbanScanner.Type, "finance"), new(CryptoScanner.Type, "finance"),
        new(IpScanner.Type, "network"), new(MacScanner.Type, "network"),
        new(SecretScanner.Key, "secret"), new(SecretScanner.PrivateKey, "secret"), new(SecretScanner.Token, "secret"), new(SecretScanner.Password, "secret"),
        new(DateScanner.Type, "time"), new(DateScanner.BirthType, "time", DateScanner.Type), new(AgeScanner.Type, "time"),
        new("license_plate", "identifier"),
        .. KnownIdentifiers.All.DistinctBy(identifier => identifier.Type, StringComparer.Ordinal).Select(Of),
        new(Person, "name"), new(Organization, "name"), new(Nationality, "name"),
        new(Address, "place"), new(Place, "place"), new(PostCode, "place"),
    ];

    private static DetectorType Of(Identifier identifier)
    {
        var family = identifier.Type is "aba_routing" or "us_bank_number" ? "finance" : identifier.Parent is PostCode ? "place" : identifier.Type is "imei" ? "network" : "identifier";
        var country = identifier.Type.Length > 3 && identifier.Type[2] == '_' ? identifier.Type[..2].ToUpperInvariant() : identifier.Type is "aba_routing" or "medical_license" ? "US" : null;
        return new DetectorType(identifier.Type, family, identifier.Parent, country);
    }
}
