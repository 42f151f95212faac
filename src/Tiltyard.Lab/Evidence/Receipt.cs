using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Lab.Evidence;

/// <summary>A specimen or a result that the log speaks of, and the lines that do.</summary>
internal sealed class ReceiptSubject(string type, string id)
{
    public string Type => type;

    public string Id => id;

    /// <summary>Places of the lines in the log.</summary>
    public List<int> Lines { get; } = [];

    /// <summary>The specimen of a result, or null.</summary>
    public string? Specimen { get; set; }

    public SortedSet<string> Devices { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Accessions { get; } = new(StringComparer.Ordinal);
}

/// <summary>
/// What became of one specimen or result, told from what happened to it and not from what was asked for: a specimen that acceptance refused is
/// rejected, and one without a released result is not released.
/// </summary>
internal static class Receipt
{
    public static DocumentMap Of(LabLog log, ReceiptSubject subject, DocumentMap proof) => DocumentNode.Map(
        ("accession_ids", Texts(subject.Accessions)),
        ("critical_comm_records", Communication(log, subject)),
        ("decision", Decision(log, subject)),
        ("device_ids", Texts(subject.Devices)),
        ("enforcement_summary", Enforcement(log, subject)),
        ("entity_type", subject.Type),
        ("hashchain", proof),
        ("invariant_summary", Invariants(log, subject)),
        ("reason_codes", Texts(Reasons(log, subject))),
        ("result_id", subject.Type is "result" ? subject.Id : DocumentNode.Null),
        ("specimen_id", subject.Type is "specimen" ? subject.Id : subject.Specimen is { } specimen ? specimen : DocumentNode.Null),
        ("timestamps", Times(log, subject)),
        ("tokens", Tokens(log, subject)),
        ("version", "0.1"));

    private static IEnumerable<DocumentMap> Lines(LabLog log, ReceiptSubject subject) => subject.Lines.Select(place => log.Lines[place]);

    private static bool Emitted(DocumentMap line, string word) => LabLog.Texts(line, "emits").Contains(word, StringComparer.Ordinal);

    private static string Decision(LabLog log, ReceiptSubject subject)
    {
        var decision = "BLOCKED";
        foreach (var line in Lines(log, subject).Where(line => line.Text("status") is "ACCEPTED"))
        {
            if (Emitted(line, "REJECT_SPECIMEN")) decision = "REJECTED";
            else if (Emitted(line, "RELEASE_RESULT")) decision = "RELEASED";
            else if (decision is not ("REJECTED" or "RELEASED")) decision = "HELD";
        }

        return decision;
    }

    private static DocumentMap Times(LabLog log, ReceiptSubject subject)
    {
        (string Name, string Emit)[] stages =
        [
            ("accepted", "ACCEPT_SPECIMEN"), ("queued", "QUEUE_RUN"), ("received", "CREATE_ACCESSION"), ("released", "RELEASE_RESULT"), ("result_generated", "GENERATE_RESULT"),
            ("run_started", "START_RUN"), ("separated", "CENTRIFUGE_END"),
        ];
        return DocumentNode.Map([.. stages
            .Select(stage => (stage.Name, Line: Lines(log, subject).FirstOrDefault(line => Emitted(line, stage.Emit))))
            .Where(stage => stage.Line is not null).Select(stage => (stage.Name, (DocumentNode)stage.Line!.Integer("t_s")))]);
    }

    private static ImmutableArray<string> Reasons(LabLog log, ReceiptSubject subject) =>
    [
        .. Lines(log, subject).SelectMany(line => new[] { line.TextOrNull("blocked_reason_code") }.Concat(Breaches(line).Select(record => record.TextOrNull("reason_code")))
            .Append(Emitted(line, "HOLD_SPECIMEN") || Emitted(line, "REJECT_SPECIMEN") ? line.TextOrNull("reason_code") : null)).OfType<string>().Distinct(StringComparer.Ordinal),
    ];

    private static IEnumerable<DocumentMap> Breaches(DocumentMap line) => line.Maps("violations").Where(record => record.Text("status") is "VIOLATION");

    private static DocumentMap Tokens(LabLog log, ReceiptSubject subject)
    {
        var consumed = subject.Lines.SelectMany(place => LabLog.Texts(log.Lines[place], "token_consumed").Select(token => Token(token, place)));
        var minted = subject.Lines.Where(place => Emitted(log.Lines[place], "MINT_TOKEN")).Select(place => Token(Minted(log.Lines[place].Map("args")), place));
        var revoked = subject.Lines.Where(place => Emitted(log.Lines[place], "REVOKE_TOKEN")).Select(place => Token(log.Lines[place].Map("args").Text("token_id", ""), place));
        return DocumentNode.Map(("consumed", DocumentNode.List(consumed)), ("minted", DocumentNode.List(minted)), ("revoked", DocumentNode.List(revoked)));
    }

    /// <summary>Tokens are named after what they are for.</summary>
    private static string Minted(DocumentMap args)
    {
        var type = args.Text("token_type", "");
        return type.Contains("OVERRIDE", StringComparison.Ordinal) ? $"T_OVR_{args.Text("subject_id", "")}" : $"T_{type}_{args.Text("subject_id", "")}";
    }

    private static DocumentMap Token(string id, int place) => DocumentNode.Map(("step_index", (long)place), ("token_id", id));

    private static DocumentMap Communication(LabLog log, ReceiptSubject subject)
    {
        DocumentNode Attempt(DocumentMap line) => DocumentNode.Map(
            ("caller_id", line.Text("agent_id")), ("receiver_role", line.Map("args").Text("receiver_role", line.Map("args").Text("next_role", ""))), ("t_s", line.Integer("t_s")));
        DocumentNode Ack(DocumentMap line) => DocumentNode.Map(
            ("attempt_id", line.Map("args").Text("attempt_id", "")), ("outcome", line.Map("args").Text("outcome", "")),
            ("read_back_confirmed", line.Map("args").Boolean("read_back_confirmed", false)), ("t_s", line.Integer("t_s")));
        return DocumentNode.Map(
            ("ack_summary", DocumentNode.List(Lines(log, subject).Where(line => Emitted(line, "ACK_CRITICAL_RESULT")).Select(Ack))),
            ("attempts", DocumentNode.List(Lines(log, subject).Where(line => Emitted(line, "NOTIFY_CRITICAL_RESULT") || Emitted(line, "ESCALATE_CRITICAL_RESULT")).Select(Attempt))));
    }

    private static DocumentMap Invariants(LabLog log, ReceiptSubject subject)
    {
        var broken = Lines(log, subject).SelectMany(line => Breaches(line).Select(record => (Id: record.Text("invariant_id"), Time: line.Integer("t_s")))).ToList();
        return DocumentNode.Map(
            ("final_status", broken.Count == 0 ? "PASS" : "VIOLATION"),
            ("first_violation_ts", broken.Count == 0 ? DocumentNode.Null : broken[0].Time),
            ("violated_ids", Texts(broken.Select(record => record.Id).Distinct(StringComparer.Ordinal))));
    }

    private static DocumentMap Enforcement(LabLog log, ReceiptSubject subject)
    {
        DocumentNode Acts(string act) => DocumentNode.List(Lines(log, subject).Where(line => line.Has("enforcements")).SelectMany(line => line.Maps("enforcements")).Where(one => one.Text("type").Equals(act, StringComparison.Ordinal)));
        return DocumentNode.Map(("forensic_freeze", Acts("forensic_freeze")), ("freeze_zone", Acts("freeze_zone")), ("kill_switch", Acts("kill_switch_agent")), ("throttle", Acts("throttle_agent")));
    }

    private static DocumentList Texts(IEnumerable<string> texts) => DocumentNode.List(texts.Select(text => (DocumentNode)text));
}
