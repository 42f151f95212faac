using Tiltyard.Agents;
using Tiltyard.Lab.Episodes;
using Tiltyard.Lab.Policies;
using Tiltyard.Worlds;

namespace Tiltyard.Lab.Staff;

/// <summary>How somebody works: with a plan, or with short cuts that do harm.</summary>
public sealed record StaffTraits(bool IsPlanful, bool IsCareless);

/// <summary>Says whether a specimen of the board is meant.</summary>
internal delegate bool SpecimenTest(in ShownSpecimen specimen);

/// <summary>What a member of staff decides upon: the board, its own place, and how it works. Each proposal is made through it.</summary>
internal sealed class Shift(LabOptions options, WorldSpec world, StaffTraits traits)
{
    private const int CrowdForEachAnalyzer = 10;
    private const int PercentForReports = 90;

    private readonly Ways _ways = new(options.Policy.Floor);
    private readonly int _crowd = CrowdForEachAnalyzer * options.Policy.Equipment.DeviceInfo.Count(device => options.Policy.Equipment.TypeInfo[device.Type].Work == DeviceWork.Analyze);
    private readonly BoardReading _reading = new(options.Policy);
    private readonly int _supervisorsActs = ActsOf(options.Policy.Access, "supervisor_0");
    private Observation _observation = null!;
    private Proposal _proposal = null!;

    public StaffTraits Traits => traits;

    public LabPolicy Policy => options.Policy;

    public bool IsSimulated => options.IsSimulated;

    public bool HasQc { get; } = Has(world, "qc_0");

    public bool HasSupervisor { get; } = Has(world, "supervisor_0");

    public bool HasPreAnalytics { get; } = Has(world, "prean_0");

    public bool HasSecondRunner { get; } = Has(world, "runner_1");

    /// <summary>Whether the hand-over speaks of a device that drifts: then nothing goes out before the control after it.</summary>
    public bool AwaitsControls { get; } = traits.IsPlanful && options.Task.Name is "qc_cascade";

    /// <summary>Whether more is in the laboratory than its analyzers get done in a shift: whatever goes first then takes the place of something else.</summary>
    public bool IsCrowded => Board.Specimens.Length > _crowd;

    public Board Board { get; private set; } = null!;

    /// <summary>Where this member of staff is, or -1.</summary>
    public int Zone { get; private set; }

    public int Step => _observation.Step;

    public void Begin(Observation observation, Proposal proposal)
    {
        (_observation, _proposal) = (observation, proposal);
        if (observation.Typed is Board board)
        {
            (Board, Zone) = (board, board.Zones[observation.Seat]);
        }
        else
        {
            Board = _reading.Read(observation);
            Zone = observation.Panels[1].IsNull ? -1 : options.Policy.Floor.Zones.Find(observation.Panels[1].Text);
        }

        proposal.NoOp();
    }

    public bool Do(int action)
    {
        _proposal.Act(new ActionCall(action));
        return true;
    }

    /// <summary>Proposes an action about one thing.</summary>
    public bool Do(int action, string about)
    {
        _proposal.Act(LabCalls.About(action, about));
        return true;
    }

    public bool Do(int action, string about, string second)
    {
        _proposal.Act(new ActionCall(action, Value.Of(about), Value.Of(second)));
        return true;
    }

    /// <summary>The same with a flag.</summary>
    public bool Do(int action, string about, bool flag)
    {
        _proposal.Act(new ActionCall(action, Value.Of(about), Value.Of(flag)));
        return true;
    }

    public bool Attempt(string action, string target = "", string to = "", string token = "", string claimed = "", string key = "")
    {
        _proposal.Act(new ActionCall(LabCalls.Attempt, Value.Of(action), Value.Of(target), Value.Of(to), Value.Of(token), [Value.Of(claimed), Value.Of(key)]));
        return true;
    }

    /// <summary>Takes a step towards a zone; false where it is there already, or no way leads there.</summary>
    public bool Go(int zone) => _ways.Next(Zone, zone) is var next and >= 0 && Do(LabCalls.Move, options.Policy.Floor.Zones[next]);

    public int Seconds(int zone) => _ways.Seconds(Zone, zone);

    public string NameOf(int device) => options.Policy.Equipment.Devices[device];

    public int First(DeviceWork work)
    {
        for (var device = 0; device < options.Policy.Equipment.DeviceInfo.Length; device++)
        {
            if (WorkOf(device) == work) return device;
        }

        return -1;
    }

    public bool Analyzes(int device) => WorkOf(device) == DeviceWork.Analyze;

    /// <summary>Whether the device measures the panel.</summary>
    public bool Measures(int device, int panel) => panel >= 0 && options.Policy.Equipment.DeviceInfo[device].Type == options.Policy.Catalogue.PanelInfo[panel].DeviceType;

    public bool HasReagent(int panel) => panel < 0 || Board.RunsLeft[panel] > 0;

    /// <summary>The first of those that are meant, or -1: STATs, then as they stand; with a plan the nearest deadline that can still be kept.</summary>
    public int Best(SpecimenTest isMeant, int except = -1)
    {
        var specimens = Board.Specimens;
        var best = -1;
        for (var place = 0; place < specimens.Length; place++)
        {
            ref readonly var specimen = ref specimens[place];
            if (place != except && isMeant(specimen) && (best < 0 || IsBefore(specimen, specimens[best]))) best = place;
        }

        return best;
    }

    public bool IsBefore(in ShownSpecimen one, in ShownSpecimen other)
    {
        if (!traits.IsPlanful) return one.IsStat && !other.IsStat;
        return Urgency(one).CompareTo(Urgency(other)) < 0;
    }

    /// <summary>A report of which something may go out now.</summary>
    public bool CanRelease(in ShownReport report)
    {
        if (report.Pending - report.Held - report.Unheard <= 0) return false;
        if (report.Device < 0 || Board.Devices[report.Device].Fails) return false;
        return !AwaitsControls || Board.Devices[report.Device].ControlAt >= report.GeneratedAt;
    }

    /// <summary>The report that goes out next, or -1.</summary>
    public int NextReport(int except = -1)
    {
        var reports = Board.Reports;
        var best = -1;
        for (var place = 0; place < reports.Length; place++)
        {
            if (place == except || !CanRelease(reports[place])) continue;
            if (!traits.IsPlanful) return place;
            if (best < 0 || Urgency(reports[place]).CompareTo(Urgency(reports[best])) < 0) best = place;
        }

        return best;
    }

    /// <summary>
    /// Whether it is the supervisor's turn to give a report out. In a crowd the acts that the role has are spread over the shift, so that calls can be made to its end; what is left of the reports is
    /// for whoever runs the analyzers.
    /// </summary>
    public bool IsSupervisorsTurn(in ShownReport report) => !IsCrowded || Acts(Step) / report.Pending > Acts(Step - 1) / report.Pending;

    private (bool IsLate, bool IsNoStat, int Deadline) Urgency(in ShownReport report) => report.Place >= 0 ? Urgency(Board.Specimens[report.Place]) : (true, true, int.MaxValue);

    private (bool IsLate, bool IsNoStat, int Deadline) Urgency(in ShownSpecimen specimen) => (specimen.Deadline < Board.Now, !specimen.IsStat, specimen.Deadline);

    /// <summary>Acts of the supervisor's that may have gone into reports by a step; the rest is for calls.</summary>
    private long Acts(int step) => step * (long)_supervisorsActs * PercentForReports / (100L * options.Task.Steps);

    /// <summary>How many acts a seat's role has for a shift.</summary>
    private static int ActsOf(Access access, string seat)
    {
        var agent = access.Agents.Find(LabSeats.Find(seat).Agent);
        return agent >= 0 && access.RoleInfo[access.RoleOf[agent]].Capability is { } limits ? limits.MaxActions : int.MaxValue;
    }

    private DeviceWork WorkOf(int device) => options.Policy.Equipment.TypeInfo[options.Policy.Equipment.DeviceInfo[device].Type].Work;

    private static bool Has(WorldSpec world, string seat) => world.Seats.Any(one => one.Name.Equals(seat, StringComparison.Ordinal));
}
