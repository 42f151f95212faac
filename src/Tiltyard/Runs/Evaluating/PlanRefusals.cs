using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Runs.Evaluating;

/// <summary>A value of a setting that nobody here can honour, and why. A setting that would silently do nothing is an error.</summary>
/// <param name="Group">The group it stands in.</param>
/// <param name="Name">The setting.</param>
/// <param name="Refuses">Whether this value is refused.</param>
/// <param name="Reason">Why, as the message says it.</param>
public sealed record PlanRefusal(string Group, string Name, Func<DocumentNode, bool> Refuses, string Reason);

/// <summary>Every such value of <see cref="EvaluationForm"/>.</summary>
public static class PlanRefusals
{
    private const string Server = "comes with the server, which is not there yet";

    public static ImmutableArray<PlanRefusal> All { get; } =
    [
        new("run", "mode", value => value.AsText() is "streaming", $"an agent's answer is taken whole: streaming {Server}"),
        new("determinism", "environment_snapshot_id", IsFilled, "a world is built from its parameters and the seed, so there is no snapshot to load: put its state into the scenario"),
        new("determinism", "snapshot_restore_mode", value => value.AsText() is not "full", "every episode starts from the beginning: full is the only mode"),
        new("safety", "bias", IsOn, "no detector of bias with a measured quality is in the catalogue, and an unmeasured one would only look like a check"),
        new("scenario_variables", "file_upload_variants", IsFilled, "a file that is uploaded is part of a scenario: write the scenario with it"),
        new("agent", "top_p", value => !value.IsNull, "chat models here are sampled by temperature and seed"),
        new("agent", "reasoning_log_required", IsOn, "reasoning is recorded where an agent gives it; whether it must is not measured, so it cannot be required"),
        new("agent", "allow_recursive_reasoning", IsOn, "nothing here lets an agent call itself"),
        new("logging", "store_reasoning_logs", IsOff, "a trace is judged whole: keep fewer traces with trace_level instead"),
        new("logging", "store_intermediate_actions", IsOff, "a trace is judged whole: keep fewer traces with trace_level instead"),
        new("logging", "store_environment_state_deltas", IsOff, "the state after every step is part of the trace"),
        new("logging", "retain_days", value => !value.IsNull && value.AsInteger() != 90, "nothing here deletes a run by its age: remove its folder"),
        new("logging", "pii_redaction", IsOff, "secrets are always taken out before anything is written, and no finding holds the value it found"),
        new("reporting", "format", value => value.AsText() is "pdf", "there is no PDF: print index.html"),
        new("reporting", "format", value => value.AsText() is "toon", "the trace and results.json are the machine-read forms"),
        new("reporting", "include_evidence_pack", IsOn, "receipts and signatures are not written yet; verify checks the hash chain of every trace"),
        new("reporting", "suppress_sensitive_fields", IsOff, "no report shows what a detector of personal data matched"),
        new("ci", "trigger_source", value => value.AsText() is "auto_monitor" or "webhook" or "api", $"a run that starts itself {Server}"),
        new("ci", "notify_channels", IsFilled, $"sending notifications {Server}: read the exit code or summary.md"),
        new("billing", "credits_used", IsFilled, "what a run costs is measured: results.json has calls, tokens and cost"),
        new("billing", "compute_units_consumed", IsFilled, "what a run takes is measured: run.json has CPU time and peak memory"),
        new("billing", "run_priority", value => value.AsText() is not "medium", $"a queue with priorities {Server}"),
    ];

    /// <summary>Refuses the first value of a checked plan that nobody can honour.</summary>
    /// <exception cref="DocumentException">There is one.</exception>
    public static void Check(DocumentMap plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        foreach (var refusal in All)
        {
            if ((plan.Find(refusal.Group) as DocumentMap)?.Find(refusal.Name) is { } value && refusal.Refuses(value)) throw new DocumentException(value, $"{refusal.Name}: {refusal.Reason}");
        }
    }

    private static bool IsOn(DocumentNode value) => value is DocumentMap || value.AsBoolean();

    private static bool IsOff(DocumentNode value) => !value.AsBoolean();

    private static bool IsFilled(DocumentNode value) => value switch
    {
        DocumentList list => !list.Items.IsEmpty,
        DocumentScalar { Kind: DocumentScalarKind.Text } text => text.AsText().Length > 0,
        DocumentScalar { Kind: DocumentScalarKind.Integer or DocumentScalarKind.Number } number => number.AsNumber() != 0,
        _ => !value.IsNull,
    };
}
