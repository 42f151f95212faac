using Tiltyard.Documents;

namespace Tiltyard.Lab.Evidence;

/// <summary>Finds the specimens and results that a log speaks of: under every argument that names them, and through aliquots and runs.</summary>
internal static class ReceiptSubjects
{
    private static readonly string[] SpecimenLists = ["specimen_ids", "accession_ids"];

    public static IReadOnlyList<ReceiptSubject> Find(LabLog log)
    {
        var subjects = new Dictionary<(string, string), ReceiptSubject>();
        var order = new List<ReceiptSubject>();
        var aliquots = new Dictionary<string, string>(StringComparer.Ordinal);
        var runs = new Dictionary<string, (string? Device, List<string> Specimens)>(StringComparer.Ordinal);
        for (var place = 0; place < log.Lines.Count; place++)
        {
            var (line, args) = (log.Lines[place], log.Lines[place].Map("args"));
            var specimens = Specimens(line, args, aliquots);
            if (args.TextOrNull("aliquot_id") is { } aliquot && specimens is [var split, ..]) aliquots[aliquot] = split;
            if (line.Text("action_type").StartsWith("START_RUN", StringComparison.Ordinal) && args.TextOrNull("run_id") is { } started) runs[started] = (args.TextOrNull("device_id"), specimens);
            foreach (var specimen in specimens) Add("specimen", specimen, place, args);
            if (args.TextOrNull("result_id") is not { } id) continue;
            var result = Add("result", id, place, args);
            if (args.TextOrNull("run_id") is not { } of || !runs.TryGetValue(of, out var run)) continue;
            result.Specimen ??= run.Specimens.FirstOrDefault();
            if (run.Device is { } device) result.Devices.Add(device);
        }

        foreach (var result in order.Where(subject => subject is { Type: "result", Specimen: not null }).ToList()) Share(subjects, result);
        return order;

        ReceiptSubject Add(string type, string id, int place, DocumentMap args)
        {
            if (!subjects.TryGetValue((type, id), out var subject))
            {
                subjects[(type, id)] = subject = new ReceiptSubject(type, id);
                order.Add(subject);
            }

            subject.Lines.Add(place);
            if (args.TextOrNull("device_id") is { } device) subject.Devices.Add(device);
            foreach (var accession in LabLog.Texts(args, "accession_ids")) subject.Accessions.Add(accession);
            return subject;
        }
    }

    /// <summary>What happened to a result happened to its specimen too.</summary>
    private static void Share(Dictionary<(string, string), ReceiptSubject> subjects, ReceiptSubject result)
    {
        if (!subjects.TryGetValue(("specimen", result.Specimen!), out var specimen)) return;
        specimen.Lines.AddRange(result.Lines.Where(place => !specimen.Lines.Contains(place)));
        specimen.Lines.Sort();
        specimen.Devices.UnionWith(result.Devices);
    }

    private static List<string> Specimens(DocumentMap line, DocumentMap args, Dictionary<string, string> aliquots)
    {
        var found = new List<string>();
        if (args.TextOrNull("specimen_id") is { } one) found.Add(one);
        if (args.TextOrNull("work_id") is { } work) found.Add(aliquots.GetValueOrDefault(work, work));
        foreach (var key in SpecimenLists) found.AddRange(LabLog.Texts(args, key));
        found.AddRange(LabLog.Texts(args, "aliquot_ids").Select(aliquot => aliquots.GetValueOrDefault(aliquot, aliquot)));
        if (line.Text("action_type") is "MOVE" && args.Text("entity_type", "Agent") is "Specimen" && args.TextOrNull("entity_id") is { } moved) found.Add(moved);
        if (args.Text("subject_type", "") is "specimen" && args.TextOrNull("subject_id") is { } subject) found.Add(subject);
        return [.. found.Distinct(StringComparer.Ordinal)];
    }
}
