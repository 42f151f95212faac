using System.Collections.Immutable;
using static Tiltyard.Catalog.Detectors.Pii.Identifiers.CheckDigits;

namespace Tiltyard.Catalog.Detectors.Pii.Identifiers.Countries;

/// <summary>Numbers of Spain, Portugal, Italy and Greece.</summary>
internal static class SouthernEurope
{
    private const string Letters = "TRWAGMYFPDXBNJZSQVHLCKE";

    public static ImmutableArray<Identifier> All { get; } =
    [
        new("es_nif", 0.65, 0.95, "nif dni documento identidad identificación", static c => Or(Letters[(int)(Number(c[..^1]) % 23)] == c[^1]), "9{7,8}-?A"),
        new("es_nie", 0.75, 0.95, "nie extranjero identificación número", static c => Or(Letters[(int)((((c[0] - 'X') * 10_000_000L) + Number(c[1..8])) % 23)] == c[8]), "[XYZ]9{7}-?A", "[XYZ]-9{7}-A"),
        new("es_cif", 0.55, 0.9, "cif empresa sociedad fiscal", Company, "[A-HJNP-SUVW]-?9{7}[0-9A-J]"),
        new("es_passport", 0.3, 0.9, "pasaporte passport español spanish", null, "AAA9{6}") { Parent = "passport" },
        new("es_social_security", 0.35, 0.9, "seguridad social afiliación nuss naf", static c => Or(Number(c[..10]) % 97 == Number(c[10..])), "99/?9{8}/?99", "99 9{8} 99"),
        new("pt_nif", 0.2, 0.9, "nif contribuinte fiscal nipc", static c => Or(c[0] is not ('0' or '4' or '7') && Eleven(c, 9, 8, 7, 6, 5, 4, 3, 2)), "9{9}", "9{3} 9{3} 9{3}"),
        new("it_fiscal_code", 0.85, 0.98, "codice fiscale fiscal code cf", FiscalCode, "A{6}[0-9LMNP-V]{2}[ABCDEHLMPRST][0-9LMNP-V]{2}A[0-9LMNP-V]{3}A"),
        new("it_vat_code", 0.2, 0.95, "iva partita piva p.iva vat", static c => Or(Luhn(c) && !IsOneDigit(c)), "9{11}", "9{2} 9{9}"),
        new("it_vat_code", 0.7, 0.95, "iva partita piva vat", static c => Or(Luhn(c[2..])), "'IT'_9{11}"),
        new("it_driver_license", 0.4, 0.9, "patente guida driver license licence driving", null, "A[AV]9{7}A", "'U1'N{7}A") { Parent = "driver_license" },
        new("it_identity_card", 0.3, 0.9, "carta identità identity identita elettronica cie card", null, "AA_9{7}", "9{7}AA", "AA9{5}AA"),
        new("it_passport", 0.3, 0.9, "passaporto passport elettronico italiano viaggio", null, "AA9{7}") { Parent = "passport" },
        new("gr_afm", 0.15, 0.9, "αφμ afm φορολογικού", GreekTax, "9{9}"),
        new("gr_amka", 0.4, 0.9, "αμκα amka", static c => Or(IsShortDate((int)Number(c[4..6]), (int)Number(c[2..4]), (int)Number(c[..2])) && Luhn(c)), "9{11}"),
    ];

    /// <summary>Weights, then 11 less the remainder, 10 and 11 counting as 0.</summary>
    private static bool Eleven(ReadOnlySpan<char> c, params ReadOnlySpan<int> weights)
    {
        var check = 11 - (Weighted(c, weights) % 11);
        return (check > 9 ? 0 : check) == Digit(c[weights.Length]);
    }

    private static Soundness Company(ReadOnlySpan<char> c)
    {
        var check = (10 - (LuhnSum(string.Concat(c[1..8], "0")) % 10)) % 10;
        return Or(c[8] == (char)('0' + check) || c[8] == "JABCDEFGHI"[check]);
    }

    /// <summary>The values of characters in odd places, from 0 to Z, as the decree of 1976 lists them.</summary>
    private static Soundness FiscalCode(ReadOnlySpan<char> c)
    {
        ReadOnlySpan<byte> odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
        var sum = 0;
        for (var at = 0; at < 15; at++)
        {
            var value = c[at] <= '9' ? Digit(c[at]) : c[at] - 'A';
            sum += at % 2 == 0 ? odd[value] : value;
        }

        return Or('A' + (sum % 26) == c[15]);
    }

    private static Soundness GreekTax(ReadOnlySpan<char> c) => Or(Weighted(c, 256, 128, 64, 32, 16, 8, 4, 2) % 11 % 10 == Digit(c[8]) && !IsOneDigit(c));
}
