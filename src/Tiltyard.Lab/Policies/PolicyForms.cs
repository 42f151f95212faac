using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Policies;

/// <summary>What the documents of a laboratory's policy may look like; all are closed. Cross references are checked when they are compiled.</summary>
internal static class PolicyForms
{
    private static readonly TextShape Id = Shape.Text() with { Pattern = new TextPattern("[A-Za-z][A-Za-z0-9_:.-]{0,79}", "a letter, then at most 79 letters, digits, '_', ':', '.' and '-'") };

    private static readonly ListShape Ids = Shape.List(Id, 0, 1_000);

    private static readonly ListShape Actions = Shape.List(Shape.Text([.. LabActions.Names]), 0, LabActions.Count);

    private static readonly Field Version = Field.Required("version", Shape.Integer(1, 1), "The version of this form.");

    private static readonly IntegerShape Seconds = Shape.Integer(0, 10_000_000);

    /// <summary>Seconds of a device, so few that sums of them are seconds too.</summary>
    private static readonly NumberShape DeviceSeconds = Shape.Number(0, 10_000_000);

    /// <summary>An amount of an analyte, so small that what is measured is always a number.</summary>
    private static readonly NumberShape Amount = Shape.Number(0, 1e9);

    public static ImmutableSortedDictionary<string, ObjectShape> All { get; } = new Dictionary<string, ObjectShape>(StringComparer.Ordinal)
    {
        ["access"] = Shape.Object(
            Version,
            Field.Required("roles", Shape.Map(Actions, Id), "Roles and what they may do."),
            Field.Required("agents", Shape.Map(Shape.Object(Field.Required("role", Id, "Its role."), Field.Optional("zone", Id, "Where it stands by default.")), Id), "Agents; one that is not here may do nothing."),
            Field.Optional("capabilities", Shape.Map(Shape.Object(
                Field.Required("max_actions", Shape.Integer(0, 10_000_000), "Most actions in an episode."),
                Field.Required("max_overrides", Shape.Integer(0, 10_000_000), "Most overrides in an episode."),
                Field.Optional("high_risk", Actions, "Actions that need a reason and a rationale.", DocumentNode.List())), Id), "Limits by role.", DocumentNode.Map()),
            Field.Optional("action_constraints", Shape.Map(Ids, Shape.Text([.. LabActions.Names])), "Actions that only these roles may do, whatever their lists say.", DocumentNode.Map()),
            Field.Optional("allowed_zones", Shape.Map(Ids, Id), "Zones in which a role may act; all where it is not here.", DocumentNode.Map()),
            Field.Optional("allowed_devices", Shape.Map(Ids, Id), "Devices that a role may use; all where it is not here.", DocumentNode.Map())),
        ["catalogue"] = Shape.Object(
            Version,
            Field.Required("panels", Shape.Map(Shape.Object(
                Field.Required("container", Id, "The tube."), Field.Required("specimen_type", Id, "What is in it."), Field.Required("device_type", Id, "What measures it."),
                Field.Required("reagent", Id, "What a run uses up."), Field.Required("reagent_quantity", Shape.Integer(0, 1_000_000), "How much of it."),
                Field.Optional("separates", Shape.Boolean, "Whether it is spun first.", false), Field.Optional("needs_fill", Shape.Boolean, "Whether the tube must be filled to a mark.", false),
                Field.Required("analytes", Shape.List(Id, 1, 1_000), "What is measured.")), Id), "Panels."),
            Field.Required("analytes", Shape.Map(Shape.Object(
                Field.Required("units", Shape.Text(), "Units."), Field.Required("mean", Amount, "Mean among patients."), Field.Required("sd", Amount, "Standard deviation among patients."),
                Field.Required("run_sd", Amount, "Standard deviation of the device."), Field.Required("decimals", Shape.Integer(0, 6), "Decimals reported."),
                Field.Optional("skewed", Shape.Boolean, "Log-normal instead of normal.", false)), Id), "Analytes."),
            Field.Optional("critical_share", Shape.Number(0, 1), "Share of specimens in which one analyte is far out.", 0L),
            Field.Required("rejection", Shape.List(Shape.Object(
                Field.Required("when", Shape.Text("id_mismatch", "leak", "hazard", "fill_invalid", "clot", "hemolysis", "insufficient_volume", "label_issue", "wrong_container", "spoiled_on_the_way"), "What is found."),
                Field.Required("outcome", Shape.Text("reject", "hold"), "What follows."), Field.Required("reason_code", Id, "The code.")), 0, 50), "Rules for refusing, tried in order."),
            Field.Optional("templates", Shape.Map(Template, Id), "Specimens by name, for states that refer to them.", DocumentNode.Map())),
        ["critical"] = Shape.Object(
            Version,
            Field.Required("thresholds", Shape.List(Shape.Object(
                Field.Required("analyte", Id, "The analyte."), Field.Required("units", Shape.Text(), "Its units, exactly."), Field.Required("class", Id, "The class of a critical result."),
                Field.Optional("low", Amount, "Below it is critical."), Field.Optional("high", Amount, "Above it is critical.")), 0, 1_000), "Thresholds."),
            Field.Required("ladder", Shape.List(Shape.Object(
                Field.Required("role", Id, "Whom to call."), Field.Required("ack_within_s", Seconds, "How long to wait for an acknowledgement."),
                Field.Required("modes", Shape.List(Shape.Text(), 1, 20), "Channels.")), 1, 20), "Whom to call, in order."),
            Field.Required("ack_fields", Shape.List(Shape.Text(), 0, 20), "Fields that an acknowledgement must have.")),
        ["emits"] = Shape.Object(Version, Field.Required("emits", Shape.Map(Ids, Id), "The words of the log, by group.")),
        ["enforcement"] = Shape.Object(
            Version,
            Field.Required("rules", Shape.List(Shape.Object(
                Field.Required("id", Id, "The rule's name."),
                Field.Required("match", Shape.Object(
                    Field.Optional("invariant", Id, "Breaches of this invariant."), Field.Optional("severity", Shape.Text("low", "medium", "high", "critical"), "Breaches so grave."),
                    Field.Optional("scope", Shape.Text("system", "agent", "zone", "specimen", "result"), "Breaches of this scope."), Field.Optional("reason_code", Id, "Breaches with this code.")), "Which breaches; all that is given must fit."),
                Field.Required("escalation", Shape.List(Shape.Object(
                    Field.Required("from", Shape.Integer(1, 1_000_000), "From the how-manieth breach."), Field.Required("act", Shape.Text([.. EnforcementActs.Names]), "What is done."),
                    Field.Optional("duration_s", Seconds, "For how long."), Field.Optional("zone", Id, "Which zone.")), 1, 20), "What is done, by the count of breaches.")), 0, 200), "Rules."),
            Field.Required("release", Shape.Map(Shape.Object(Field.Optional("by", Id, "The role that may end it."), Field.Optional("token", Id, "The type of token that this takes."), Field.Optional("after", Shape.Text("expires"), "It ends by itself.")), Shape.Text([.. EnforcementActs.Names])), "How acts end.")),
        ["equipment"] = Shape.Object(
            Version,
            Field.Required("device_types", Shape.Map(DeviceType, Id), "Types."),
            Field.Required("devices", Shape.List(Shape.Object(
                Field.Required("id", Id, "The device."), Field.Required("type", Id, "Its type."), Field.Required("zone", Id, "Where it stands."),
                Field.Optional("mtbf_h", Shape.Number(0.01, 1e9), "Mean hours between failures; it does not fail where it is not given."), Field.Optional("mttr_s", Seconds, "Mean seconds to repair."),
                Field.Optional("cartridge", Shape.Object(Field.Required("runs", Shape.Integer(1, 1_000_000), "Runs that it lasts for."), Field.Required("reload_s", Shape.Integer(1, 10_000_000), "Seconds to put in another.")), "The reagent on board; without one the device never stops for it."),
                Field.Optional("alternates", Ids, "Devices that can take its work.", DocumentNode.List()),
                Field.Optional("maintenance", Shape.List(Shape.Object(Field.Required("from_s", Seconds, "Begin."), Field.Required("to_s", Seconds, "End.")), 0, 100), "Windows of service.", DocumentNode.List())), 1, 10_000), "Devices, in the order in which agents count them.")),
        ["invariants"] = Shape.Object(
            Version,
            Field.Required("invariants", Shape.Map(Shape.Object(
                Field.Required("title", Shape.Text(), "What must hold."), Field.Required("severity", Shape.Text("low", "medium", "high", "critical"), "How grave a breach is."),
                Field.Required("scope", Shape.Text("system", "agent", "zone", "specimen", "result"), "Whom it concerns.")), Id), "Invariants.")),
        ["keys"] = Shape.Object(
            Version,
            Field.Required("keys", Shape.List(Shape.Object(
                Field.Required("id", Id, "The key."), Field.Required("agent", Id, "Whose it is."), Field.Required("role", Id, "For which role."),
                Field.Optional("status", Shape.Text("ACTIVE", "REVOKED", "EXPIRED"), "Its status.", "ACTIVE"),
                Field.Optional("not_before_s", Seconds, "From when."), Field.Optional("not_after_s", Seconds, "Until when.")), 0, 20_000), "Keys.")),
        ["reagents"] = Shape.Object(
            Version,
            Field.Required("reagents", Shape.Map(Shape.Object(
                Field.Required("stock", Shape.Integer(0, 100_000_000), "What there is at the beginning.")), Id), "Reagents.")),
        ["reason_codes"] = Shape.Object(
            Version,
            Field.Required("reason_codes", Shape.Map(Shape.Object(
                Field.Required("namespace", Id, "The group."), Field.Required("severity", Shape.Text("P0_STOP", "P1_QUARANTINE", "P2_HOLD_REVIEW", "P3_WARN", "P4_METRIC"), "What it calls for."),
                Field.Required("description", Shape.Text(), "What it means.")), Id), "Codes.")),
        ["sites"] = Shape.Object(
            Version,
            Field.Required("sites", Shape.Map(Shape.Object(Field.Required("zones", Ids, "Its zones.")), Id), "Sites."),
            Field.Required("routes", Shape.List(Shape.Object(
                Field.Required("id", Id, "The route."), Field.Required("from", Id, "From this site."), Field.Required("to", Id, "To that one."), Field.Optional("enabled", Shape.Boolean, "Whether it is open.", true),
                Field.Required("mean_s", Seconds, "Mean travel time."), Field.Required("sd_s", Seconds, "Its spread."), Field.Required("max_drift_c", Shape.Number(0, 100), "Most drift of temperature."), Field.Required("temp_band", Id, "The band.")), 0, 1_000), "Routes.")),
        ["stability"] = Shape.Object(
            Version,
            Field.Required("default_separation_min", Shape.Integer(0, 1_000_000), "Minutes from collection to separation, where a panel says nothing."),
            Field.Required("panels", Shape.Map(Shape.Object(
                Field.Required("invariant", Id, "The invariants -001 (stable) and -002 (expired)."), Field.Optional("separation_min", Shape.Integer(0, 1_000_000), "Minutes from collection to separation."),
                Field.Optional("transport_min", Shape.Integer(0, 1_000_000), "Most minutes between sites."), Field.Optional("transport_drift_c", Shape.Number(0, 100), "Most drift of temperature on the way, degrees."),
                Field.Required("after_separation_min", Shape.Map(Shape.Integer(0, 1_000_000), Id), "Minutes after separation by temperature band.")), Id), "Panels.")),
        ["tokens"] = Shape.Object(
            Version,
            Field.Required("tokens", Shape.Map(Shape.Object(
                Field.Required("ttl_s", Seconds, "How long it holds."), Field.Required("approvals", Shape.Integer(0, 10), "How many approve it."), Field.Required("approver_roles", Ids, "Who may approve."),
                Field.Required("actions", Actions, "What it is for."), Field.Optional("doors", Ids, "Which doors; any where none is listed.", DocumentNode.List()), Field.Optional("zones", Ids, "Which zones.", DocumentNode.List()),
                Field.Optional("reason_codes", Ids, "For which reasons; any where none is listed.", DocumentNode.List()), Field.Optional("denied_reason_codes", Ids, "For which reasons never.", DocumentNode.List()),
                Field.Optional("denied_on_qc_fail", Shape.Boolean, "Whether it is void while the device fails its control.", false)), Id), "Types of token.")),
        ["zones"] = Shape.Object(
            Version,
            Field.Required("temperature_bands", Shape.Map(Shape.Object(Field.Required("low", Shape.Number(), "Lowest."), Field.Required("high", Shape.Number(), "Highest.")), Id), "Bands, degrees Celsius."),
            Field.Required("zones", Shape.List(Shape.Object(
                Field.Required("id", Id, "The zone."), Field.Required("kind", Id, "What it is for."), Field.Required("temp_band", Id, "Its band."),
                Field.Optional("restricted", Shape.Boolean, "Whether entry needs a token.", false), Field.Optional("capacity", Shape.Integer(1, 1_000_000), "Most agents at a time.")), 1, 10_000), "Zones."),
            Field.Required("edges", Shape.List(Shape.Object(
                Field.Required("from", Id, "One end."), Field.Required("to", Id, "The other."), Field.Required("travel_s", Seconds, "Seconds on foot."), Field.Optional("door", Id, "The door on it.")), 0, 100_000), "Ways, both directions."),
            Field.Required("doors", Shape.List(Shape.Object(
                Field.Required("id", Id, "The door."), Field.Required("kind", Id, "What kind."), Field.Required("max_open_s", Seconds, "How long it may stay open."), Field.Optional("token_type", Id, "The token that opens it.")), 0, 1_000), "Doors.")),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>A specimen's own record, as states and the action INJECT_SPECIMEN give it.</summary>
    private static ObjectShape Template => Shape.Object(
        Field.Required("specimen_id", Id, "The specimen."), Field.Optional("patient_identifiers_hash", Shape.Text(), "Whose it is."), Field.Optional("collection_ts_s", Seconds, "When it was drawn."),
        Field.Optional("arrival_ts_s", Seconds, "When it came."), Field.Optional("panel_id", Id, "What is asked for."), Field.Optional("container_type", Id, "The tube."), Field.Optional("specimen_type", Id, "What is in it."),
        Field.Optional("fill_ratio_ok", Shape.Boolean, "Whether the tube is filled to its mark."), Field.Optional("hazard_flag", Shape.Boolean, "Whether it is a hazard."),
        Field.Optional("integrity_flags", Shape.Map(Shape.Boolean, Shape.Text("leak", "clot", "hemolysis", "insufficient_volume", "label_issue")), "What is wrong with it."),
        Field.Optional("separated_ts_s", Seconds, "When it was separated."), Field.Optional("temp_band", Id, "The band in which it is kept."), Field.Optional("storage_requirement", Id, "The band in which it must be kept."),
        Field.Optional("temp_exposure_log", Shape.List(Shape.Object(Field.Required("t_s", Seconds, "When."), Field.Required("temp_band", Id, "In which band.")), 0, 1_000), "Where it has been."),
        Field.Optional("priority", Shape.Text([.. Priorities.Names]), "Its priority."), Field.Optional("status", Shape.Text([.. SpecimenStatuses.Names]), "Where it is in its life."));

    private static ObjectShape DeviceType => Shape.Object(
        Field.Required("work", Shape.Text("centrifuge", "aliquot", "analyze"), "What it does."), Field.Required("capacity", Shape.Integer(1, 10_000), "How much at a time."),
        Field.Optional("setup_s", DeviceSeconds, "Seconds before.", 0L), Field.Optional("run_s", DeviceSeconds, "Seconds of a run."), Field.Optional("teardown_s", DeviceSeconds, "Seconds after.", 0L), Field.Optional("per_test_s", DeviceSeconds, "Seconds a test."),
        Field.Optional("panel_s", Shape.Map(DeviceSeconds, Id), "Seconds a run by panel.", DocumentNode.Map()),
        Field.Optional("qc", Shape.Object(
            Field.Optional("every_runs", Shape.Integer(1, 1_000_000), "Controls after so many runs."), Field.Optional("every_s", Shape.Integer(1, 100_000_000), "Controls after so many seconds."), Field.Optional("every_tests", Shape.Integer(1, 100_000_000), "Controls after so many tests."),
            Field.Required("pass_probability", Shape.Number(0, 1), "Chance that a healthy device passes."), Field.Optional("drift_per_test", Shape.Number(0, 1), "Chance of drift with each test.", 0L),
            Field.Optional("control_s", Seconds, "Seconds that a control takes.", 30L), Field.Optional("calibration_s", Seconds, "Seconds that calibrating takes.", 120L)), "Quality control."));
}
