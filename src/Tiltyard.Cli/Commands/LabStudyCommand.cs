using System.CommandLine;
using Tiltyard.Documents;
using Tiltyard.Lab.Studies;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard lab run-study: one task under every combination of some values. Studies of any world are played by tiltyard run.</summary>
internal static class LabStudyCommand
{
    private const string Smoke = "LABTRUST_REPRO_SMOKE";

    public static Command Make()
    {
        var file = new Option<string>("--spec") { Description = "The study: task, episodes, seed_base and ablations.", Required = true };
        var folder = new Option<string>("--out") { Description = "The folder of the study; it must be empty or not be there.", Required = true };
        var partner = new Option<string?>("--partner") { Description = "A folder whose documents lie over the shipped policy." };
        var timing = new Option<string?>("--timing") { Description = "The timing in place of the study's own." };
        timing.AcceptOnlyFromAmong("explicit", "simulated");
        var json = JsonOutput.Option();
        var command = new Command("run-study", "Plays a task of the laboratory under every combination of ablations on the same seeds, and compares them.") { file, folder, partner, timing, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            var overlay = parsed.GetValue(partner);
            var policy = overlay is null ? null : DocumentNode.Map([.. LabPolicies.Overlay(overlay).Select(one => (one.Name, one.Document))]);
            var spec = StudySpec.Read(InputFiles.ReadDocument(path), parsed.GetValue(timing), policy);
            var isSmoke = Environment.GetEnvironmentVariable(Smoke) is "1";
            if (isSmoke) spec = spec with { Episodes = 1 };
            var report = LabStudies.Play(spec, path, parsed.GetValue(folder)!, overlay is null ? null : Path.GetFileName(Path.TrimEndingDirectorySeparator(overlay)), isSmoke);
            if (parsed.GetValue(json)) JsonOutput.Write(report.ToDocument());
            else Output.Line(LabStudies.Text(report));
            return ExitCodes.Ok;
        });
        return command;
    }
}
