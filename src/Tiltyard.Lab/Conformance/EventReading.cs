using Tiltyard.Documents;
using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;

namespace Tiltyard.Lab.Conformance;

/// <summary>
/// Reads an event from JSON or YAML into its typed form. What the policy does not know becomes <see cref="LabEvent.UnknownName"/>, for the rules
/// to refuse; what is of the wrong kind is an error at its place.
/// </summary>
public static class EventReading
{
    private static readonly (string Key, int Many)[] WorkKeys = [("work_id", 0), ("specimen_id", 0), ("specimen_ids", 1), ("accession_ids", 1), ("aliquot_ids", 1)];

    /// <exception cref="DocumentException">A field is missing or of the wrong kind, or the action does not exist.</exception>
    public static void Read(DocumentMap map, LabState state, LabEvent into)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(into);
        into.Clear();
        into.EventId = map.Text("event_id");
        into.Time = Seconds(map, "t_s");
        into.AgentName = map.Text("agent_id");
        into.Agent = state.Agent(into.AgentName);
        into.Action = LabActions.Find(map.Text("action_type")) ?? throw new DocumentException(map.Node("action_type"), UnknownName.Reason("action", map.Text("action_type"), LabActions.Names));
        into.ReasonCode = map.TextOrNull("reason_code");
        into.Rationale = map.TextOrNull("rationale");
        into.KeyId = map.TextOrNull("key_id");
        into.Signature = map.TextOrNull("signature");
        foreach (var token in map.List("token_refs")) into.TokenRefs.Add(state.Tokens.Place(token.AsText()));
        var args = map.Map("args");
        ReadNames(args, state, into);
        ReadWork(args, state, into);
        ReadValues(args, state, into);
        ReadLists(args, state, into);
        if (into.Action == LabAction.InjectSpecimen) StateReading.Read(args, state.Policy, into.Injected);
    }

    private static void ReadNames(DocumentMap args, LabState state, LabEvent into)
    {
        var policy = state.Policy;
        into.Device = Known(policy.Equipment.Devices, args, "device_id");
        into.From = Known(policy.Floor.Zones, args, "from_zone");
        into.To = Known(policy.Floor.Zones, args, "to_zone");
        into.Door = Known(policy.Floor.Doors, args, "door_id");
        into.TokenType = Known(policy.Access.TokenTypes, args, "token_type");
        into.OriginSite = Known(policy.Sites, args, "origin_site");
        into.DestinationSite = Known(policy.Sites, args, "dest_site");
        into.Analyte = Known(policy.Catalogue.Analytes, args, "analyte_code");
        if (args.TextOrNull("run_id") is { } run) into.Run = state.Runs.Place(run);
        if (args.TextOrNull("result_id") is { } result) into.Result = state.Results.Place(result);
        if (args.TextOrNull("aliquot_id") is { } aliquot) into.Aliquot = state.Aliquots.Place(aliquot);
        if (args.TextOrNull("consignment_id") is { } consignment) into.Consignment = state.Consignments.Place(consignment);
        if (args.TextOrNull("token_id") is { } token) into.Token = state.Tokens.Place(token);
    }

    /// <summary>The first of the documented ways to name work that is there.</summary>
    private static void ReadWork(DocumentMap args, LabState state, LabEvent into)
    {
        if (into.Action == LabAction.Move && args.Text("entity_type", "Agent").Equals("Specimen", StringComparison.Ordinal))
        {
            into.MovesSpecimen = true;
            if (args.TextOrNull("entity_id") is { } moved) into.Specimens.Add(state.Work(moved));
            return;
        }

        foreach (var (key, many) in WorkKeys)
        {
            if (!args.Has(key)) continue;
            into.NamesWork = true;
            if (many == 0) into.Specimens.Add(state.Work(args.Text(key)));
            else foreach (var name in args.List(key)) into.Specimens.Add(state.Work(name.AsText()));
            if (into.Specimens.Count > 0) return;
        }
    }

    private static void ReadValues(DocumentMap args, LabState state, LabEvent into)
    {
        into.ReasonCode ??= args.TextOrNull("reason_code");
        into.Priority = Priorities.Read(args.TextOrNull("priority") ?? args.TextOrNull("priority_class"));
        into.IdMatches = args.BooleanOrNull("id_match");
        into.SeparatedAt = args.Has("separated_ts_s") ? Seconds(args, "separated_ts_s") : -1;
        into.QcOutcome = args.Text("qc_outcome", "pass").ToLowerInvariant();
        into.QcState = args.TextOrNull("qc_state")?.ToLowerInvariant();
        into.Value = args.NumberOrNull("value");
        into.Units = args.TextOrNull("units");
        into.Channel = args.TextOrNull("channel");
        into.Role = args.TextOrNull("receiver_role") ?? args.TextOrNull("next_role");
        into.AttemptId = args.TextOrNull("attempt_id");
        into.ReadBack = args.BooleanOrNull("read_back_confirmed");
        into.SubjectType = args.Text("subject_type", "");
        into.SubjectId = args.Text("subject_id", "");
        into.Act = EnforcementActs.Find(args.TextOrNull("act"));
        into.Target = args.Text("target", "");
        for (var field = 0; field < state.Policy.AckFields.Length; field++)
        {
            if (args.Has(state.Policy.AckFields[field])) into.AckFields |= 1u << field;
        }
    }

    private static void ReadLists(DocumentMap args, LabState state, LabEvent into)
    {
        if (args.Has("approvals"))
        {
            foreach (var approval in args.List("approvals"))
                into.Approvals.Add(approval is DocumentMap one ? new Approval(one.TextOrNull("approver_agent_id"), one.TextOrNull("approver_key_id")) : default);
        }

        if (args.MapOrNull("roster") is not { } roster) return;
        foreach (var entry in roster.Entries) into.Roster.Add((state.Agent(entry.Key), state.Policy.Access.Roles.Find(entry.Value.AsText())));
    }

    private static int Known(NameTable table, DocumentMap args, string key) =>
        args.TextOrNull(key) is not { } name ? -1 : table.Find(name) is var place and >= 0 ? place : LabEvent.UnknownName;

    internal static int Seconds(DocumentMap map, string key) => map.Integer(key) is var seconds and >= 0 and <= LabState.LatestSecond
        ? (int)seconds
        : throw new DocumentException(map.Node(key), $"{map.Integer(key)} is no number of simulated seconds");
}
