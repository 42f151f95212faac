using System.Collections.Immutable;
using System.Text;
using Tiltyard.Documents;
using Tiltyard.Lab.Episodes;
using Tiltyard.Worlds;

namespace Tiltyard.Lab.Staff;

/// <summary>A device as the board shows it.</summary>
public sealed record ShownDevice(string Id, string Zone, string State, string Qc, int QcAt, int? DueAt, ImmutableArray<string> Queue)
{
    public bool IsOut => State is "FAULT" or "MAINT";

    public bool CanStart => State is "IDLE" && Queue.Length > 0;
}

/// <summary>A specimen as the board shows it.</summary>
public sealed record ShownSpecimen(string Id, string Status, string Panel, bool IsStat, int Deadline, int Arrived, bool IsRemote, bool Spins, bool? LabelOk)
{
    /// <summary>Whether it can go into a device's queue.</summary>
    public bool IsReady => !IsRemote && (Status is "aliquoted" || (Status is "accepted" && !Spins));
}

/// <summary>A critical result and the calls about it.</summary>
public sealed record ShownCritical(string Result, bool IsAcknowledged, bool IsAnswered, int Calls, int NextCall);

/// <summary>The results of a specimen that are not out.</summary>
public sealed record ShownReport(string Specimen, string Device, int GeneratedAt, int Pending, int Held, ImmutableArray<ShownCritical> Critical)
{
    public bool IsHeld => Held > 0;

    public bool WaitsForCall => Critical.Any(one => !one.IsAcknowledged);
}

/// <summary>A consignment on its way.</summary>
public sealed record ShownConsignment(string Id, int Arrival, int Signed);

/// <summary>
/// The board as scripted staff read it. All seats of a turn see the same text, so it is read once: the last reading of a thread is kept with the texts that it was made of.
/// </summary>
public sealed class Board
{
    private static readonly int DevicesPanel = LabSeats.Panels.IndexOf("queue_by_device");
    private static readonly int SpecimensPanel = LabSeats.Panels.IndexOf("specimens");
    private static readonly int ReportsPanel = LabSeats.Panels.IndexOf("reports");
    private static readonly int StockPanel = LabSeats.Panels.IndexOf("stock");
    private static readonly int RequiredPanel = LabSeats.Panels.IndexOf("transport_required");
    private static readonly int ConsignmentsPanel = LabSeats.Panels.IndexOf("transport_consignments");

    [ThreadStatic]
    private static Board? s_last;

    private readonly string _devices;
    private readonly string _specimens;
    private readonly string _reports;
    private readonly string _consignments;
    private readonly Dictionary<string, ShownSpecimen> _byId = new(StringComparer.Ordinal);

    private Board(Value[] panels)
    {
        (_devices, _specimens, _reports, _consignments) = (panels[DevicesPanel].Text, panels[SpecimensPanel].Text, panels[ReportsPanel].Text, panels[ConsignmentsPanel].Text);
        Now = (int)panels[0].Number;
        Devices = [.. Maps(_devices).Select(ReadDevice)];
        Specimens = [.. Maps(_specimens).Select(ReadSpecimen)];
        Reports = [.. Maps(_reports).Select(ReadReport)];
        Consignments = [.. Maps(_consignments).Select(one => new ShownConsignment(one.Text("consignment_id"), (int)one.Integer("expected_arrival_s"), (int)one.Integer("signed")))];
        MustFetch = panels[RequiredPanel].Text.Length > 2;
        RunsLeft = Read(panels[StockPanel].Text).AsMap().Entries.ToImmutableDictionary(entry => entry.Key, entry => entry.Value.AsInteger(), StringComparer.Ordinal);
        foreach (var specimen in Specimens) _byId[specimen.Id] = specimen;
    }

    public int Now { get; }

    public ImmutableArray<ShownDevice> Devices { get; }

    public ImmutableArray<ShownSpecimen> Specimens { get; }

    public ImmutableArray<ShownReport> Reports { get; }

    public ImmutableArray<ShownConsignment> Consignments { get; }

    /// <summary>Whether something waits at the other site.</summary>
    public bool MustFetch { get; }

    /// <summary>Runs for which the reagent lasts, by panel.</summary>
    public ImmutableDictionary<string, long> RunsLeft { get; }

    public ShownSpecimen? Find(string id) => _byId.GetValueOrDefault(id);

    public static Board Of(Observation observation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        var panels = observation.Panels;
        if (s_last is { } last && last.Now == (int)panels[0].Number && ReferenceEquals(last._devices, panels[DevicesPanel].Text) && ReferenceEquals(last._specimens, panels[SpecimensPanel].Text)
            && ReferenceEquals(last._reports, panels[ReportsPanel].Text) && ReferenceEquals(last._consignments, panels[ConsignmentsPanel].Text)) return last;
        return s_last = new Board(panels);
    }

    private static DocumentNode Read(string json) => JsonDocumentReader.Read("board", Encoding.UTF8.GetBytes(json));

    private static IEnumerable<DocumentMap> Maps(string json) => Read(json).AsList().Items.Select(item => item.AsMap());

    private static ShownDevice ReadDevice(DocumentMap map) => new(
        map.Text("device_id"), map.Text("zone"), map.Text("state"), map.Text("qc"), (int)map.Integer("qc_s", -1), (int?)map.IntegerOrNull("due_s"), map.Texts("queue"));

    private static ShownSpecimen ReadSpecimen(DocumentMap map) => new(
        map.Text("id"), map.Text("status"), map.Text("panel", ""), map.Text("priority") is "STAT", (int)map.Integer("deadline_s", int.MaxValue), (int)map.Integer("arrived_s"), map.Boolean("remote"), map.Boolean("spins"),
        map.BooleanOrNull("label_ok"));

    private static ShownReport ReadReport(DocumentMap map) => new(
        map.Text("specimen"), map.Text("device_id", ""), (int)map.Integer("generated_s"), (int)map.Integer("pending"), (int)map.Integer("held"),
        [.. map.Maps("critical").Select(one => new ShownCritical(one.Text("result"), one.Boolean("ack"), one.Boolean("answered"), (int)one.Integer("calls"), (int)one.Integer("next_call_s", 0)))]);
}
