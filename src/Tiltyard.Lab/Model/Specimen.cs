using System.Collections.Immutable;

namespace Tiltyard.Lab.Model;

/// <summary>Where a specimen is in its life. Every specimen is in exactly one of them.</summary>
public enum SpecimenStatus
{
    /// <summary>Only mentioned: there is none.</summary>
    Unknown,
    ArrivedAtReception,
    Accessioning,
    Accepted,
    Held,
    Rejected,
    InTransit,
    InCentrifuge,
    Separated,
    Aliquoted,
    Queued,
    Running,
    Resulted,
    Released,
    Discarded,
}

/// <summary>The wire names of <see cref="SpecimenStatus"/>.</summary>
public static class SpecimenStatuses
{
    public static ImmutableArray<string> Names { get; } =
    [
        "unknown", "arrived_at_reception", "accessioning", "accepted", "held", "rejected", "in_transit", "in_centrifuge", "separated", "aliquoted", "queued", "running", "resulted", "released", "discarded",
    ];

    public static string Name(this SpecimenStatus status) => Names[(int)status];

    public static SpecimenStatus? Find(string name) => Names.IndexOf(name, StringComparer.Ordinal) is var place and >= 0 ? (SpecimenStatus)place : null;
}

/// <summary>What is wrong with a specimen as it came.</summary>
[Flags]
public enum Integrity
{
    None = 0,
    Leak = 1,
    Clot = 2,
    Hemolysis = 4,
    InsufficientVolume = 8,
    LabelIssue = 16,
}

public enum Priority
{
    Stat,
    Urgent,
    Routine,
}

/// <summary>The wire names of <see cref="Priority"/>.</summary>
public static class Priorities
{
    public static ImmutableArray<string> Names { get; } = ["STAT", "URGENT", "ROUTINE"];

    public static string Name(this Priority priority) => Names[(int)priority];

    /// <summary>The priority by its name; what is no priority is routine.</summary>
    public static Priority Read(string? name) => Names.IndexOf(name ?? "", StringComparer.Ordinal) is var place and >= 0 ? (Priority)place : Priority.Routine;
}

/// <summary>A tube and what became of it. Times are simulated seconds.</summary>
public sealed class Specimen
{
    public SpecimenStatus Status { get; set; }

    public bool Exists => Status != SpecimenStatus.Unknown;

    public string PatientHash { get; set; } = "";

    public int Collected { get; set; }

    public int Arrived { get; set; }

    /// <summary>When it was accepted, or -1.</summary>
    public int Accepted { get; set; } = -1;

    /// <summary>The panel's number, or -1 where the catalogue does not know it.</summary>
    public int Panel { get; set; } = -1;

    public string Container { get; set; } = "";

    public string SpecimenType { get; set; } = "";

    public Integrity Flags { get; set; }

    /// <summary>Whether the tube is filled to its mark; null where nobody looked.</summary>
    public bool? FillOk { get; set; }

    public bool IsHazard { get; set; }

    /// <summary>When it was separated, or -1.</summary>
    public int Separated { get; set; } = -1;

    /// <summary>The band in which it is kept, or -1.</summary>
    public int Band { get; set; } = -1;

    /// <summary>Whether it must be kept cold.</summary>
    public bool NeedsCold { get; set; }

    /// <summary>Whether it was ever out of the cold.</summary>
    public bool MetAmbient { get; set; }

    public Priority Priority { get; set; } = Priority.Routine;

    /// <summary>When its result is due, or -1.</summary>
    public int Deadline { get; set; } = -1;

    /// <summary>Whether it came here too late or too warm for what is asked of it.</summary>
    public bool IsSpoiled { get; set; }

    /// <summary>The stage at which it was put aside, to which it comes back; unknown where it has none to come back to.</summary>
    public SpecimenStatus HeldAt { get; set; }

    /// <summary>Why it was last held or rejected.</summary>
    public string? LastReason { get; set; }

    /// <summary>What the last check of the label said; null where it said nothing.</summary>
    public bool? IdMatches { get; set; }

    /// <summary>Where it is, or -1.</summary>
    public int Zone { get; set; } = -1;

    /// <summary>The site where it waits to be sent here; -1 where it is here.</summary>
    public int Site { get; set; } = -1;

    /// <summary>Its results that are neither out nor withdrawn.</summary>
    public int OpenResults { get; internal set; }

    /// <summary>Becomes what another is; its results stay its own.</summary>
    public void Take(Specimen other)
    {
        ArgumentNullException.ThrowIfNull(other);
        (Status, PatientHash, Collected, Arrived, Accepted, Panel) = (other.Status, other.PatientHash, other.Collected, other.Arrived, other.Accepted, other.Panel);
        (Container, SpecimenType, Flags, FillOk, IsHazard) = (other.Container, other.SpecimenType, other.Flags, other.FillOk, other.IsHazard);
        (Separated, Band, NeedsCold, MetAmbient) = (other.Separated, other.Band, other.NeedsCold, other.MetAmbient);
        (Priority, Deadline, LastReason, IdMatches, Zone, Site) = (other.Priority, other.Deadline, other.LastReason, other.IdMatches, other.Zone, other.Site);
        (IsSpoiled, HeldAt) = (other.IsSpoiled, other.HeldAt);
    }

    public void Clear()
    {
        Status = HeldAt = SpecimenStatus.Unknown;
        PatientHash = Container = SpecimenType = "";
        Collected = Arrived = OpenResults = 0;
        Accepted = Separated = Panel = Band = Zone = Deadline = Site = -1;
        Flags = Integrity.None;
        FillOk = IdMatches = null;
        IsHazard = NeedsCold = MetAmbient = IsSpoiled = false;
        Priority = Priority.Routine;
        LastReason = null;
    }
}
