using System.Text;
using Tiltyard.Documents;
using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;
using Tiltyard.Worlds;

namespace Tiltyard.Lab.Episodes;

/// <summary>Reads a <see cref="Board"/> from the text of the panels, for scripted staff to whom an observation comes from elsewhere than the world itself.</summary>
public sealed class BoardReading(LabPolicy policy)
{
    private static readonly int DevicesPanel = LabSeats.Panels.IndexOf("queue_by_device");
    private static readonly int SpecimensPanel = LabSeats.Panels.IndexOf("specimens");
    private static readonly int ReportsPanel = LabSeats.Panels.IndexOf("reports");
    private static readonly int StockPanel = LabSeats.Panels.IndexOf("stock");
    private static readonly int RequiredPanel = LabSeats.Panels.IndexOf("transport_required");
    private static readonly int ConsignmentsPanel = LabSeats.Panels.IndexOf("transport_consignments");
    private static readonly int ReleasablePanel = LabSeats.Panels.IndexOf("releasable_result_ids");

    public Board Read(Observation observation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        var panels = observation.Panels;
        var specimens = Maps(panels[SpecimensPanel]).Select(ReadSpecimen).ToArray();
        var places = specimens.Select((specimen, place) => (specimen.Id, place)).ToDictionary(one => one.Id, one => one.place, StringComparer.Ordinal);
        var reports = Maps(panels[ReportsPanel]).ToArray();
        var stock = Parse(panels[StockPanel]).AsMap();
        var board = new Board { Now = (int)panels[0].Number, MustFetch = panels[RequiredPanel].Text.Length > 2 };
        board.Take(
            Maps(panels[DevicesPanel]).Select(device => ReadDevice(device, places)),
            specimens,
            reports.Select(report => ReadReport(report, places)),
            reports.SelectMany((report, place) => report.Maps("critical").Select(one => ReadCritical(one, place))),
            Maps(panels[ConsignmentsPanel]).Select(one => new ShownConsignment(one.Text("consignment_id"), (int)one.Integer("expected_arrival_s"), (int)one.Integer("signed"))),
            policy.Catalogue.Panels.Names.Select(panel => stock.Integer(panel) is var runs && runs == CanonicalWriter.MaxInteger ? long.MaxValue : runs),
            Parse(panels[ReleasablePanel]).AsList().Items is [var first, ..] ? first.AsText() : null);
        return board;
    }

    private static DocumentNode Parse(in Value json) => JsonDocumentReader.Read("board", Encoding.UTF8.GetBytes(json.Text));

    private static IEnumerable<DocumentMap> Maps(in Value json) => Parse(json).AsList().Items.Select(item => item.AsMap());

    private ShownDevice ReadDevice(DocumentMap map, Dictionary<string, int> places)
    {
        var queue = map.Texts("queue");
        return new ShownDevice(
            policy.Floor.Zones.Find(map.Text("zone")), (DeviceCondition)DeviceConditions.Names.IndexOf(map.Text("state")), map.Text("qc") is "fail", (int)map.Integer("qc_s", -1), (int)map.Integer("due_s", -1), queue.Length,
            queue.IsEmpty ? -1 : places.GetValueOrDefault(queue[0], -1));
    }

    private ShownSpecimen ReadSpecimen(DocumentMap map) => new(
        map.Text("id"), SpecimenStatuses.Find(map.Text("status"))!.Value, policy.Catalogue.Panels.Find(map.Text("panel", "")), Priorities.Read(map.Text("priority")), (int)(map.IntegerOrNull("deadline_s") ?? int.MaxValue),
        (int)map.Integer("arrived_s"), map.Boolean("remote"), map.Boolean("spins"), map.BooleanOrNull("label_ok"));

    private ShownReport ReadReport(DocumentMap map, Dictionary<string, int> places)
    {
        var critical = map.Maps("critical").ToArray();
        return new ShownReport(
            map.Text("specimen"), places.GetValueOrDefault(map.Text("specimen"), -1), policy.Equipment.Devices.Find(map.Text("device_id", "")), (int)map.Integer("generated_s"), (int)map.Integer("pending"), (int)map.Integer("held"),
            critical.Length, critical.Count(one => !one.Boolean("ack")));
    }

    private static ShownCritical ReadCritical(DocumentMap map, int report) => new(
        report, map.Text("result"), map.Boolean("ack"), map.Boolean("answered"), (int)map.Integer("calls"), (int)map.Integer("next_call_s", 0));
}
