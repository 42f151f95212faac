using System.Collections.Immutable;
using static Tiltyard.Catalog.Detectors.Pii.Identifiers.CheckDigits;

namespace Tiltyard.Catalog.Detectors.Pii.Identifiers.Countries;

/// <summary>Numbers of Australia, New Zealand, Africa and Israel.</summary>
internal static class OceaniaAfricaLevant
{
    public static ImmutableArray<Identifier> All { get; } =
    [
        new("au_abn", 0.5, 0.95, "abn australian business", BusinessNumber, "99 9{3} 9{3} 9{3}", "9{11}"),
        new("au_acn", 0.4, 0.95, "acn australian company", Company, "9{3} 9{3} 9{3}"),
        new("au_acn", 0.15, 0.9, "acn australian company", Company, "9{9}"),
        new("au_tfn", 0.4, 0.95, "tfn tax file", static c => Or(Weighted(c, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0 && !IsOneDigit(c)), "9{3} 9{3} 9{3}"),
        new("au_tfn", 0.15, 0.9, "tfn tax file", static c => Or(Weighted(c, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0 && !IsOneDigit(c)), "9{9}"),
        new("au_medicare", 0.45, 0.95, "medicare", Medicare, "[2-6]9{3} 9{5} 9"),
        new("au_medicare", 0.2, 0.95, "medicare", Medicare, "[2-6]9{9}"),
        new("nz_ird", 0.15, 0.9, "ird inland revenue", InlandRevenue, "9{2,3}-9{3}-9{3}", "9{8,9}"),
        new("za_id_number", 0.65, 0.95, "south african rsa id identity permanent refugee", SouthAfrican, "9{13}", "9{6} 9{4} 9{3}"),
        new("ng_nin", 0.05, 0.85, "nin national identification nigeria nigerian nimc", static c => IsOneDigit(c) ? Soundness.Broken : Soundness.Plausible, "9{11}"),
        new("ng_vehicle_registration", 0.4, 0.85, "plate vehicle registration number nigeria frsc", null, "AAA[ -]?9{3}AA") { Parent = "license_plate" },
        new("ke_national_id", 0.05, 0.7, "kenya kenyan huduma", null, "9{7,8}"),
        new("il_id", 0.2, 0.9, "תעודת זהות teudat zehut israeli", static c => Or(Israeli(c)), "9{9}", "9{8}-9"),
    ];

    private static Soundness BusinessNumber(ReadOnlySpan<char> c) => Or(c[0] != '0' && (Weighted(c, 10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19) - 10) % 89 == 0);

    private static Soundness Company(ReadOnlySpan<char> c) => Or((10 - (Weighted(c, 8, 7, 6, 5, 4, 3, 2, 1) % 10)) % 10 == Digit(c[8]) && !IsOneDigit(c));

    private static Soundness Medicare(ReadOnlySpan<char> c) => Or(Weighted(c, 1, 3, 7, 9, 1, 3, 7, 9) % 10 == Digit(c[8]));

    private static Soundness InlandRevenue(ReadOnlySpan<char> compact)
    {
        Span<char> c = ['0', '0', '0', '0', '0', '0', '0', '0', '0'];
        compact.CopyTo(c[^compact.Length..]);
        if (Number(c) is < 10_000_000 or > 150_000_000) return Soundness.Broken;
        var rest = Weighted(c, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
        if (rest != 0 && 11 - rest == 10)
        {
            rest = Weighted(c, 7, 4, 3, 2, 5, 2, 7, 6) % 11;
            if (11 - rest == 10) return Soundness.Broken;
        }

        return Or((rest == 0 ? 0 : 11 - rest) == Digit(c[8]));
    }

    /// <summary>Birthday, sex and serial, citizenship 0 to 2, then an 8 or 9, and Luhn's digit.</summary>
    private static Soundness SouthAfrican(ReadOnlySpan<char> c) => Or(IsShortDate(c) && c[10] is '0' or '1' or '2' && c[11] is '8' or '9' && Luhn(c));

    private static bool Israeli(ReadOnlySpan<char> c)
    {
        var sum = 0;
        for (var at = 0; at < 9; at++)
        {
            var digit = Digit(c[at]) * ((at % 2) + 1);
            sum += digit > 9 ? digit - 9 : digit;
        }

        return sum % 10 == 0 && !IsOneDigit(c);
    }
}
