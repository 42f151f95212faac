using System.Globalization;
using Tiltyard.Documents;

namespace Tiltyard.Lab.Evidence;

/// <summary>
/// The log as a FHIR R4 collection: specimens, observations that point to their own specimen with value and status, and a report for each
/// specimen. A result that was not released is preliminary, and one without a value says that it is absent.
/// </summary>
public static class FhirBundle
{
    private const string SpecimenSystem = "urn:labtrust:specimen";
    private const string TestSystem = "urn:labtrust:test";

    public static byte[] Make(LabLog log, string policyFingerprint, string? partner = null)
    {
        ArgumentNullException.ThrowIfNull(log);
        var subjects = ReceiptSubjects.Find(log);
        var specimens = subjects.Where(subject => subject.Type is "specimen").ToList();
        var results = subjects.Where(subject => subject.Type is "result").ToList();
        var entries = specimens.Select(subject => Entry("Specimen", subject.Id, Specimen(log, subject)))
            .Concat(results.Select(subject => Entry("Observation", subject.Id, Observation(log, subject))))
            .Concat(specimens.Select(subject => Entry("DiagnosticReport", subject.Id, Report(log, subject, results))));
        var meta = new List<(string, DocumentNode)>
        {
            ("extension", DocumentNode.List(DocumentNode.Map(("url", "urn:labtrust:policy-fingerprint"), ("valueString", policyFingerprint)))),
        };
        if (partner is not null) meta.Add(("tag", DocumentNode.List(DocumentNode.Map(("code", partner), ("system", "urn:labtrust:partner")))));
        return EvidenceBundle.Line(DocumentNode.Map(
            ("entry", DocumentNode.List(entries)), ("meta", DocumentNode.Map(meta)), ("resourceType", "Bundle"), ("type", "collection")));
    }

    private static DocumentMap Entry(string type, string id, DocumentMap resource) => DocumentNode.Map(("fullUrl", Url(type, id)), ("resource", resource));

    /// <summary>An absolute URI, derived from what it names.</summary>
    private static string Url(string type, string id)
    {
        var hash = CanonicalJson.Sha256Hex($"{type}/{id}");
        return $"urn:uuid:{hash[..8]}-{hash[8..12]}-8{hash[13..16]}-8{hash[17..20]}-{hash[20..32]}";
    }

    private static DocumentMap Specimen(LabLog log, ReceiptSubject subject)
    {
        var entries = new List<(string, DocumentNode)>
        {
            ("id", Id(subject.Id)),
            ("identifier", DocumentNode.List(DocumentNode.Map(("system", SpecimenSystem), ("value", subject.Id)))),
            ("resourceType", "Specimen"),
        };
        if (First(log, subject, "CREATE_ACCESSION") is { } received) entries.Insert(2, ("receivedTime", Instant(received.Integer("t_s"))));
        return DocumentNode.Map(entries);
    }

    private static DocumentMap Observation(LabLog log, ReceiptSubject subject)
    {
        var generated = First(log, subject, "GENERATE_RESULT");
        var args = generated?.Map("args");
        var released = First(log, subject, "RELEASE_RESULT");
        var entries = new List<(string, DocumentNode)>
        {
            ("code", Code(args?.TextOrNull("analyte_code") ?? subject.Id)),
            ("id", Id(subject.Id)),
            ("resourceType", "Observation"),
            ("status", released is null ? "preliminary" : "final"),
        };
        if (subject.Devices.Count > 0) entries.Add(("device", DocumentNode.Map(("display", subject.Devices.Min!))));
        if (released is not null) entries.Add(("issued", Instant(released.Integer("t_s"))));
        if (subject.Specimen is { } specimen) entries.Add(("specimen", Reference("Specimen", specimen)));
        if (args?.NumberOrNull("value") is { } value) entries.Add(("valueQuantity", DocumentNode.Map(("unit", args.Text("units", "")), ("value", value))));
        else entries.Add(("dataAbsentReason", Coding("http://terminology.hl7.org/CodeSystem/data-absent-reason", "unknown")));
        if (First(log, subject, "NOTIFY_CRITICAL_RESULT") is not null)
            entries.Add(("interpretation", DocumentNode.List(Coding("http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "AA"))));
        return DocumentNode.Map([.. entries.OrderBy(entry => entry.Item1, StringComparer.Ordinal)]);
    }

    private static DocumentMap Report(LabLog log, ReceiptSubject subject, List<ReceiptSubject> results)
    {
        var own = results.Where(result => string.Equals(result.Specimen, subject.Id, StringComparison.Ordinal)).ToList();
        var released = own.Count(result => First(log, result, "RELEASE_RESULT") is not null);
        var status = First(log, subject, "REJECT_SPECIMEN") is not null ? "cancelled" : own.Count == 0 ? "registered" : released == own.Count ? "final" : released > 0 ? "partial" : "preliminary";
        return DocumentNode.Map(
            ("code", Code("LABORATORY_REPORT")),
            ("id", Id($"report-{subject.Id}")),
            ("resourceType", "DiagnosticReport"),
            ("result", DocumentNode.List(own.Select(result => (DocumentNode)Reference("Observation", result.Id)))),
            ("specimen", DocumentNode.List(Reference("Specimen", subject.Id))),
            ("status", status));
    }

    private static DocumentMap? First(LabLog log, ReceiptSubject subject, string emit) =>
        subject.Lines.Select(place => log.Lines[place]).FirstOrDefault(line => line.Text("status") is "ACCEPTED" && LabLog.Texts(line, "emits").Contains(emit, StringComparer.Ordinal));

    private static DocumentMap Reference(string type, string id) => DocumentNode.Map(("reference", Url(type, id)));

    private static DocumentMap Code(string code) => Coding(TestSystem, code);

    private static DocumentMap Coding(string system, string code) => DocumentNode.Map(("coding", DocumentNode.List(DocumentNode.Map(("code", code), ("system", system)))));

    /// <summary>At most 64 letters, digits, '-' and '.'.</summary>
    private static string Id(string id)
    {
        var safe = string.Concat(id.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' ? letter : '-'));
        return safe.Length <= 64 ? safe : $"{safe[..55]}-{CanonicalJson.Sha256Hex(id)[..8]}";
    }

    /// <summary>Simulated seconds since the beginning of 1970.</summary>
    private static string Instant(long seconds) => DateTimeOffset.UnixEpoch.AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
