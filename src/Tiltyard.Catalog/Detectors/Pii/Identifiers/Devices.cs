using System.Collections.Immutable;
using static Tiltyard.Catalog.Detectors.Pii.Identifiers.CheckDigits;

namespace Tiltyard.Catalog.Detectors.Pii.Identifiers;

/// <summary>Numbers that belong to no country: a telephone, a passport of any state, a licence of any state.</summary>
internal static class Devices
{
    public static ImmutableArray<Identifier> All { get; } =
    [
        new("imei", 0.3, 0.95, "imei", static c => Or(Luhn(c) && !IsOneDigit(c)), "9{15}", "99-9{6}-9{6}-9"),
        new("passport", 0.05, 0.7, "passport passports pasaporte passeport reisepass passaporto paspoort pass", null, "A{1,2}9{6,9}", "9{8,9}"),
        new("driver_license", 0.05, 0.65, "driver driver's drivers driving licence permis führerschein patente rijbewijs", null, "A{1,2}9{5,13}", "9{7,12}"),
    ];
}
