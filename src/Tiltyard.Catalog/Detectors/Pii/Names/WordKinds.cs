namespace Tiltyard.Catalog.Detectors.Pii.Names;

/// <summary>What a word may be, by the gazetteers and by its form.</summary>
[Flags]
internal enum WordKinds
{
    None = 0,

    /// <summary>A given name and nothing else.</summary>
    Given = 1,

    /// <summary>A family name and nothing else.</summary>
    Family = 2,

    /// <summary>A name that is an ordinary word too.</summary>
    Doubtful = 4,

    /// <summary>No name.</summary>
    Ordinary = 8,

    /// <summary>A country, region or city of one word.</summary>
    Place = 16,

    /// <summary>The first word of a place of several.</summary>
    PlaceStart = 32,

    Nationality = 64,

    /// <summary>Inc, GmbH, Group: the end of an organisation's name.</summary>
    OrganizationEnd = 128,

    /// <summary>An organisation everybody knows.</summary>
    Organization = 256,

    /// <summary>rue, via, calle: stands before the name of a street.</summary>
    StreetBefore = 512,

    /// <summary>Street, Road, gade: stands behind it.</summary>
    StreetBehind = 1024,

    /// <summary>Apt, Suite: a part of a building.</summary>
    Unit = 2048,

    /// <summary>Mr, Dr, Frau: stands before a person.</summary>
    Title = 4096,

    /// <summary>van, de, bin: stands within a name.</summary>
    Particle = 8192,

    /// <summary>Ends as family names of some language do.</summary>
    FamilyForm = 16384,

    /// <summary>Ends as streets of some language do.</summary>
    StreetForm = 32768,
}
