using System.Collections.Frozen;
using Tiltyard.Catalog.Detectors.Pii.Contact;
using Tiltyard.Catalog.Detectors.Pii.Finance;
using Tiltyard.Catalog.Detectors.Pii.Secrets;

namespace Tiltyard.Catalog.Detectors.Pii;

/// <summary>What other tools call our types, and what of theirs we leave out.</summary>
internal static class PiiNames
{
    public static FrozenDictionary<string, string> Aliases { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["EMAIL_ADDRESS"] = EmailScanner.Type,
        ["PHONE_NUMBER"] = PhoneScanner.Type,
        ["TELEPHONE"] = PhoneScanner.Type,
        ["DOMAIN_NAME"] = UrlScanner.Type,
        ["IBAN_CODE"] = IbanScanner.Type,
        ["SSN"] = "us_ssn",
        ["CREDIT_CARD_NUMBER"] = CardScanner.Type,
        ["IP"] = Network.IpScanner.Type,
        ["MAC"] = Network.MacScanner.Type,
        ["PER"] = PiiTypes.Person,
        ["NAME"] = PiiTypes.Person,
        ["STREET_ADDRESS"] = PiiTypes.Address,
        ["GPE"] = PiiTypes.Place,
        ["LOCATION"] = PiiTypes.Place,
        ["LOC"] = PiiTypes.Place,
        ["ORG"] = PiiTypes.Organization,
        ["ORGANISATION"] = PiiTypes.Organization,
        ["NRP"] = PiiTypes.Nationality,
        ["ZIP_CODE"] = PiiTypes.PostCode,
        ["ZIPCODE"] = PiiTypes.PostCode,
        ["US_ZIPCODE"] = "us_zip_code",
        ["ABA_ROUTING_NUMBER"] = "aba_routing",
        ["US_MEDICARE"] = "us_mbi",
        ["UK_DRIVING_LICENSE"] = "uk_driving_licence",
        ["NHS_NUMBER"] = "uk_nhs",
        ["SG_FIN"] = "sg_nric_fin",
        ["DE_STEUERNUMMER"] = "de_tax_number",
        ["DE_STEUER_ID"] = "de_tax_id",
        ["DE_TAX_IDENTIFICATION_NUMBER"] = "de_tax_id",
        ["DE_PERSONALAUSWEIS"] = "de_id_card",
        ["DE_REISEPASS"] = "de_passport",
        ["DE_KRANKENVERSICHERUNG"] = "de_health_insurance",
        ["DE_RENTENVERSICHERUNG"] = "de_social_security",
        ["IT_VAT"] = "it_vat_code",
        ["SE_PERSONAL_IDENTITY_NUMBER"] = "se_personnummer",
        ["SE_ORGANIZATION_NUMBER"] = "se_organisationsnummer",
        ["TR_LICENCE_PLATE"] = "tr_license_plate",
        ["CA_SOCIAL_INSURANCE_NUMBER"] = "ca_sin",
        ["API_KEY_SECRET"] = SecretScanner.Key,
        ["DATE_OF_BIRTH"] = Times.DateScanner.BirthType,
        ["DATE"] = Times.DateScanner.Type,
        ["TIME"] = Times.DateScanner.Type,
        ["SPACY"] = PiiTypes.Person,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The same for the documented patterns.</summary>
    public static FrozenDictionary<string, string> Documented { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["EMAIL_ADDRESS"] = "email",
        ["PHONE_NUMBER"] = "phone",
        ["US_SSN"] = "ssn",
        ["US_PASSPORT"] = "passport",
        ["US_DRIVER_LICENSE"] = "drivers_license",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static FrozenDictionary<string, string> Unsupported { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["TITLE"] = "a form of address or a job alone points to nobody",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
