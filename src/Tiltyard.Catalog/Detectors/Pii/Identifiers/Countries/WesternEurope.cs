using System.Collections.Immutable;
using static Tiltyard.Catalog.Detectors.Pii.Identifiers.CheckDigits;

namespace Tiltyard.Catalog.Detectors.Pii.Identifiers.Countries;

/// <summary>Numbers of France, the Low Countries, Austria and Switzerland.</summary>
internal static class WesternEurope
{
    public static ImmutableArray<Identifier> All { get; } =
    [
        new("fr_nir", 0.7, 0.97, "nir sécurité sociale insee vitale", SocialSecurity, "[1278]9{4}[0-9AB]9{8}9", "[1278] 99 99 9[0-9AB] 9{3} 9{3} 99", "[1278]9{4}9[AB]9{8}"),
        new("fr_siret", 0.3, 0.9, "siret siren", static c => Or(Luhn(c) && !IsOneDigit(c)), "9{14}", "9{3} 9{3} 9{3} 9{5}"),
        new("fr_siren", 0.15, 0.9, "siren rcs", static c => Or(Luhn(c) && !IsOneDigit(c)), "9{9}", "9{3} 9{3} 9{3}"),
        new("nl_bsn", 0.2, 0.9, "bsn burgerservicenummer sofi sofinummer", CitizenService, "9{9}", "9{4}[. ]99[. ]9{3}"),
        new("nl_vat_id", 0.8, 0.95, "btw vat", null, "'NL'9{9}B99"),
        new("be_national_number", 0.6, 0.95, "rijksregisternummer rijksregister registre national insz niss", NationalRegister, "99.?99.?99-?9{3}.?99", "9{11}"),
        new("be_vat_id", 0.65, 0.95, "btw tva vat onderneming", static c => Or(97 - (Number(c[2..10]) % 97) == Number(c[10..])), "'BE'_[01]9{9}", "'BE'_[01]9{3}.9{3}.9{3}"),
        new("lu_national_number", 0.4, 0.9, "matricule luxembourg", static c => Or(IsDate((int)Number(c[..4]), (int)Number(c[4..6]), (int)Number(c[6..8])) && Luhn(c[..12]) && c[0] is '1' or '2'), "[12]9{12}"),
        new("at_svnr", 0.25, 0.9, "svnr sozialversicherungsnummer sv-nummer versicherungsnummer e-card", SocialInsurance, "9{4}_9{6}"),
        new("at_vat_id", 0.7, 0.95, "uid ust-idnr vat umsatzsteuer", null, "'ATU'9{8}"),
        new("ch_ahv", 0.85, 0.97, "ahv avs navs13 sozialversicherungsnummer", static c => Or(Ean(c)), "756.?9{4}.?9{4}.?99"),
        new("ch_uid", 0.8, 0.95, "uid mwst vat tva", static c => Or((11 - (Weighted(c[3..], 5, 4, 3, 2, 7, 6, 5, 4) % 11)) % 11 == Digit(c[11])), "'CHE'-?9{3}.?9{3}.?9{3}"),
    ];

    private static Soundness SocialSecurity(ReadOnlySpan<char> c)
    {
        Span<char> digits = stackalloc char[15];
        c.CopyTo(digits);
        // Corsica: 2A counts as 19, 2B as 18.
        if (c[6] is 'A' or 'B') (digits[5], digits[6]) = ('1', c[6] == 'A' ? '9' : '8');
        var month = Number(digits[3..5]);
        if (!IsDigits(digits) || month is 0 or > 12 and < 20 or > 42 and < 50) return Soundness.Broken;
        return Or(97 - (Number(digits[..13]) % 97) == Number(digits[13..]));
    }

    private static Soundness CitizenService(ReadOnlySpan<char> c) => Or(!IsOneDigit(c) && (Weighted(c, 9, 8, 7, 6, 5, 4, 3, 2) - Digit(c[8])) % 11 == 0);

    private static Soundness NationalRegister(ReadOnlySpan<char> c)
    {
        if (!IsDigits(c) || Number(c[2..4]) is 0 or > 12 and < 20 or > 52) return Soundness.Broken;
        var (born, check) = (Number(c[..9]), Number(c[9..]));
        return Or(97 - (born % 97) == check || 97 - ((2_000_000_000 + born) % 97) == check);
    }

    private static Soundness SocialInsurance(ReadOnlySpan<char> c) =>
        Or(c[0] != '0' && Number(c[6..8]) is >= 1 and <= 15 && Number(c[4..6]) is >= 1 and <= 31 && (Weighted(c, 3, 7, 9, 0, 5, 8, 4, 2, 1, 6) % 11) == Digit(c[3]));

    private static bool Ean(ReadOnlySpan<char> c) => (10 - (Weighted(c, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3) % 10)) % 10 == Digit(c[12]);
}
