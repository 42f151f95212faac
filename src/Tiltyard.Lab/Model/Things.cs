namespace Tiltyard.Lab.Model;

/// <summary>A name for a part of a specimen.</summary>
public sealed class Aliquot
{
    /// <summary>The specimen, or -1 where the name was only mentioned.</summary>
    public int Specimen { get; set; } = -1;

    public void Clear() => Specimen = -1;
}

/// <summary>Work of a device on one or several specimens.</summary>
public sealed class Run
{
    /// <summary>The device, or -1 where the name was only mentioned.</summary>
    public int Device { get; set; } = -1;

    public List<int> Specimens { get; } = [];

    public int Start { get; set; }

    /// <summary>When it ends; -1 while that is not decided.</summary>
    public int End { get; set; } = -1;

    public void Clear()
    {
        Device = End = -1;
        Start = 0;
        Specimens.Clear();
    }
}

public enum ResultStatus
{
    /// <summary>Only mentioned: there is none.</summary>
    Unknown,
    Generated,
    Held,
    Released,

    /// <summary>Taken back, because the measurement is done again.</summary>
    Withdrawn,
}

/// <summary>What was measured, and what became of it.</summary>
public sealed class LabResult
{
    public ResultStatus Status { get; set; }

    /// <summary>The device, the run and the specimen, or -1.</summary>
    public int Device { get; set; } = -1;

    public int Run { get; set; } = -1;

    public int Specimen { get; set; } = -1;

    public int Analyte { get; set; } = -1;

    /// <summary>When the device gave it.</summary>
    public int GeneratedAt { get; set; }

    public double? Value { get; set; }

    /// <summary>The class of a critical result, "none" of a harmless one; null while nobody could say.</summary>
    public string? Criticality { get; set; }

    public bool IsCritical => Criticality is not (null or "none");

    public string QcState { get; set; } = "pass";

    public List<string> Flags { get; } = [];

    public List<Attempt> Attempts { get; } = [];

    /// <summary>Whether a complete acknowledgement with read-back is on record.</summary>
    public bool IsAcknowledged { get; set; }

    /// <summary>Whether anything was said to anybody about it.</summary>
    public bool HasCommunication { get; set; }

    public void Clear()
    {
        Status = ResultStatus.Unknown;
        Device = Run = Specimen = Analyte = -1;
        GeneratedAt = 0;
        Value = null;
        Criticality = null;
        QcState = "pass";
        Flags.Clear();
        Attempts.Clear();
        IsAcknowledged = HasCommunication = false;
    }
}

/// <summary>Somebody was called about a critical result.</summary>
public readonly record struct Attempt(int Time, string Caller, string? Role, string? Mode, int Tier, bool IsAcknowledged);

public enum TokenState
{
    /// <summary>Only mentioned: there is none.</summary>
    Unknown,
    Active,
    Consumed,
    Expired,
    Revoked,
}

/// <summary>A permission for one use.</summary>
public sealed class Token
{
    public TokenState State { get; set; }

    /// <summary>The type's number, or -1 where the policy does not know it.</summary>
    public int Type { get; set; } = -1;

    public string SubjectType { get; set; } = "";

    public string SubjectId { get; set; } = "";

    public int Issued { get; set; }

    public int Expires { get; set; }

    public string? Reason { get; set; }

    public void Clear()
    {
        State = TokenState.Unknown;
        Type = -1;
        SubjectType = SubjectId = "";
        Issued = Expires = 0;
        Reason = null;
    }
}

public enum ConsignmentStatus
{
    /// <summary>Only mentioned: there is none.</summary>
    Unknown,
    InTransit,
    Received,

    /// <summary>It came otherwise than it should, and somebody signed for that.</summary>
    Excepted,
}

/// <summary>Specimens on their way between sites.</summary>
public sealed class Consignment
{
    public ConsignmentStatus Status { get; set; }

    public List<int> Specimens { get; } = [];

    public int Route { get; set; } = -1;

    public int Dispatched { get; set; }

    public int ExpectedArrival { get; set; }

    /// <summary>Degrees from the middle of the band.</summary>
    public double Drift { get; set; }

    /// <summary>The most that it ever was, either way.</summary>
    public double Peak { get; set; }

    public List<int> Signers { get; } = [];

    public void Clear()
    {
        Status = ConsignmentStatus.Unknown;
        Route = -1;
        Dispatched = ExpectedArrival = 0;
        Drift = Peak = 0;
        Specimens.Clear();
        Signers.Clear();
    }
}

/// <summary>Who acts: where, in which role, and how often.</summary>
public sealed class Agent
{
    /// <summary>The zone, or -1 where nobody knows.</summary>
    public int Zone { get; set; } = -1;

    /// <summary>The role, or -1 where the map has none.</summary>
    public int Role { get; set; } = -1;

    public int Actions { get; set; }

    public int Overrides { get; set; }

    /// <summary>From where it came last, and when; -1 before it moved.</summary>
    public int MovedFrom { get; set; } = -1;

    public int MovedAt { get; set; } = -1;

    /// <summary>Until when it must wait; -1 where it need not.</summary>
    public int ThrottledUntil { get; set; } = -1;

    public bool IsKilled { get; set; }

    public void Clear()
    {
        Zone = Role = ThrottledUntil = MovedFrom = MovedAt = -1;
        Actions = Overrides = 0;
        IsKilled = false;
    }
}
