using System.CommandLine;
using Tiltyard.Adapters.ChatModels;
using Tiltyard.Adapters.Stores;
using Tiltyard.Documents;
using Tiltyard.Runs;
using Tiltyard.Runs.Evaluating;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard evaluate: carries out an evaluation plan in ten steps, judges it and ends with the exit code of its verdict.</summary>
internal static class EvaluateCommand
{
    public static Command Make()
    {
        var plan = new EvaluateOptions();
        var place = new EvaluatePlace();
        var chat = new ChatOptions();
        var command = new Command("evaluate", "Evaluates an agent by a plan: scenarios, validators, red team, replay, pass criteria.");
        plan.AddTo(command);
        place.AddTo(command);
        chat.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(parsed, plan, place, chat, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, EvaluateOptions plan, EvaluatePlace place, ChatOptions chat, CancellationToken cancellation)
    {
        var log = new EvaluateLog(parsed.GetValue(place.Json), parsed.GetValue(plan.Verbose));
        var routes = default(System.Collections.Immutable.ImmutableArray<RouteDecision>);
        ScenarioSet Route(ScenarioSet set)
        {
            (var routed, routes) = Routing.Apply(set, Routing.Asked(parsed.GetValue(plan.Mode)));
            return routed;
        }

        var evaluation = Evaluation.Make(() => plan.Read(parsed), Composition.Registry, TimeProvider.System, log.Step, Route);
        var run = evaluation.Run with { DryRun = parsed.GetValue(plan.DryRun) || LimitFlags.IsOn("DRY_RUN") };
        var options = place.Options(parsed, run, evaluation.Plan, chat.Concurrency(parsed));
        System.Collections.Immutable.ImmutableArray<Uri> named = plan.NamedAddress(parsed) is { } address ? [ChatSettings.Address(address)] : [];
        using var models = ChatAgents.Prepare(run, chat, parsed, named, chat.AsksNobody(parsed));
        var root = parsed.GetValue(place.Root) ?? "results";
        using var baseline = Baseline.Open(parsed.GetValue(plan.Baseline), root);
        var (folder, runId) = RunPlace.Find(parsed.GetValue(place.Output), root, run, parsed.GetValue(place.Resume), evaluation.Plan.RunId);
        using var tapes = Tapes.Open(chat, parsed);
        using var store = RunFolder.Open(folder);
        var session = new RunSession(run, models.Registry, store, options, TimeProvider.System)
        {
            RunId = runId,
            Criteria = evaluation.Criteria,
            Host = RunSetup.Host(options, models.Facts),
            Routes = routes,
            Tape = tapes.Tape,
            Redactor = models.Redactor,
            Evaluation = evaluation.Record with { Against = baseline?.Run },
            Usage = RunSetup.Usage,
        };
        RunOutcome outcome;
        using (ProgressLine.Start(() => session.Runner?.Progress, parsed.GetValue(place.Json) || RunSetup.AsksPerson(run)))
            outcome = await session.RunAsync(cancellation).ConfigureAwait(false);
        if (outcome.Status == RunStatus.Complete && options.Shard.IsWhole) LatestRun.Point(root, folder);
        JobSummary.AddRun(folder);
        return place.Show(parsed, folder, outcome, parsed.GetValue(plan.Verbose));
    }

    /// <summary>The run that is compared with, open as long as it is needed.</summary>
    private sealed class Baseline : IDisposable
    {
        private readonly RunFolder _store;

        private Baseline(RunFolder store)
        {
            _store = store;
            Run = StoredRun.Open(store, Composition.Registry);
        }

        public StoredRun Run { get; }

        public static Baseline? Open(string? run, string root) => run is null ? null : new Baseline(RunFolder.OpenForReading(RunLocator.Find(run, null, root)));

        public void Dispose() => _store.Dispose();
    }
}
