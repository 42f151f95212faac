namespace Tiltyard.Catalog.Detectors.DataFlow;

/// <summary>
/// The kinds of change that a call can make, as far as the verb of its name tells, and that a sentence can ask for. A call that only
/// looks something up has none.
/// </summary>
[Flags]
public enum Deeds
{
    None = 0,
    Send = 1 << 0,
    Create = 1 << 1,
    Delete = 1 << 2,
    Update = 1 << 3,
    Share = 1 << 4,
    Pay = 1 << 5,
    Reserve = 1 << 6,
    Post = 1 << 7,
    Invite = 1 << 8,
    Cancel = 1 << 9,
    Store = 1 << 10,
    Run = 1 << 11,
    Decide = 1 << 12,

    /// <summary>What leaves the house or cannot be undone.</summary>
    Grave = Send | Delete | Share | Pay | Post | Cancel,
}
