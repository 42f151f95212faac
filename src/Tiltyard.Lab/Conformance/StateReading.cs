using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;
using Tiltyard.Lab.Rules;

namespace Tiltyard.Lab.Conformance;

/// <summary>Fills a laboratory from the documented initial state.</summary>
public static class StateReading
{
    private static readonly (string Key, Integrity Flag)[] Flags =
    [
        ("leak", Integrity.Leak), ("clot", Integrity.Clot), ("hemolysis", Integrity.Hemolysis), ("insufficient_volume", Integrity.InsufficientVolume), ("label_issue", Integrity.LabelIssue),
    ];

    /// <exception cref="DocumentException">A record is not of its form or refers to something that is not there.</exception>
    public static void Read(DocumentMap map, LabEngine engine, DocumentMap? transportFault = null)
    {
        ArgumentNullException.ThrowIfNull(engine);
        engine.Reset();
        var state = engine.State;
        if (map.MapOrNull("system") is { } system)
        {
            state.Now = Whole(system, "now_s", 0);
            state.IsDowntime = system.Boolean("downtime_active", false);
        }

        state.StrictSignatures = map.Boolean("strict_signatures", false);
        state.EnforcementEnabled = map.Boolean("enforcement_enabled", false);
        ReadAgents(map, state);
        foreach (var record in Maps(map, "specimens")) ReadSpecimen(record, state);
        foreach (var token in Maps(map, "tokens")) ReadToken(token, state);
        foreach (var entry in Maps(map, "initial_queue_entries")) ReadWaiting(entry, state);
        if (map.MapOrNull("reagent_initial_stock") is { } stock)
        {
            foreach (var entry in stock.Entries)
            {
                var reagent = state.Policy.Catalogue.Reagents.Find(entry.Key);
                if (reagent < 0) throw new DocumentException(entry.KeyPlace, stock.Path.ToString(), UnknownName.Reason("reagent", entry.Key, state.Policy.Catalogue.Reagents.Names));
                state.Stock[reagent] = entry.Value.AsInteger() is var count and >= 0 and <= LabState.LatestSecond ? (int)count : throw new DocumentException(entry.Value, $"{entry.Value.AsInteger()} is no stock");
            }
        }

        engine.BreaksChainAt = map.MapOrNull("audit_fault_injection")?.TextOrNull("break_hash_prev_on_event_id");
        engine.ForcesExcursion = (transportFault ?? map.MapOrNull("transport_fault_injection"))?.Boolean("force_temp_excursion_on_next_receive", false) ?? false;
    }

    /// <summary>Reads a specimen's own record.</summary>
    internal static void Read(DocumentMap map, LabPolicy policy, Specimen into)
    {
        into.Clear();
        into.Status = map.TextOrNull("status") is { } status
            ? SpecimenStatuses.Find(status) ?? throw new DocumentException(map.Node("status"), UnknownName.Reason("status", status, SpecimenStatuses.Names))
            : SpecimenStatus.ArrivedAtReception;
        into.PatientHash = map.Text("patient_identifiers_hash", "");
        into.Collected = Whole(map, "collection_ts_s", 0);
        into.Arrived = Whole(map, "arrival_ts_s", 0);
        into.Panel = policy.Catalogue.Panels.Find(map.TextOrNull("panel_id"));
        into.Container = map.Text("container_type", "");
        into.SpecimenType = map.Text("specimen_type", "");
        into.FillOk = map.BooleanOrNull("fill_ratio_ok");
        into.IsHazard = map.Boolean("hazard_flag", false);
        into.Separated = Whole(map, "separated_ts_s", -1);
        into.Band = policy.Floor.Bands.Find(map.Text("temp_band", "AMBIENT_20_25"));
        into.NeedsCold = map.TextOrNull("storage_requirement") is "REFRIGERATED_2_8" or "2_8" or "REFRIGERATED";
        into.Priority = Priorities.Read(map.TextOrNull("priority") ?? map.TextOrNull("priority_class"));
        foreach (var (key, flag) in Flags)
        {
            if (map.MapOrNull("integrity_flags")?.Boolean(key, false) == true) into.Flags |= flag;
        }

        foreach (var exposure in Maps(map, "temp_exposure_log")) into.MetAmbient |= exposure.Text("temp_band").StartsWith("AMBIENT", StringComparison.Ordinal);
    }

    /// <summary>Named positions replace the default ones: an agent that is not named is nowhere known.</summary>
    private static void ReadAgents(DocumentMap map, LabState state)
    {
        var policy = state.Policy;
        for (var agent = 0; agent < policy.Access.Agents.Count; agent++) state.Agent(policy.Access.Agents[agent]);
        if (!map.Has("agents"))
        {
            for (var agent = 0; agent < policy.Access.Agents.Count; agent++) state.Put(state.Agent(policy.Access.Agents[agent]), policy.Access.ZoneOf[agent]);
            return;
        }

        foreach (var agent in map.Maps("agents")) state.Put(state.Agent(agent.Text("agent_id")), References.FindOptional(policy.Floor.Zones, agent, "zone_id", "zone"));
    }

    private static void ReadSpecimen(DocumentMap record, LabState state)
    {
        var own = record;
        if (record.TextOrNull("template_ref") is { } template)
        {
            own = state.Policy.Catalogue.Templates.GetValueOrDefault(template) ?? throw new DocumentException(record.Node("template_ref"), UnknownName.Reason("template", template, state.Policy.Catalogue.Templates.Keys));
        }

        var place = state.Specimens.Place(own.Text("specimen_id"));
        if (state.Specimens[place].Exists) throw new DocumentException(record, $"the specimen '{own.Text("specimen_id")}' is there twice");
        Read(own, state.Policy, state.Specimens[place]);
    }

    private static void ReadToken(DocumentMap map, LabState state)
    {
        var token = state.Tokens[state.Tokens.Place(map.Text("token_id"))];
        token.State = map.Text("state", "ACTIVE") switch
        {
            "ACTIVE" or "MINTED" => TokenState.Active,
            "CONSUMED" => TokenState.Consumed,
            "EXPIRED" => TokenState.Expired,
            "REVOKED" => TokenState.Revoked,
            var other => throw new DocumentException(map.Node("state"), UnknownName.Reason("state of a token", other, ["ACTIVE", "CONSUMED", "EXPIRED", "MINTED", "REVOKED"])),
        };
        token.Type = state.Policy.Access.TokenTypes.Find(map.TextOrNull("token_type"));
        token.SubjectType = map.Text("subject_type", "");
        token.SubjectId = map.Text("subject_id", "");
        token.Issued = Whole(map, "issued_at_ts_s", 0);
        token.Expires = Whole(map, "expires_at_ts_s", int.MaxValue);
        token.Reason = map.TextOrNull("reason_code");
    }

    private static void ReadWaiting(DocumentMap map, LabState state)
    {
        var device = state.Policy.Equipment.Devices.Find(map.Node("device_id"), "device");
        state.Devices[device].Enqueue(state.Work(map.Text("work_id")), Priorities.Read(map.TextOrNull("priority_class")), Whole(map, "enqueued_ts_s", 0));
    }

    private static int Whole(DocumentMap map, string key, int otherwise)
    {
        if (!map.Has(key)) return otherwise;
        return map.Integer(key) is var whole and >= -LabState.LatestSecond and <= LabState.LatestSecond ? (int)whole : throw new DocumentException(map.Node(key), $"{map.Integer(key)} is beyond what is counted");
    }

    private static ImmutableArray<DocumentMap> Maps(DocumentMap map, string key) => map.Has(key) ? map.Maps(key) : [];
}
