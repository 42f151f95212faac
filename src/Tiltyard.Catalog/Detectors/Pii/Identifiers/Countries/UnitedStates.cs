using System.Collections.Immutable;
using static Tiltyard.Catalog.Detectors.Pii.Identifiers.CheckDigits;

namespace Tiltyard.Catalog.Detectors.Pii.Identifiers.Countries;

/// <summary>Numbers of the United States.</summary>
internal static class UnitedStates
{
    public static ImmutableArray<Identifier> All { get; } =
    [
        new("us_ssn", 0.7, 0.95, "ssn ssns social security", SocialSecurity, "999-99-9999", "999 99 9999", "999.99.9999"),
        new("us_ssn", 0.15, 0.85, "ssn ssns social security", SocialSecurity, "9{9}", "9{3}-9{6}", "9{5}-9{4}"),
        new("us_itin", 0.55, 0.9, "itin taxpayer tax tin individual", Taxpayer, "999-99-9999", "999 99 9999"),
        new("us_itin", 0.2, 0.85, "itin taxpayer tax tin individual", Taxpayer, "999~99~9999"),
        new("us_ein", 0.3, 0.85, "ein fein employer", null, "99-9{7}"),
        new("us_npi", 0.25, 0.9, "npi provider prescriber", static c => Or(c[0] is '1' or '2' && (LuhnSum(c) + 24) % 10 == 0 && !IsOneDigit(c)), "9{10}", "9{4}[ -]9{3}[ -]9{3}"),
        new("us_mbi", 0.6, 0.95, "mbi medicare beneficiary", MedicareBeneficiary, "9AN9-?AN9-?AA99"),
        new("medical_license", 0.45, 0.9, "dea medical certificate license licence prescriber physician", Dea, "[ABCDEFGHJKLMPRSTUX][A-Z9]-?9{7}"),
        new("aba_routing", 0.25, 0.9, "aba routing rtn transit bank wire", RoutingNumber, "9{9}", "9999-9999-9"),
        new("us_bank_number", 0.05, 0.7, "bank account acct checking savings debit deposit", null, "9{8,17}"),
        new("us_passport", 0.1, 0.8, "passport passports travel us usa", null, "9{9}", "A9{8}") { Parent = "passport" },
        new("us_driver_license", 0.1, 0.8, "driver drivers license licence dl dls permit lic driving", null, LicenceForms()) { Parent = "driver_license" },
        new("us_zip_code", 0.1, 0.7, "zip zipcode postal postcode", null, "99999", "99999-9999") { Parent = "postcode" },
        new("vehicle_id", 0.35, 0.9, "vin vehicle chassis car", VehicleNumber, "[A-HJ-NPR-Z0-9]{17}"),
    ];

    /// <summary>The forms that states print on licences; which state issued one is not said.</summary>
    private static ReadOnlySpan<string> LicenceForms() => new[]
    {
        "9{6,14}", "9{16}", "A9{3,14}", "A9{18}", "AA9{3,7}", "A9{6}R", "A9A9A", "9{9}A", "AA9{6}A", "9{8}AA", "9{3}AA9{4}", "9{7,8}A", "99AAA9{5,6}",
        "A9{3}-9{3}-9{2}-9{3}-9", "A9{3}-9{4}-9{4}", "A-9{3}-9{3}-9{3}-9{3}",
    };

    /// <summary>Area, group and serial are never all zeros, areas 666 and above 899 are not given, and a few numbers were printed in advertisements.</summary>
    private static Soundness SocialSecurity(ReadOnlySpan<char> c)
    {
        if (c[..3] is "000" or "666" || c[0] == '9' || c[3..5] is "00" || c[5..] is "0000" || IsOneDigit(c)) return Soundness.Broken;
        return c is "123456789" or "987654321" or "078051120" or "219099999" ? Soundness.Broken : Soundness.Sound;
    }

    private static Soundness Taxpayer(ReadOnlySpan<char> c)
    {
        var group = Number(c[3..5]);
        return Or(c[0] == '9' && group is >= 50 and <= 65 or >= 70 and <= 88 or >= 90 and <= 92 or >= 94 and <= 99);
    }

    private static Soundness MedicareBeneficiary(ReadOnlySpan<char> c)
    {
        foreach (var letter in c)
        {
            if (letter is 'S' or 'L' or 'O' or 'I' or 'B' or 'Z') return Soundness.Broken;
        }

        return Or(c[0] != '0');
    }

    private static Soundness Dea(ReadOnlySpan<char> c)
    {
        var odd = Digit(c[2]) + Digit(c[4]) + Digit(c[6]);
        var even = Digit(c[3]) + Digit(c[5]) + Digit(c[7]);
        return Or((odd + (2 * even)) % 10 == Digit(c[8]));
    }

    private static Soundness RoutingNumber(ReadOnlySpan<char> c) =>
        Or(Number(c[..2]) is <= 12 or >= 21 and <= 32 or >= 61 and <= 72 or 80 && !IsOneDigit(c) && Weighted(c, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0);

    /// <summary>The ninth of the seventeen is the check digit where the vehicle was sold in North America (49 CFR 565).</summary>
    private static Soundness VehicleNumber(ReadOnlySpan<char> c)
    {
        ReadOnlySpan<int> weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
        ReadOnlySpan<byte> values = [1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5, 0, 7, 0, 9, 2, 3, 4, 5, 6, 7, 8, 9];
        if (!c.ContainsAnyInRange('A', 'Z') || !c.ContainsAnyInRange('0', '9')) return Soundness.Broken;
        var sum = 0;
        for (var at = 0; at < c.Length; at++) sum += weights[at] * (c[at] <= '9' ? Digit(c[at]) : values[c[at] - 'A']);
        return OrPlausible(c[8] == (sum % 11 == 10 ? 'X' : (char)('0' + (sum % 11))));
    }
}
