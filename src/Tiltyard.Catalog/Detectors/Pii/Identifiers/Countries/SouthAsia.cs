using System.Collections.Immutable;
using static Tiltyard.Catalog.Detectors.Pii.Identifiers.CheckDigits;

namespace Tiltyard.Catalog.Detectors.Pii.Identifiers.Countries;

/// <summary>Numbers of India and Pakistan.</summary>
internal static class SouthAsia
{
    public static ImmutableArray<Identifier> All { get; } =
    [
        new("in_aadhaar", 0.5, 0.95, "aadhaar aadhar uidai", Aadhaar, "[2-9]9{3}[ :-]9{4}[ :-]9{4}", "[2-9]9{11}"),
        new("in_pan", 0.6, 0.95, "pan permanent account income tax", null, "AAA[ABCFGHJLPTN]A9{4}A"),
        new("in_pan", 0.35, 0.9, "pan permanent account income tax", null, "A{5}9{4}A"),
        new("in_pan", 0.05, 0.5, "pan permanent account", PermanentLoose, "N{10}"),
        new("in_gstin", 0.8, 0.97, "gstin gst", GoodsTax, "99A{5}9{4}AN[Z]N"),
        new("in_voter", 0.35, 0.9, "voter epic election vote", null, "AAA9{7}"),
        new("in_passport", 0.3, 0.85, "passport indian travel", null, "[A-PR-WY][1-9]9_9{4}[1-9]") { Parent = "passport" },
        new("in_vehicle_registration", 0.45, 0.9, "rto vehicle plate registration bike car number", StateSeries, "AA[ -]?9{1,2}[ -]?[A-Z]{1,3}[ -]?9{4}") { Parent = "license_plate" },
        new("in_vehicle_registration", 0.05, 0.6, "rto vehicle plate registration bike car number", null, "A{2,3}9{4}", "[I]9{5}", "99A9{6}A", "9{1,3}[CDU]{2}9{1,4}", "AA9{2}A{0,2}9{1,4}") { Parent = "license_plate" },
        new("pk_cnic", 0.6, 0.95, "cnic nadra", null, "[1-7]9{4}-9{7}-9"),
    ];

    private static Soundness Aadhaar(ReadOnlySpan<char> c)
    {
        var isPalindrome = true;
        for (var at = 0; at < 6; at++) isPalindrome &= c[at] == c[11 - at];
        return Or(!isPalindrome && Verhoeff(c));
    }

    /// <summary>One letter and four digits somewhere among letters: what is left of a number that was typed in the wrong order.</summary>
    private static Soundness PermanentLoose(ReadOnlySpan<char> c)
    {
        var digits = 0;
        var inRow = 0;
        foreach (var letter in c)
        {
            if (char.IsAsciiDigit(letter)) digits++;
            inRow = char.IsAsciiDigit(letter) ? inRow + 1 : digits < 4 ? 0 : inRow;
        }

        return digits == 4 && inRow == 4 && char.IsAsciiLetter(c[0]) ? Soundness.Plausible : Soundness.Broken;
    }

    /// <summary>State, permanent account number, entity, Z, a check character over base 36; most examples in print have an invented one.</summary>
    private static Soundness GoodsTax(ReadOnlySpan<char> c)
    {
        if (Number(c[..2]) is < 1 or > 37) return Soundness.Broken;
        var sum = 0;
        for (var at = 0; at < 14; at++)
        {
            var product = Value(c[at]) * (at % 2 == 0 ? 1 : 2);
            sum += (product / 36) + (product % 36);
        }

        return OrPlausible((36 - (sum % 36)) % 36 == Value(c[14]));
    }

    private static Soundness StateSeries(ReadOnlySpan<char> c) =>
        "AN AP AR AS BH BR CH CG DD DL DN GA GJ HP HR JH JK KA KL LA LD MH ML MN MP MZ NL OD OR PB PY RJ SK TN TR TS TG UK UP WB".AsSpan().Contains(c[..2], StringComparison.Ordinal)
            ? Soundness.Plausible
            : Soundness.Broken;
}
