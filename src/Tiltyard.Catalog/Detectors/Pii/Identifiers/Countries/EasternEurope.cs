using System.Collections.Immutable;
using static Tiltyard.Catalog.Detectors.Pii.Identifiers.CheckDigits;

namespace Tiltyard.Catalog.Detectors.Pii.Identifiers.Countries;

/// <summary>Numbers of Poland, Czechia, Slovakia, the Balkans, Turkey, Ukraine and Russia.</summary>
internal static class EasternEurope
{
    public static ImmutableArray<Identifier> All { get; } =
    [
        new("pl_pesel", 0.55, 0.95, "pesel", Pesel, "9{11}"),
        new("pl_nip", 0.45, 0.95, "nip podatkowy", static c => Or(Weighted(c, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11 == Digit(c[9]) && !IsOneDigit(c)), "9{3}-9{3}-99-99", "9{3}-99-99-9{3}"),
        new("pl_nip", 0.2, 0.9, "nip podatkowy", static c => Or(Weighted(c, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11 == Digit(c[9]) && !IsOneDigit(c)), "9{10}"),
        new("pl_regon", 0.15, 0.9, "regon", static c => Or(Weighted(c, 8, 9, 2, 3, 4, 5, 6, 7) % 11 % 10 == Digit(c[8]) && !IsOneDigit(c)), "9{9}"),
        new("pl_id_card", 0.5, 0.9, "dowód dowodu osobisty osobistego", static c => Or(Weighted(c, 7, 3, 1, 9, 7, 3, 1, 7, 3) % 10 == 0), "AAA_9{6}"),
        new("pl_passport", 0.35, 0.9, "paszport paszportu", static c => Or(Weighted(c, 7, 3, 9, 1, 7, 3, 1, 7, 3) % 10 == 0), "AA_9{7}") { Parent = "passport" },
        new("cz_rodne_cislo", 0.55, 0.95, "rodné číslo rc", BirthNumber, "9{6}/9{4}"),
        new("cz_rodne_cislo", 0.2, 0.9, "rodné číslo", BirthNumber, "9{10}"),
        new("ro_cnp", 0.55, 0.95, "cnp personal", static c => Or(IsShortDate(c[1..]) && Weighted(c, 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9) % 11 is var r && (r == 10 ? 1 : r) == Digit(c[12])), "[1-9]9{12}"),
        new("bg_egn", 0.3, 0.95, "егн egn", Bulgarian, "9{10}"),
        new("hr_oib", 0.35, 0.95, "oib", static c => Or(Mod11And10(c) && !IsOneDigit(c)), "9{11}"),
        new("yu_jmbg", 0.55, 0.95, "jmbg emšo emso matični", Yugoslav, "9{13}"),
        new("hu_taj", 0.15, 0.9, "taj társadalombiztosítási", static c => Or(Weighted(c, 3, 7, 3, 7, 3, 7, 3, 7) % 10 == Digit(c[8]) && !IsOneDigit(c)), "9{9}", "9{3}[ -]9{3}[ -]9{3}"),
        new("tr_national_id", 0.5, 0.95, "tc tckn kimlik türk turkish vatandaşlık", Turkish, "[1-9]9{10}"),
        new("tr_license_plate", 0.3, 0.85, "plaka plakalı araç plate plakası", Plate, "99[ -]?A{1,3}[ -]?9{2,5}") { Parent = "license_plate" },
        new("tr_tax_number", 0.1, 0.85, "vergi vkn", TurkishTax, "9{10}"),
        new("ua_tax_number", 0.15, 0.9, "ідентифікаційний рнокпп іпн податковий", static c => Or((Weighted(c, -1, 5, 7, 9, 4, 6, 10, 5, 7) % 11) % 10 == Digit(c[9])), "9{10}"),
        new("ru_inn", 0.15, 0.9, "инн inn", Inn, "9{10}", "9{12}"),
        new("ru_snils", 0.6, 0.95, "снилс snils", Snils, "9{3}-9{3}-9{3}[ -]99"),
    ];

    private static Soundness Pesel(ReadOnlySpan<char> c)
    {
        var month = (int)Number(c[2..4]) % 20;
        return Or(IsShortDate((int)Number(c[..2]), month, (int)Number(c[4..6])) && Weighted(c, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0);
    }

    private static Soundness BirthNumber(ReadOnlySpan<char> c)
    {
        var month = (int)Number(c[2..4]);
        month = month > 70 ? month - 70 : month > 50 ? month - 50 : month > 20 ? month - 20 : month;
        var isRight = Number(c) % 11 == 0 || (Number(c[..9]) % 11 == 10 && c[9] == '0');
        return Or(IsShortDate((int)Number(c[..2]), month, (int)Number(c[4..6])) && isRight);
    }

    private static Soundness Bulgarian(ReadOnlySpan<char> c)
    {
        var month = (int)Number(c[2..4]);
        month = month > 40 ? month - 40 : month > 20 ? month - 20 : month;
        return Or(IsShortDate((int)Number(c[..2]), month, (int)Number(c[4..6])) && Weighted(c, 2, 4, 8, 5, 10, 9, 7, 3, 6) % 11 % 10 == Digit(c[9]));
    }

    private static Soundness Yugoslav(ReadOnlySpan<char> c)
    {
        var check = 11 - (Weighted(c, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11);
        var (day, month) = ((int)Number(c[..2]), (int)Number(c[2..4]));
        return Or(month is >= 1 and <= 12 && day is >= 1 and <= 31 && c[4] is '9' or '0' && check != 10 && (check == 11 ? 0 : check) == Digit(c[12]));
    }

    private static Soundness Turkish(ReadOnlySpan<char> c)
    {
        var odd = Digit(c[0]) + Digit(c[2]) + Digit(c[4]) + Digit(c[6]) + Digit(c[8]);
        var even = Digit(c[1]) + Digit(c[3]) + Digit(c[5]) + Digit(c[7]);
        var tenth = ((odd * 7) - even) % 10;
        return Or((tenth + 10) % 10 == Digit(c[9]) && (odd + even + Digit(c[9])) % 10 == Digit(c[10]));
    }

    private static Soundness Plate(ReadOnlySpan<char> c) => Number(c[..2]) is >= 1 and <= 81 ? Soundness.Plausible : Soundness.Broken;

    private static Soundness TurkishTax(ReadOnlySpan<char> c)
    {
        var sum = 0;
        for (var at = 0; at < 9; at++)
        {
            var shifted = (Digit(c[at]) + 9 - at) % 10;
            var term = (shifted << (9 - at)) % 9;
            sum += shifted != 0 && term == 0 ? 9 : term;
        }

        return Or((10 - (sum % 10)) % 10 == Digit(c[9]));
    }

    private static Soundness Inn(ReadOnlySpan<char> c)
    {
        if (c.Length == 10) return Or(Weighted(c, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == Digit(c[9]));
        return Or(Weighted(c, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == Digit(c[10]) && Weighted(c, 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == Digit(c[11]));
    }

    private static Soundness Snils(ReadOnlySpan<char> c) => Or(Weighted(c, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 101 % 100 == Number(c[9..]));
}
