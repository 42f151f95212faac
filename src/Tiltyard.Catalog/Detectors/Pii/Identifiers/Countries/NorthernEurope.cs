using System.Collections.Immutable;
using static Tiltyard.Catalog.Detectors.Pii.Identifiers.CheckDigits;

namespace Tiltyard.Catalog.Detectors.Pii.Identifiers.Countries;

/// <summary>Numbers of the Nordic and Baltic countries.</summary>
internal static class NorthernEurope
{
    public static ImmutableArray<Identifier> All { get; } =
    [
        new("fi_personal_identity_code", 0.8, 0.97, "hetu henkilötunnus personbeteckning identity", Finnish, "9{6}[-+ABCDEFYXWVU]9{3}N"),
        new("se_personnummer", 0.55, 0.95, "personnummer samordningsnummer personal identity", Swedish, "9{6}[-+]9{4}", "9{8}[-+]9{4}"),
        new("se_personnummer", 0.25, 0.9, "personnummer samordningsnummer personal", Swedish, "9{10}", "9{12}"),
        new("se_organisationsnummer", 0.3, 0.9, "organisationsnummer orgnr org företag", static c => Or(c[2] >= '2' && Luhn(c)), "[125-9]9{5}-9{4}", "[125-9]9{9}"),
        new("no_fodselsnummer", 0.6, 0.95, "fødselsnummer personnummer fnr", Norwegian, "9{6}_9{5}"),
        new("dk_cpr", 0.5, 0.95, "cpr personnummer cpr-nummer", Danish, "9{6}-9{4}"),
        new("dk_cpr", 0.15, 0.85, "cpr personnummer", Danish, "9{10}"),
        new("is_kennitala", 0.45, 0.95, "kennitala kt", Icelandic, "9{6}-?9{4}"),
        new("ee_isikukood", 0.5, 0.95, "isikukood", Baltic, "[1-8]9{10}"),
        new("lt_asmens_kodas", 0.45, 0.95, "asmens kodas", Baltic, "[1-8]9{10}"),
        new("lv_personas_kods", 0.3, 0.9, "personas kods", Latvian, "9{6}-9{5}"),
    ];

    private static Soundness Finnish(ReadOnlySpan<char> compact)
    {
        // The separator is a letter for some centuries and then part of the compact form.
        Span<char> c = stackalloc char[10];
        compact[..6].CopyTo(c);
        compact[^4..].CopyTo(c[6..]);
        if (!IsDigits(c[..9]) || !IsShortDate((int)Number(c[4..6]), (int)Number(c[2..4]), (int)Number(c[..2])) || Number(c[6..9]) < 2) return Soundness.Broken;
        return Or("0123456789ABCDEFHJKLMNPRSTUVWXY"[(int)(Number(c[..9]) % 31)] == c[9]);
    }

    private static Soundness Swedish(ReadOnlySpan<char> c)
    {
        if (c.Length == 12)
        {
            if (c[..2] is not ("18" or "19" or "20")) return Soundness.Broken;
            c = c[2..];
        }

        var day = (int)Number(c[4..6]);
        return Or(IsShortDate((int)Number(c[..2]), (int)Number(c[2..4]), day > 60 ? day - 60 : day) && Luhn(c));
    }

    private static Soundness Norwegian(ReadOnlySpan<char> c)
    {
        var (day, month) = ((int)Number(c[..2]), (int)Number(c[2..4]));
        if (!IsShortDate((int)Number(c[4..6]), month > 40 ? month - 40 : month, day > 40 ? day - 40 : day)) return Soundness.Broken;
        return Or(Weighted(c, 3, 7, 6, 1, 8, 9, 4, 5, 2, 1) % 11 == 0 && Weighted(c, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0);
    }

    /// <summary>The check digit is not kept since 2007.</summary>
    private static Soundness Danish(ReadOnlySpan<char> c) => IsShortDate((int)Number(c[4..6]), (int)Number(c[2..4]), (int)Number(c[..2]))
        ? OrPlausible(Weighted(c, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0)
        : Soundness.Broken;

    private static Soundness Icelandic(ReadOnlySpan<char> c) =>
        Or(c[9] is '0' or '9' or '8' && IsShortDate((int)Number(c[4..6]), (int)Number(c[2..4]), (int)Number(c[..2])) && Weighted(c, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0);

    private static Soundness Baltic(ReadOnlySpan<char> c)
    {
        if (!IsShortDate(c[1..])) return Soundness.Broken;
        var check = Weighted(c, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1) % 11;
        if (check == 10) check = Weighted(c, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3) % 11 % 10;
        return Or(check == Digit(c[10]));
    }

    private static Soundness Latvian(ReadOnlySpan<char> c)
    {
        if (c[..2] is "32") return Soundness.Plausible;
        if (!IsShortDate((int)Number(c[4..6]), (int)Number(c[2..4]), (int)Number(c[..2])) || c[6] > '2') return Soundness.Broken;
        return OrPlausible((1101 - Weighted(c, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)) % 11 == Digit(c[10]));
    }
}
