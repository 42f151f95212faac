using Tiltyard.Reports;
using Tiltyard.Runs.Evaluating;

namespace Tiltyard.Cli;

/// <summary>Says each of the ten steps on standard error as it ends. Where the result is JSON only trouble is said, unless asked for more.</summary>
internal sealed class EvaluateLog(bool json, bool verbose)
{
    public void Step(EvaluationStep step)
    {
        if (json && !verbose) return;
        var status = step.Status is "completed" ? "" : $" {step.Status}";
        // what went wrong is said once, as the error of the command
        var detail = step.Status is "failed" ? "" : ": " + Hostile.Line(Hostile.Clip(step.Detail, 300));
        Output.Note($"[{step.Number,2}/{EvaluationSteps.Names.Length}] {step.Name}{status} {step.Seconds:0.000} s{detail}");
    }
}
