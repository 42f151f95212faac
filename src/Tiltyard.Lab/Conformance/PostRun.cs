using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Lab.Evidence;
using Tiltyard.Lab.Policies;

namespace Tiltyard.Lab.Conformance;

/// <summary>What a scenario makes of its log when it is over, and what must be there then. The files are kept in memory.</summary>
internal static class PostRun
{
    private const string Receipts = "receipts/EvidenceBundle.v0.1/";
    private const string Fhir = "fhir/fhir_bundle.json";

    public static string? Failure(LabPolicy policy, GoldenScenario scenario, IReadOnlyList<GoldenStepReport> steps)
    {
        if (scenario.Hooks.IsEmpty && scenario.PostRun.IsEmpty) return null;
        var log = new LabLog();
        foreach (var step in steps) log.Add(step.Event, step.Result);
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var hook in scenario.Hooks)
        {
            if (Do(hook.AsText(), policy, log, files) is { } failure) return failure;
        }

        foreach (var action in scenario.PostRun)
        {
            if (Do(action, policy, log, files) is { } failure) return failure;
        }

        return null;
    }

    private static string? Do(string hook, LabPolicy policy, LabLog log, SortedDictionary<string, byte[]> files)
    {
        switch (hook)
        {
            case "EXPORT_RECEIPTS":
                foreach (var (name, bytes) in EvidenceBundle.Make(log, policy.Fingerprint)) files[Receipts + name] = bytes;
                return null;
            case "EXPORT_FHIR":
                files[Fhir] = FhirBundle.Make(log, policy.Fingerprint);
                return null;
            case "VERIFY_BUNDLE":
                var problems = BundleCheck.Problems(files.Where(file => file.Key.StartsWith(Receipts, StringComparison.Ordinal)).ToImmutableDictionary(file => file.Key[Receipts.Length..], file => file.Value, StringComparer.Ordinal));
                return problems.IsEmpty ? null : $"VERIFY_BUNDLE: {problems[0]}";
            default:
                return $"there is no hook '{hook}'";
        }
    }

    private static string? Do(DocumentMap action, LabPolicy policy, LabLog log, SortedDictionary<string, byte[]> files) => action.Text("action") switch
    {
        "ASSERT_FILE_EXISTS" => files.ContainsKey(action.Text("path")) ? null : $"{action.Text("path")} was not made",
        "ASSERT_SCHEMA_VALID" => files.TryGetValue(action.Text("path"), out var bytes) ? Invalid(action.Text("path"), action.Text("schema"), bytes) : $"{action.Text("path")} was not made",
        var hook => Do(hook, policy, log, files),
    };

    /// <summary>The documented contract of the manifest, as far as a runner without a schema engine can say it.</summary>
    private static string? Invalid(string path, string schema, byte[] bytes)
    {
        if (!schema.StartsWith("evidence_bundle_manifest.v0.1", StringComparison.Ordinal)) return $"the schema {schema} is not known";
        try
        {
            EvidenceForms.Manifest.Check(JsonDocumentReader.Read(path, bytes));
            return null;
        }
        catch (DocumentException e)
        {
            return e.Message;
        }
    }
}
