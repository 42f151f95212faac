using System.Collections.Immutable;
using Tiltyard.Catalog.Detectors.Pii.Identifiers.Countries;

namespace Tiltyard.Catalog.Detectors.Pii.Identifiers;

/// <summary>Every identifier that is known, country by country.</summary>
internal static class KnownIdentifiers
{
    public static ImmutableArray<Identifier> All { get; } =
    [
        .. UnitedStates.All, .. Americas.All, .. BritishIsles.All, .. Germany.All, .. WesternEurope.All, .. SouthernEurope.All, .. NorthernEurope.All,
        .. EasternEurope.All, .. SouthAsia.All, .. EastAsia.All, .. OceaniaAfricaLevant.All, .. Devices.All,
    ];
}
