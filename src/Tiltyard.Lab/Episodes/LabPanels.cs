using Tiltyard.Documents;
using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Episodes;

/// <summary>What the panels of a seat hold, in <see cref="LabSeats.Panels"/>' order: declared once for the exported schema. Times are simulated seconds.</summary>
public static class LabPanels
{
    private static readonly TextShape Name = Documents.Shape.Text();
    private static readonly IntegerShape Count = Documents.Shape.Integer(min: 0);

    /// <summary>A point in time, or so many seconds.</summary>
    private static readonly IntegerShape Seconds = Documents.Shape.Integer();

    public static ObjectShape Shape { get; } = Documents.Shape.Object(
        Field.Required("t_s", Count, "The second of this turn."),
        Field.Required("zone_id", Name.OrNull(), "Where the seat's agent is."),
        Field.Required("my_zone_idx", Count, "The same as a number from 1; 0 where nobody knows."),
        Field.Required("role_id", Name.OrNull(), "The role of the seat's agent."),
        Field.Required("walking_until_s", Count.OrNull(), "Until when it walks and can do nothing else."),
        Field.Required("queue_by_device", Documents.Shape.List(Device), "Devices in the policy's order."),
        Field.Required("queue_lengths", Documents.Shape.List(Count), "Specimens in each device's queue."),
        Field.Required("queue_has_head", Documents.Shape.List(Documents.Shape.Boolean), "Whether there is any."),
        Field.Required("device_qc_pass", Documents.Shape.List(Documents.Shape.Boolean), "Whether each device's last control did not fail."),
        Field.Required("specimens", Documents.Shape.List(Specimen), "Specimens that are not done."),
        Field.Required("specimen_status_counts", Documents.Shape.List(Count), "Specimens at each stage, in the order of the stages."),
        Field.Required("work_list", Documents.Shape.List(Work), "What is ready for a device and in no queue."),
        Field.Required("reports", Documents.Shape.List(Report), "Specimens with results that are not out."),
        Field.Required("releasable_result_ids", Documents.Shape.List(Name), "Results that nothing keeps in."),
        Field.Required("stock", Documents.Shape.Map(Count), "Runs of each panel for which the reagent lasts."),
        Field.Required("transport_required", Documents.Shape.List(Required), "What must be sent for."),
        Field.Required("transport_consignments", Documents.Shape.List(Consignment), "Consignments on their way."),
        Field.Required("token_count_override", Count, "Tokens that lift a limit of stability."),
        Field.Required("token_count_restricted", Count, "Tokens that open the restricted zone."),
        Field.Required("door_restricted_open", Documents.Shape.Boolean, "Whether the airlock is open."),
        Field.Required("door_restricted_duration_s", Count, "For how long."),
        Field.Required("restricted_zone_frozen", Documents.Shape.Boolean, "Whether the restricted zone is closed to everybody."),
        Field.Required("log_frozen", Documents.Shape.Boolean, "Whether the audit log is frozen; then nothing is accepted."),
        Field.Required("prev_hash", Name, "The last hash of the audit chain; empty before the first record."));

    private static ObjectShape Device => Documents.Shape.Object(
        Field.Required("device_id", Name, "The device."),
        Field.Optional("due_s", Count, "When it will be free by itself."),
        Field.Required("qc", Name, "What its last control said: pass, warn, fail or another word."),
        Field.Optional("qc_s", Count, "When that was made."),
        Field.Required("queue", Documents.Shape.List(Name), "The specimens that wait for it, the first first."),
        Field.Required("queue_head", Name.OrNull(), "The first of them."),
        Field.Required("queue_len", Count, "How many wait."),
        Field.Required("state", Documents.Shape.Text(DeviceConditions.Names), "What it is doing."),
        Field.Required("zone", Name, "Where it stands."));

    private static ObjectShape Specimen => Documents.Shape.Object(
        Field.Required("arrived_s", Seconds, "When it came."),
        Field.Required("deadline_s", Count.OrNull(), "When it is due; null where it is not."),
        Field.Required("id", Name, "Its name."),
        Field.Required("label_ok", Documents.Shape.Boolean.OrNull(), "What the check of its label found; null before there was one."),
        Field.Optional("panel", Name, "What is asked of it."),
        Field.Required("priority", Documents.Shape.Text(Priorities.Names), "How urgent it is."),
        Field.Required("remote", Documents.Shape.Boolean, "Whether it waits at another site."),
        Field.Required("spins", Documents.Shape.Boolean, "Whether it must be separated."),
        Field.Required("status", Documents.Shape.Text(SpecimenStatuses.Names), "Its stage."));

    private static ObjectShape Work => Documents.Shape.Object(
        Field.Required("deadline_s", Count, "When it is due, or 0."),
        Field.Required("device_id", Name, "The device."),
        Field.Required("priority", Documents.Shape.Text(Priorities.Names), "How urgent it is."),
        Field.Required("stability_ok", Documents.Shape.Boolean, "Whether it still keeps."),
        Field.Required("temp_ok", Documents.Shape.Boolean, "Whether it was kept cold enough."),
        Field.Required("work_id", Name, "The specimen."));

    private static ObjectShape Report => Documents.Shape.Object(
        Field.Required("critical", Documents.Shape.List(Critical), "Those of them that are critical."),
        Field.Optional("device_id", Name, "Where it was measured."),
        Field.Required("generated_s", Count, "When the last of them came."),
        Field.Required("held", Count, "How many of them are held."),
        Field.Required("pending", Count, "How many there are."),
        Field.Required("specimen", Name, "The specimen."));

    private static ObjectShape Critical => Documents.Shape.Object(
        Field.Required("ack", Documents.Shape.Boolean, "Whether it was acknowledged."),
        Field.Required("answered", Documents.Shape.Boolean, "Whether somebody took the last call."),
        Field.Required("calls", Count, "Calls so far."),
        Field.Optional("last_call_s", Count, "When the last was made."),
        Field.Optional("next_call_s", Count, "When the next rung of the ladder may be called."),
        Field.Required("result", Name, "The result."));

    private static ObjectShape Required => Documents.Shape.Object(
        Field.Required("dest_site", Name, "Where to."),
        Field.Required("origin_site", Name, "Where from."),
        Field.Required("specimen_ids", Documents.Shape.List(Name), "What."));

    private static ObjectShape Consignment => Documents.Shape.Object(
        Field.Required("consignment_id", Name, "The consignment."),
        Field.Required("expected_arrival_s", Count, "When it should be here."),
        Field.Required("signed", Count, "Signatures for it."));
}
