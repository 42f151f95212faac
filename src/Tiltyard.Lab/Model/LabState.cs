using Tiltyard.Lab.Policies;

namespace Tiltyard.Lab.Model;

/// <summary>Everything that is true of a laboratory at one moment. <see cref="Rules.LabEngine"/> changes it; nobody else does.</summary>
public sealed class LabState
{
    private int _firstOpen;

    /// <summary>The last second that a laboratory counts, so far from the end of the numbers that whatever is added to it is one too.</summary>
    public const int LatestSecond = 1_000_000_000;

    public LabState(LabPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        Policy = policy;
        Results = new Register<LabResult>(static result => result.Clear(), SpellResult);
        Devices = [.. Enumerable.Range(0, policy.Equipment.Devices.Count).Select(_ => new DeviceState())];
        DoorOpenSince = new int[policy.Floor.Doors.Count];
        DoorOpenedBy = new int[policy.Floor.Doors.Count];
        ZoneFrozen = new bool[policy.Floor.Zones.Count];
        Occupants = new int[policy.Floor.Zones.Count];
        Stock = new int[policy.Catalogue.Reagents.Count];
        Clear();
    }

    public LabPolicy Policy { get; }

    public int Now { get; set; }

    public bool IsDowntime { get; set; }

    public bool IsLogFrozen { get; set; }

    public string? LastReasonOfSystem { get; set; }

    public bool StrictSignatures { get; set; }

    public bool EnforcementEnabled { get; set; }

    /// <summary>Whether the state names positions; an agent that it does not name is nowhere known.</summary>
    public Register<Agent> Agents { get; } = new(static agent => agent.Clear());

    public Register<Specimen> Specimens { get; } = new(static specimen => specimen.Clear());

    public Register<Aliquot> Aliquots { get; } = new(static aliquot => aliquot.Clear());

    public Register<Run> Runs { get; } = new(static run => run.Clear());

    public Register<LabResult> Results { get; }

    public Register<Token> Tokens { get; } = new(static token => token.Clear());

    public Register<Consignment> Consignments { get; } = new(static consignment => consignment.Clear());

    public DeviceState[] Devices { get; }

    /// <summary>Since when each door is open; -1 where it is closed.</summary>
    public int[] DoorOpenSince { get; }

    /// <summary>Who opened it, as far as is known; else -1.</summary>
    public int[] DoorOpenedBy { get; }

    public bool[] ZoneFrozen { get; }

    /// <summary>Agents in each zone.</summary>
    public int[] Occupants { get; }

    /// <summary>What there is of each reagent.</summary>
    public int[] Stock { get; }

    /// <summary>No result before this one is open: those are out or withdrawn, or there is none.</summary>
    public int FirstOpenResult
    {
        get
        {
            while (_firstOpen < Results.Count && Results[_firstOpen].Status is ResultStatus.Released or ResultStatus.Withdrawn) _firstOpen++;
            return _firstOpen;
        }
    }

    /// <summary>Consignments dispatched so far.</summary>
    public int Dispatched { get; set; }

    /// <summary>An empty laboratory with full shelves.</summary>
    public void Clear()
    {
        Now = Dispatched = _firstOpen = 0;
        IsDowntime = IsLogFrozen = StrictSignatures = EnforcementEnabled = false;
        LastReasonOfSystem = null;
        Agents.Clear();
        Specimens.Clear();
        Aliquots.Clear();
        Runs.Clear();
        Results.Clear();
        Tokens.Clear();
        Consignments.Clear();
        foreach (var device in Devices) device.Clear();
        Array.Fill(DoorOpenSince, -1);
        Array.Fill(DoorOpenedBy, -1);
        Array.Clear(ZoneFrozen);
        Array.Clear(Occupants);
        for (var reagent = 0; reagent < Stock.Length; reagent++) Stock[reagent] = Policy.Catalogue.ReagentInfo[reagent].Stock;
    }

    /// <summary>The agent of a name, with its role by the policy where it comes up for the first time.</summary>
    public int Agent(string name)
    {
        var known = Agents.Count;
        var place = Agents.Place(name);
        if (place == known && Policy.Access.Agents.Find(name) is var mapped and >= 0) Agents[place].Role = Policy.Access.RoleOf[mapped];
        return place;
    }

    public void Put(int agent, int zone)
    {
        var one = Agents[agent];
        if (one.Zone >= 0) Occupants[one.Zone]--;
        one.Zone = zone;
        if (zone >= 0) Occupants[zone]++;
    }

    /// <summary>Moves a result on and keeps count of what is open.</summary>
    public void Move(int place, ResultStatus status)
    {
        var result = Results[place];
        if (result.Specimen >= 0) Specimens[result.Specimen].OpenResults += (IsOpen(status) ? 1 : 0) - (IsOpen(result.Status) ? 1 : 0);
        if (IsOpen(status)) _firstOpen = Math.Min(_firstOpen, place);
        result.Status = status;
    }

    private static bool IsOpen(ResultStatus status) => status is ResultStatus.Generated or ResultStatus.Held;

    /// <summary>A result of a device is named after its run, its specimen and its analyte.</summary>
    private string SpellResult(NameParts parts) => $"RES_{Runs.NameOf(parts.First)}_{Specimens.NameOf(parts.Second)}_{Policy.Catalogue.Analytes[parts.Third]}";

    /// <summary>The specimen that a work name means: an aliquot's, or the specimen of that name.</summary>
    public int Work(string name) => Aliquots.Find(name) is var aliquot and >= 0 && Aliquots[aliquot].Specimen is var specimen and >= 0 ? specimen : Specimens.Place(name);
}
