using System.CommandLine;
using Tiltyard.Documents;
using Tiltyard.Lab.Conformance;
using Tiltyard.Lab.Policies;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard lab: the hospital laboratory.</summary>
internal static class LabCommand
{
    public static Command Make() => new("lab", "The hospital laboratory: its tasks, its policy and its conformance suite.")
    {
        LabBenchmarkCommands.RunBenchmark(), LabQuickEvalCommand.Make(), LabSummaryCommand.Make(), LabDeterminismCommand.Make(), LabStudyCommand.Make(), LabEvalAgentCommand.Make(), LabBenchmarkCommands.Controls(), LabPageCommand.Make(), Golden(), ValidatePolicy(),
    };

    private static Command Golden()
    {
        var file = new Argument<string>("FILE") { Description = "A suite of golden scenarios." };
        var policy = new Option<string?>("--policy") { Description = "A folder whose documents lie over the shipped policy." };
        var report = new Option<string?>("--out") { Description = "Writes the documented report of every step to this file." };
        var json = JsonOutput.Option();
        var command = new Command("golden", "Plays the published conformance suite, with stronger checks than its own runner makes.") { file, policy, report, json };
        command.SetAction(parsed =>
        {
            var suite = GoldenSuite.Read(InputFiles.ReadDocument(parsed.GetValue(file)!));
            var played = new GoldenRunner(LabPolicy.Compile(LabPolicies.Read(parsed.GetValue(policy)))).Run(suite);
            if (parsed.GetValue(report) is { } path) OutputFiles.Write(path, CanonicalJson.Text(played.ToDocument()) + "\n");
            if (parsed.GetValue(json)) JsonOutput.Write(GoldenText.Json(played));
            else Output.Line(GoldenText.Text(played));
            return played.Passed == played.Scenarios.Length ? ExitCodes.Ok : ExitCodes.Fail;
        });
        return command;
    }

    private static Command ValidatePolicy()
    {
        var folder = new Argument<string?>("DIR") { Arity = ArgumentArity.ZeroOrOne, Description = "A folder of policy documents: all of them, or an overlay. Without it the shipped policy is checked." };
        var json = JsonOutput.Option();
        var command = new Command("validate-policy", "Checks every document of a laboratory's policy and every reference between them.") { folder, json };
        command.SetAction(parsed =>
        {
            var policy = LabPolicy.Compile(LabPolicies.Read(parsed.GetValue(folder)));
            if (parsed.GetValue(json)) JsonOutput.Write(LabPolicies.Json(policy));
            else Output.Line(LabPolicies.Text(policy, parsed.GetValue(folder)));
            return ExitCodes.Ok;
        });
        return command;
    }
}
