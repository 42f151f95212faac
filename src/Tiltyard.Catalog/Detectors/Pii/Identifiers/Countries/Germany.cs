using System.Collections.Immutable;
using static Tiltyard.Catalog.Detectors.Pii.Identifiers.CheckDigits;

namespace Tiltyard.Catalog.Detectors.Pii.Identifiers.Countries;

/// <summary>Numbers of Germany.</summary>
internal static class Germany
{
    public static ImmutableArray<Identifier> All { get; } =
    [
        new("de_tax_id", 0.5, 0.95, "steuer-id steuer steueridentifikationsnummer identifikationsnummer idnr tin tax steuerid", TaxId, "9{11}", "99 999 999 999", "99~9{3}~9{3}~9{3}"),
        new("de_tax_number", 0.3, 0.85, "steuernummer steuer-nr stnr steuernr finanzamt", null, "9{2,3}/9{3,4}/9{4,5}"),
        new("de_tax_number", 0.05, 0.7, "steuernummer stnr steuernr finanzamt", null, "9{10,13}"),
        new("de_vat_id", 0.75, 0.98, "ust-idnr ust idnr ustid umsatzsteuer vat mehrwertsteuer", static c => Or(Mod11And10(c[2..])), "'DE'~9{9}", "'DE'~9{3}~9{3}~9{3}"),
        new("de_social_security", 0.7, 0.95, "rvnr sozialversicherungsnummer rentenversicherungsnummer sozialversicherung rentenversicherung sv-nummer svnr", PensionInsurance, "99~9{6}~A~9{3}", "9{8}A9{3}"),
        new("de_health_insurance", 0.5, 0.9, "krankenversichertennummer krankenkasse kvnr versichertennummer krankenversicherung gkv versicherten", HealthInsurance, "A9{9}"),
        new("de_id_card", 0.45, 0.9, "personalausweis ausweis ausweisnummer personalausweisnummer identity card", IdCard, "[LMNPRTVWXY][CFGHJKLMNPRTVWXYZ0-9]{8}9", "[LMNPRTVWXY][CFGHJKLMNPRTVWXYZ0-9]{8}"),
        new("de_id_card", 0.2, 0.85, "personalausweis ausweis ausweisnummer personalausweisnummer", null, "T9{8}"),
        new("de_passport", 0.45, 0.9, "reisepass pass passnummer reisepassnummer passport", Passport, "[CFGHJK][CFGHJKLMNPRTVWXYZ0-9]{8}9", "[CFGHJK][CFGHJKLMNPRTVWXYZ0-9]{8}") { Parent = "passport" },
        new("de_fuehrerschein", 0.4, 0.9, "führerschein führerscheinnummer fuehrerschein fahrerlaubnis führerscheinnr", Licence, "AA9{8}N", "A9{2}NNNNNN9N") { Parent = "driver_license" },
        new("de_kfz", 0.3, 0.85, "kennzeichen kfz kfz-kennzeichen fahrzeug auto nummernschild wagen pkw", null, "A{1,3}[ -]A{1,2}[ -]9{1,4}[EH]?") { Parent = "license_plate" },
        new("de_plz", 0.1, 0.75, "plz postleitzahl", PostalCode, "9{5}") { Parent = "postcode" },
        new("de_handelsregister", 0.6, 0.9, "handelsregister amtsgericht registergericht registernummer", null, "'HR'[AB]_9{1,6}_A?", "'HR'[AB] 9{1,6} A{1,2}"),
        new("de_lanr", 0.15, 0.85, "lanr arztnummer arzt vertragsarzt", Doctor, "9{9}"),
        new("de_bsnr", 0.05, 0.85, "bsnr betriebsstättennummer betriebsstätte praxis", static c => OrPlausible(!IsOneDigit(c)), "9{9}"),
    ];

    /// <summary>Of the first ten digits exactly one comes twice or thrice, and not three times in a row.</summary>
    private static Soundness TaxId(ReadOnlySpan<char> c)
    {
        if (c[0] == '0' || !Mod11And10(c)) return Soundness.Broken;
        Span<int> counts = stackalloc int[10];
        for (var at = 0; at < 10; at++)
        {
            counts[Digit(c[at])]++;
            if (at > 1 && c[at] == c[at - 1] && c[at] == c[at - 2]) return Soundness.Broken;
        }

        return Or(counts.Count(1) is 8 or 7 && counts.Count(2) + counts.Count(3) == 1);
    }

    /// <summary>Area, birthday (plus 50 where the day was taken), first letter of the name, serial, check digit.</summary>
    private static Soundness PensionInsurance(ReadOnlySpan<char> c)
    {
        ReadOnlySpan<int> weights = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1];
        var (day, month) = ((int)Number(c[2..4]), (int)Number(c[4..6]));
        if (!IsShortDate((int)Number(c[6..8]), month, day > 50 ? day - 50 : day)) return Soundness.Broken;
        Span<char> digits = stackalloc char[12];
        c[..8].CopyTo(digits);
        var letter = c[8] - 'A' + 1;
        (digits[8], digits[9]) = ((char)('0' + (letter / 10)), (char)('0' + (letter % 10)));
        c[9..11].CopyTo(digits[10..]);
        var sum = 0;
        for (var at = 0; at < weights.Length; at++)
        {
            var product = Digit(digits[at]) * weights[at];
            sum += (product / 10) + (product % 10);
        }

        return Or(sum % 10 == Digit(c[11]));
    }

    private static Soundness HealthInsurance(ReadOnlySpan<char> c)
    {
        var letter = c[0] - 'A' + 1;
        Span<int> digits = stackalloc int[10];
        (digits[0], digits[1]) = (letter / 10, letter % 10);
        for (var at = 1; at < 9; at++) digits[at + 1] = Digit(c[at]);
        var sum = 0;
        for (var at = 0; at < digits.Length; at++)
        {
            var product = digits[at] * (at % 2 == 0 ? 1 : 2);
            sum += (product / 10) + (product % 10);
        }

        return Or(sum % 10 == Digit(c[9]));
    }

    private static Soundness IdCard(ReadOnlySpan<char> c) => c.ContainsAnyInRange('0', '9') ? Travelled(c) : Soundness.Broken;

    private static Soundness Passport(ReadOnlySpan<char> c) => c[1..].ContainsAnyInRange('0', '9') ? Travelled(c) : Soundness.Broken;

    private static Soundness Travelled(ReadOnlySpan<char> c) => c.Length == 9 ? Soundness.Plausible : OrPlausible(Travel(c[..9]) == Digit(c[9]));

    private static Soundness Licence(ReadOnlySpan<char> c) => char.IsAsciiLetter(c[1]) || c[3..9].ContainsAnyInRange('A', 'Z') ? Soundness.Plausible : Soundness.Broken;

    private static Soundness PostalCode(ReadOnlySpan<char> c) => Number(c) is >= 1001 and <= 99998 ? Soundness.Plausible : Soundness.Broken;

    /// <summary>Six digits, a check digit, two for the field.</summary>
    private static Soundness Doctor(ReadOnlySpan<char> c) => Or((10 - (Weighted(c, 4, 9, 4, 9, 4, 9) % 10)) % 10 == Digit(c[6]));
}
