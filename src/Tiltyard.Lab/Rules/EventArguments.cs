using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Rules;

/// <summary>The arguments of a typed event under their documented names. What was not given is not written.</summary>
internal static class EventArguments
{
    public static void Write(CanonicalWriter writer, LabState state, LabEvent happened)
    {
        var policy = state.Policy;
        writer.BeginObject();
        if (happened.Act is { } act) writer.Text("act"u8, act.Name());
        if (happened.Aliquot >= 0) writer.Text("aliquot_id"u8, state.Aliquots.NameOf(happened.Aliquot));
        if (happened.Analyte >= 0) writer.Text("analyte_code"u8, policy.Catalogue.Analytes[happened.Analyte]);
        WriteApprovals(writer, happened);
        if (happened.AttemptId is { } attempt) writer.Text("attempt_id"u8, attempt);
        if (happened.Channel is { } channel) writer.Text("channel"u8, channel);
        if (happened.Consignment >= 0) writer.Text("consignment_id"u8, state.Consignments.NameOf(happened.Consignment));
        if (happened.DestinationSite >= 0) writer.Text("dest_site"u8, policy.Sites[happened.DestinationSite]);
        if (happened.Device >= 0) writer.Text("device_id"u8, policy.Equipment.Devices[happened.Device]);
        if (happened.Door >= 0) writer.Text("door_id"u8, policy.Floor.Doors[happened.Door]);
        if (happened.MovesSpecimen) writer.Text("entity_type"u8, "Specimen");
        if (happened.From >= 0) writer.Text("from_zone"u8, policy.Floor.Zones[happened.From]);
        if (happened.IdMatches is { } matches) writer.Boolean("id_match"u8, matches);
        if (happened.OriginSite >= 0) writer.Text("origin_site"u8, policy.Sites[happened.OriginSite]);
        if (happened.Action == LabAction.QueueRun) writer.Text("priority"u8, happened.Priority.Name());
        if (happened.Action == LabAction.QcEvent) writer.Text("qc_outcome"u8, happened.QcOutcome);
        if (happened.QcState is { } qc) writer.Text("qc_state"u8, qc);
        if (happened.ReadBack is { } readBack) writer.Boolean("read_back_confirmed"u8, readBack);
        if (happened.Role is { } role) writer.Text("receiver_role"u8, role);
        if (happened.Result >= 0) writer.Text("result_id"u8, state.Results.NameOf(happened.Result));
        WriteRoster(writer, state, happened);
        if (happened.Run >= 0) writer.Text("run_id"u8, state.Runs.NameOf(happened.Run));
        if (happened.SeparatedAt >= 0) writer.Integer("separated_ts_s"u8, happened.SeparatedAt);
        WriteSpecimens(writer, state, happened);
        if (happened.SubjectId.Length > 0) writer.Text("subject_id"u8, happened.SubjectId);
        if (happened.SubjectType.Length > 0) writer.Text("subject_type"u8, happened.SubjectType);
        if (happened.Target.Length > 0) writer.Text("target"u8, happened.Target);
        if (happened.To >= 0) writer.Text("to_zone"u8, policy.Floor.Zones[happened.To]);
        if (happened.Token >= 0) writer.Text("token_id"u8, state.Tokens.NameOf(happened.Token));
        if (happened.TokenType >= 0) writer.Text("token_type"u8, policy.Access.TokenTypes[happened.TokenType]);
        if (happened.Units is { } units) writer.Text("units"u8, units);
        if (happened.Value is { } value) writer.Number("value"u8, value);
        writer.EndObject();
    }

    private static void WriteApprovals(CanonicalWriter writer, LabEvent happened)
    {
        if (happened.Approvals.Count == 0) return;
        writer.BeginArray("approvals"u8);
        foreach (var approval in happened.Approvals)
        {
            writer.BeginObject();
            if (approval.Agent is { } agent) writer.Text("approver_agent_id"u8, agent);
            if (approval.Key is { } key) writer.Text("approver_key_id"u8, key);
            writer.EndObject();
        }

        writer.EndArray();
    }

    private static void WriteRoster(CanonicalWriter writer, LabState state, LabEvent happened)
    {
        if (happened.Roster.Count == 0) return;
        writer.Name("roster"u8);
        writer.BeginObject();
        foreach (var (agent, role) in happened.Roster.Select(one => (state.Agents.NameOf(one.Agent), one.Role)).OrderBy(one => one.Item1, StringComparer.Ordinal))
        {
            writer.Name(System.Text.Encoding.UTF8.GetBytes(agent));
            writer.String(role >= 0 ? state.Policy.Access.Roles[role] : "");
        }

        writer.EndObject();
    }

    private static void WriteSpecimens(CanonicalWriter writer, LabState state, LabEvent happened)
    {
        if (happened.Specimens.Count == 0) return;
        writer.BeginArray("specimen_ids"u8);
        foreach (var specimen in happened.Specimens) writer.String(state.Specimens.NameOf(specimen));
        writer.EndArray();
    }
}
