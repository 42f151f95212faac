using System.CommandLine;
using Tiltyard.Documents;
using Tiltyard.Lab.Pages;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard lab page: one shift as a page.</summary>
internal static class LabPageCommand
{
    public static Command Make()
    {
        var source = new Argument<string>("SOURCE") { Description = "A run folder, a run id, latest, or a results file of run-benchmark or quick-eval." };
        var episode = new Option<string?>("--episode") { Description = "The number of the episode from 0, or cell/case-eN; the first by default." };
        var partner = new Option<string?>("--partner") { Description = "The folder of policy documents that a results file was made with; a run folder holds its own." };
        var root = new Option<string>("--runs-root") { Description = "Where run ids are looked up.", DefaultValueFactory = _ => "results" };
        var file = new Option<string>("--out") { Description = "The page's file.", Required = true };
        var json = JsonOutput.Option();
        var command = new Command("page", "Writes the page of one shift: floor plan, devices, specimens, queues, alarms and audit trail, second by second.") { source, episode, partner, root, file, json };
        command.SetAction(async (parsed, _) =>
        {
            var (from, path) = (parsed.GetValue(source)!, parsed.GetValue(file)!);
            var isFile = File.Exists(from) && !Path.GetFileName(from).Equals("run.json", StringComparison.Ordinal);
            if (!isFile && parsed.GetValue(partner) is not null) throw new DocumentException("--partner", "a run folder holds its own policy: leave it out");
            var shift = isFile
                ? LabPages.OfResults(from, parsed.GetValue(partner), parsed.GetValue(episode))
                : await LabPages.OfRunAsync(RunLocator.Find(from, null, parsed.GetValue(root)!), parsed.GetValue(episode)).ConfigureAwait(false);
            LabPages.Write(path, shift);
            if (parsed.GetValue(json)) JsonOutput.Write(Document(shift, path));
            else Output.Line($"{shift.Options.Task.Name}, seed {shift.Seed}: {shift.Final.Released}/{shift.Total} released, {shift.Final.OnTime} on time, {shift.Final.Harms} harms\npage: {path}");
            return ExitCodes.Ok;
        });
        return command;
    }

    private static DocumentMap Document(ShiftRecord shift, string path) => DocumentNode.Map(
        ("audit_records", (long)shift.Audit.Length), ("chain_last", shift.ChainLast), ("harms", (long)shift.Final.Harms), ("on_time", (long)shift.Final.OnTime), ("page", path), ("policy_fingerprint", shift.Policy.Fingerprint),
        ("released", (long)shift.Final.Released), ("seed", shift.Seed), ("specimens", (long)shift.Total), ("task", shift.Options.Task.Name));
}
