using Tiltyard.Agents;
using Tiltyard.Lab.Episodes;
using Tiltyard.Lab.Policies;
using Tiltyard.Worlds;

namespace Tiltyard.Lab.Staff;

/// <summary>How somebody works: with a plan, or with short cuts that do harm.</summary>
public sealed record StaffTraits(bool IsPlanful, bool IsCareless);

/// <summary>What a member of staff decides upon: the board, its own place, and how it works. Each proposal is made through it.</summary>
internal sealed class Shift(LabOptions options, WorldSpec world, StaffTraits traits, Ways ways)
{
    private Observation _observation = null!;
    private Proposal _proposal = null!;

    public StaffTraits Traits => traits;

    public bool IsSimulated => options.IsSimulated;

    /// <summary>Whether the hand-over speaks of a device that drifts: then nothing goes out before the control after it.</summary>
    public bool AwaitsControls => traits.IsPlanful && options.Task.Name is "qc_cascade";

    public Board Board { get; private set; } = null!;

    public string Zone { get; private set; } = "";

    public int Step => _observation.Step;

    public string Seat => _observation.SeatName;

    public void Begin(Observation observation, Proposal proposal)
    {
        (_observation, _proposal) = (observation, proposal);
        Board = Board.Of(observation);
        Zone = observation.Panels[1].IsNull ? "" : observation.Panels[1].Text;
        proposal.NoOp();
    }

    public bool Has(string seat) => world.Seats.Any(one => one.Name.Equals(seat, StringComparison.Ordinal));

    public string Panel(string name) => _observation.Panels[LabSeats.Panels.IndexOf(name)].Text;

    /// <summary>Proposes an action about one thing.</summary>
    public bool Do(int action, string? about = null, string? second = null)
    {
        _proposal.Act(about is null ? new ActionCall(action) : second is null ? WithDefaults(action, about) : new ActionCall(action, Value.Of(about), Value.Of(second)));
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
    public bool Go(string zone) => ways.Next(Zone, zone) is { } next && Do(LabCalls.Move, next);

    public int Seconds(string zone) => ways.Seconds(Zone, zone);

    public ShownDevice? First(DeviceWork work) => Board.Devices.FirstOrDefault(device => WorkOf(device.Id) == work);

    public bool Measures(string device) => WorkOf(device) == DeviceWork.Analyze;

    /// <summary>The devices that measure a panel, in the policy's order.</summary>
    public IEnumerable<ShownDevice> For(string panel)
    {
        var place = options.Policy.Catalogue.Panels.Find(panel);
        if (place < 0) return [];
        var type = options.Policy.Catalogue.PanelInfo[place].DeviceType;
        return Board.Devices.Where(device => options.Policy.Equipment.DeviceInfo[options.Policy.Equipment.Devices.Find(device.Id)].Type == type);
    }

    /// <summary>Who comes first: STATs, then as they stand; with a plan the nearest deadline that can still be kept.</summary>
    public IEnumerable<ShownSpecimen> InOrder(IEnumerable<ShownSpecimen> specimens) => traits.IsPlanful
        ? specimens.OrderBy(one => one.Deadline < Board.Now).ThenBy(one => !one.IsStat).ThenBy(one => one.Deadline)
        : specimens.OrderBy(one => !one.IsStat);

    /// <summary>A report of which something may go out now.</summary>
    public bool CanRelease(ShownReport report)
    {
        if (report.Pending - report.Held - report.Critical.Count(one => !one.IsAcknowledged) <= 0) return false;
        if (Board.Devices.FirstOrDefault(device => device.Id.Equals(report.Device, StringComparison.Ordinal)) is not { } device || device.Qc is "fail") return false;
        return !AwaitsControls || device.QcAt >= report.GeneratedAt;
    }

    public ShownReport? NextReport() => (traits.IsPlanful
        ? Board.Reports.Where(CanRelease).OrderBy(report => Urgency(report.Specimen))
        : Board.Reports.Where(CanRelease)).FirstOrDefault();

    private (bool, bool, int) Urgency(string specimen) =>
        Board.Find(specimen) is { } one ? (one.Deadline < Board.Now, !one.IsStat, one.Deadline) : (true, true, int.MaxValue);

    private DeviceWork WorkOf(string device) => options.Policy.Equipment.TypeInfo[options.Policy.Equipment.DeviceInfo[options.Policy.Equipment.Devices.Find(device)].Type].Work;

    private static ActionCall WithDefaults(int action, string about) =>
        LabCalls.Specs[action].Parameters.Length > 1 && LabCalls.Specs[action].Parameters[1].Default is { } fallback ? new ActionCall(action, Value.Of(about), fallback) : new ActionCall(action, Value.Of(about));
}
