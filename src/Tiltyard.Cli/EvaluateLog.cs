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
        Output.Note($"[{step.Number,2}/{EvaluationSteps.Names.Length}] {step.Name}{status} {step.Seconds:0.000} s: {Hostile.Line(Hostile.Clip(step.Detail, 300))}");
    }
}
