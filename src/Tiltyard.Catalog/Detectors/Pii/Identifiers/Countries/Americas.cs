using System.Collections.Immutable;
using static Tiltyard.Catalog.Detectors.Pii.Identifiers.CheckDigits;

namespace Tiltyard.Catalog.Detectors.Pii.Identifiers.Countries;

/// <summary>Numbers of Canada and Latin America.</summary>
internal static class Americas
{
    public static ImmutableArray<Identifier> All { get; } =
    [
        new("ca_sin", 0.5, 0.95, "sin social insurance assurance nas", Insurance, "9{3}[ -]9{3}[ -]9{3}"),
        new("ca_sin", 0.15, 0.85, "sin social insurance assurance nas", Insurance, "9{9}"),
        new("ca_postal_code", 0.6, 0.9, "postal postcode code", null, "[ABCEGHJ-NPRSTVXY]9[ABCEGHJ-NPRSTV-Z] 9[ABCEGHJ-NPRSTV-Z]9") { Parent = "postcode" },
        new("br_cpf", 0.8, 0.97, "cpf", Cpf, "9{3}.9{3}.9{3}-99"),
        new("br_cpf", 0.4, 0.95, "cpf", Cpf, "9{11}"),
        new("br_cnpj", 0.85, 0.97, "cnpj", Cnpj, "9{2}.9{3}.9{3}/9{4}-99"),
        new("br_cnpj", 0.4, 0.95, "cnpj", Cnpj, "9{14}"),
        new("mx_curp", 0.85, 0.97, "curp", Curp, "A[AEIOUX]AA9{6}[HMX]AA[B-DF-HJ-NP-TV-Z]{3}[0-9A-J]9"),
        new("mx_rfc", 0.5, 0.9, "rfc", static c => IsShortDate(c[^9..]) ? Soundness.Plausible : Soundness.Broken, "A{3,4}9{6}NNN"),
        new("cl_rut", 0.7, 0.95, "rut run", Rut, "9{1,2}.9{3}.9{3}-[0-9K]"),
        new("cl_rut", 0.4, 0.95, "rut run", Rut, "9{7,8}-[0-9K]"),
        new("ar_cuit", 0.6, 0.95, "cuit cuil", Cuit, "99-9{8}-9"),
        new("co_nit", 0.2, 0.9, "nit", null, "9{3}.9{3}.9{3}-9"),
        new("ec_cedula", 0.2, 0.9, "cédula cedula", static c => Or(Number(c[..2]) is >= 1 and <= 24 && c[2] < '6' && Luhn(c)), "9{10}"),
    ];

    private static Soundness Insurance(ReadOnlySpan<char> c) => Or(c[0] != '8' && Luhn(c) && !IsOneDigit(c));

    private static Soundness Cpf(ReadOnlySpan<char> c) =>
        Or(!IsOneDigit(c) && Eleven(Weighted(c, 10, 9, 8, 7, 6, 5, 4, 3, 2)) == Digit(c[9]) && Eleven(Weighted(c, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2)) == Digit(c[10]));

    private static Soundness Cnpj(ReadOnlySpan<char> c) => Or(
        !IsOneDigit(c) && Eleven(Weighted(c, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)) == Digit(c[12]) && Eleven(Weighted(c, 6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)) == Digit(c[13]));

    private static int Eleven(int sum) => sum % 11 < 2 ? 0 : 11 - (sum % 11);

    /// <summary>The weights 18 to 2 over base 37 with the letter Ñ between N and O.</summary>
    private static Soundness Curp(ReadOnlySpan<char> c)
    {
        if (!IsShortDate(c[4..])) return Soundness.Broken;
        var sum = 0;
        for (var at = 0; at < 17; at++) sum += (Value(c[at]) + (c[at] >= 'O' ? 1 : 0)) * (18 - at);
        return Or((10 - (sum % 10)) % 10 == Digit(c[17]));
    }

    private static Soundness Rut(ReadOnlySpan<char> c)
    {
        var sum = 0;
        for (var at = 0; at < c.Length - 1; at++) sum += Digit(c[^(at + 2)]) * ((at % 6) + 2);
        var check = 11 - (sum % 11);
        return Or(c[^1] == (check == 11 ? '0' : check == 10 ? 'K' : (char)('0' + check)));
    }

    private static Soundness Cuit(ReadOnlySpan<char> c)
    {
        var check = (11 - (Weighted(c, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11)) % 11;
        return Or(c[0] is '2' or '3' && check == Digit(c[10]));
    }
}
