using System.Collections.Immutable;
using static Tiltyard.Catalog.Detectors.Pii.Identifiers.CheckDigits;

namespace Tiltyard.Catalog.Detectors.Pii.Identifiers.Countries;

/// <summary>Numbers of the United Kingdom and Ireland.</summary>
internal static class BritishIsles
{
    private const string NiForm = "[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z]~99~99~99~[A-D]";

    public static ImmutableArray<Identifier> All { get; } =
    [
        new("uk_nhs", 0.5, 0.95, "nhs health hospital patient", NationalHealth, "9{3}[ -]9{3}[ -]9{4}"),
        new("uk_nhs", 0.25, 0.9, "nhs health hospital patient", NationalHealth, "9{10}"),
        new("uk_nino", 0.75, 0.95, "nino ni national insurance", NationalInsurance, NiForm),
        new("uk_passport", 0.1, 0.8, "passport uk british", null, "9{9}", "AA9{7}", "A9{8}") { Parent = "passport" },
        new("uk_postcode", 0.6, 0.9, "postcode post code address zip", null, "[A-PR-UWYZ]9[0-9A-HJKPSTUW]? 9[ABD-HJLNP-UW-Z]{2}", "[A-PR-UWYZ][A-HK-Y]9[0-9ABEHMNPRVWXY]? 9[ABD-HJLNP-UW-Z]{2}", "'GIR 0AA'") { Parent = "postcode" },
        new("uk_postcode", 0.2, 0.8, "postcode post code", null, "[A-PR-UWYZ]9[0-9A-HJKPSTUW]?9[ABD-HJLNP-UW-Z]{2}", "[A-PR-UWYZ][A-HK-Y]9[0-9ABEHMNPRVWXY]?9[ABD-HJLNP-UW-Z]{2}") { Parent = "postcode" },
        new("uk_vehicle_registration", 0.35, 0.85, "registration vehicle plate reg car number numberplate vrn", Plate, "AA99[ -]?AAA", "A9{1,3}[ -]?AAA", "AAA[ -]?9{1,3}A") { Parent = "license_plate" },
        new("uk_driving_licence", 0.75, 0.95, "driving licence license dvla", Driver, "[A-Z9]{5}9[0156]9{3}9AA9AA", "[A-Z9]{5}9[0156]9{3}9[A-Z9]{2}9AA", "[A-Z9]{5} 9[0156]9{3}9 [A-Z9]{2}9AA") { Parent = "driver_license" },
        new("uk_utr", 0.05, 0.8, "utr unique taxpayer reference", UniqueReference, "9{10}", "9{5} 9{5}"),
        new("uk_vat_id", 0.7, 0.95, "vat registration", Vat, "'GB'_9{9}", "'GB'_9{3}_9{4}_99"),
        new("ie_pps", 0.5, 0.95, "pps ppsn personal public service", PublicService, "9{7}A", "9{7}AA"),
    ];

    private static Soundness NationalHealth(ReadOnlySpan<char> c)
    {
        var check = 11 - (Weighted(c, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11);
        return Or((check == 11 ? 0 : check) == Digit(c[9]) && check != 10 && !IsOneDigit(c));
    }

    private static Soundness NationalInsurance(ReadOnlySpan<char> c) => Or(c[..2] is not ("BG" or "GB" or "KN" or "NK" or "NT" or "TN" or "ZZ"));

    private static Soundness Plate(ReadOnlySpan<char> c) => c.Length < 5 ? Soundness.Broken : Soundness.Plausible;

    /// <summary>Five letters of the name filled with 9, the birthday with 50 added to a woman's month, initials.</summary>
    private static Soundness Driver(ReadOnlySpan<char> c)
    {
        var name = c[..5];
        var filler = name.IndexOf('9');
        if (filler == 0 || (filler > 0 && name[filler..].ContainsAnyExcept('9')) || name.ContainsAnyInRange('0', '8')) return Soundness.Broken;
        var month = (int)Number(c[6..8]);
        month = month > 50 ? month - 50 : month;
        var day = (int)Number(c[8..10]);
        return Or(month is >= 1 and <= 12 && day is >= 1 and <= 31);
    }

    private static Soundness UniqueReference(ReadOnlySpan<char> c) => Or("21987654321"[Weighted(c[1..], 6, 7, 8, 9, 10, 5, 4, 3, 2) % 11] == c[0]);

    /// <summary>Two ways of the same sum: numbers since 2010 have 55 added.</summary>
    private static Soundness Vat(ReadOnlySpan<char> c)
    {
        var sum = Weighted(c[2..], 8, 7, 6, 5, 4, 3, 2) + (int)Number(c[9..11]);
        return Or(sum % 97 == 0 || (sum + 55) % 97 == 0);
    }

    private static Soundness PublicService(ReadOnlySpan<char> c)
    {
        var sum = Weighted(c, 8, 7, 6, 5, 4, 3, 2);
        if (c.Length == 9 && c[8] != 'W') sum += (c[8] - 'A' + 1) * 9;
        return Or("WABCDEFGHIJKLMNOPQRSTUV"[sum % 23] == c[7]);
    }
}
