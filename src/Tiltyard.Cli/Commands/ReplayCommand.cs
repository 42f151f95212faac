using System.CommandLine;
using Tiltyard.Adapters.Stores;
using Tiltyard.Documents;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs;
using Tiltyard.Runs.Checking;

namespace Tiltyard.Cli.Commands;

/// <summary>
/// tiltyard replay: plays recorded episodes again and names the first divergence; without a record it plays the episode afresh; with a change
/// it shows what would have been.
/// </summary>
internal static class ReplayCommand
{
    public static Command Make()
    {
        var run = new Argument<string>("run") { Description = "A run folder, a run id, or latest." };
        var root = new Option<string>("--runs-root") { Description = "Where run ids are looked up.", DefaultValueFactory = _ => "results" };
        var episode = new Option<string?>("--episode") { Description = "One episode, as cell/case-eN; by default every one with a trace." };
        var write = new Option<string?>("--write") { Description = "Writes the trace as played now to this file." };
        var from = new Option<string?>("--from") { Description = "Goes on from this step with the agent of --agent and compares the figures." };
        var agent = new Option<string?>("--agent") { Description = "The agent that goes on, such as policy:careful." };
        var recorded = new Option<bool>("--recorded-actions") { Description = "Takes the actions of agents that compute from the record too, so that only the world is put to the test." };
        var json = new Option<bool>("--json") { Description = "The report as JSON." };
        var counterfactual = new CounterfactualOptions();
        var command = new Command("replay", "Plays a record again: agents decide anew, answers from outside come from the record. Reports the first divergence.")
        {
            run, root, episode, recorded, from, agent, write, json,
        };
        counterfactual.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var store = RunFolder.OpenForReading(RunLocator.Find(parsed.GetValue(run), null, parsed.GetValue(root)!));
            var manifest = RunManifest.Read(store, Composition.Registry);
            if ((parsed.GetValue(from) is null) != (parsed.GetValue(agent) is null)) throw new DocumentException("--from", "--from and --agent go together");
            if (parsed.GetValue(from) is { } step)
            {
                var branch = parsed.GetValue(episode) ?? throw new DocumentException("--from", "name one episode with --episode");
                return Branch(store, manifest, Find(manifest.Plan, branch), (int)Flags.Whole("--from", step, 1, 1_000_000).AsInteger(), parsed.GetValue(agent)!, parsed.GetValue(json));
            }

            if (counterfactual.IsGiven(parsed))
            {
                var changed = parsed.GetValue(episode) ?? throw new DocumentException("--change", "name one episode with --episode");
                return await counterfactual.PlayAsync(parsed, store, manifest, Find(manifest.Plan, changed), parsed.GetValue(write), parsed.GetValue(json), cancellation).ConfigureAwait(false);
            }

            var acts = parsed.GetValue(recorded);
            if (parsed.GetValue(episode) is { } name) return await One(store, manifest, Find(manifest.Plan, name), acts, parsed.GetValue(write), parsed.GetValue(json)).ConfigureAwait(false);
            if (parsed.GetValue(write) is not null) throw new DocumentException("--write", "name one episode with --episode");
            return await All(store, manifest, acts, parsed.GetValue(json), cancellation).ConfigureAwait(false);
        });
        return command;
    }

    private static PlannedEpisode Find(RunPlan plan, string name)
    {
        for (long index = 0; index < plan.Planned; index++)
        {
            var at = plan.At(index);
            if (plan.FileStem(at).Equals(name, StringComparison.Ordinal)) return at;
        }

        throw new DocumentException("--episode", $"the plan has no episode '{name}': give cell/case-eN");
    }

    private static int Branch(RunFolder store, RunManifest manifest, in PlannedEpisode at, int step, string agent, bool json)
    {
        var stem = manifest.Plan.FileStem(at);
        var world = Composition.Registry.World(manifest.Plan.Cell(at).World)!;
        var kind = Composition.Registry.Agent(world, agent) ?? throw new DocumentException(
            "--agent", UnknownName.Reason("agent", agent, Composition.Registry.AgentsFor(world).Select(known => known.Name)));
        var trace = store.ReadTrace(stem) ?? EpisodeReplay.PlayAgain(manifest.Plan, at, manifest.RunId, Composition.Registry);
        var report = EpisodeBranch.Play(
            manifest.Plan, at, manifest.RunId, Composition.Registry, $"traces/{stem}.jsonl", trace, step, new Choice(agent, kind.Parameters.Check(DocumentNode.Map())));
        Output.Document(json ? CanonicalJson.Text(BranchText.Document(report)) : BranchText.Table(stem, report));
        return ExitCodes.Ok;
    }

    private static async Task<int> One(RunFolder store, RunManifest manifest, PlannedEpisode at, bool recordedActions, string? write, bool json)
    {
        var stem = manifest.Plan.FileStem(at);
        ReplayReport report;
        var recorded = store.ReadTrace(stem);
        if (recorded is null)
        {
            var trace = EpisodeReplay.PlayAgain(manifest.Plan, at, manifest.RunId, Composition.Registry);
            report = new ReplayReport(trace.AsSpan().Count((byte)'\n'), null, trace);
        }
        else
        {
            report = await EpisodeReplay.ReplayAsync(manifest.Plan, at, manifest.RunId, Composition.Registry, $"traces/{stem}.jsonl", recorded, recordedActions).ConfigureAwait(false);
        }

        if (write is not null) await File.WriteAllBytesAsync(write, report.Trace).ConfigureAwait(false);
        Print(stem, report, recorded is not null, json);
        if (recorded is null && write is null && !json) Output.Document(TranscriptOf(report.Trace));
        return report.Divergence is null ? ExitCodes.Ok : ExitCodes.Fail;
    }

    private static async Task<int> All(RunFolder store, RunManifest manifest, bool recordedActions, bool json, CancellationToken cancellation)
    {
        long replayed = 0;
        long diverged = 0;
        for (long index = 0; index < manifest.Plan.Planned && !cancellation.IsCancellationRequested; index++)
        {
            var at = manifest.Plan.At(index);
            var stem = manifest.Plan.FileStem(at);
            if (store.ReadTrace(stem) is not { } trace) continue;
            var report = await EpisodeReplay.ReplayAsync(manifest.Plan, at, manifest.RunId, Composition.Registry, $"traces/{stem}.jsonl", trace, recordedActions).ConfigureAwait(false);
            replayed++;
            if (report.Divergence is null) continue;
            diverged++;
            Print(stem, report, true, json);
        }

        if (replayed == 0) throw new DocumentException(store.Place, "no episode of this run left a trace: name one with --episode to play it again");
        if (json) Output.Document(CanonicalJson.Text(DocumentNode.Map(("diverged", diverged), ("replayed", replayed))));
        else Output.Line($"{replayed} traces replayed, {diverged} diverged");
        return diverged == 0 ? ExitCodes.Ok : ExitCodes.Fail;
    }

    private static void Print(string stem, ReplayReport report, bool compared, bool json)
    {
        if (json)
        {
            Output.Document(CanonicalJson.Text(DocumentNode.Map(
                ("compared", compared), ("divergence", report.Divergence is { } first ? first.ToDocument() : DocumentNode.Null), ("episode", stem), ("events", report.Events))));
        }
        else if (!compared)
        {
            Output.Line($"{stem}: the trace policy kept no record; played afresh, {report.Events} events");
        }
        else
        {
            Output.Line(report.Divergence is null ? $"{stem}: identical, {report.Events} events" : $"{stem}: diverges at {report.Divergence}");
        }
    }

    private static string TranscriptOf(byte[] trace) => System.Text.Encoding.UTF8.GetString(trace).TrimEnd('\n');
}
