using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Tiltyard.Adapters.ChatModels;
using Tiltyard.Catalog.Attacks.RedTeam.Search;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;

namespace Tiltyard.Cli;

/// <summary>One search of the red team, from its flags to its report: the same gates to the network, tapes and ceilings as a run.</summary>
internal sealed class RedTeamSearching(PlanOptions plan, RedTeamSearchOptions search, ChatOptions chat, ParseResult parsed)
{
    private const int MostRounds = 20;

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var (modules, budget, against) = (search.Modules(parsed), search.Budget(parsed), search.Against(parsed));
        var (scenario, settings, limits) = Scenario();
        if (against == Traces.Arm.Defended && scenario.Gates.IsEmpty) throw new DocumentException("--against", "the scenario has no gates: give --gates");
        var attacker = search.Attacker(parsed) is { } name ? ModelAttacker.Choose(Composition.Registry, name, search.AttackerParameters(parsed)) : null;
        search.AttackerParameters(parsed);
        var alone = Duel.PlanOf(Composition.Registry, scenario, settings, against);
        using var models = ChatAgents.Prepare(WithAttacker(alone, attacker) with { Limits = limits }, chat, parsed, Addresses(attacker), chat.AsksNobody(parsed));
        using var tapes = Tapes.Open(chat, parsed);
        var started = TimeProvider.System.GetTimestamp();
        var ledger = limits.DependsOnOrder ? new BudgetLedger(limits, () => TimeProvider.System.GetElapsedTime(started).TotalSeconds) : (IBudget)UnlimitedBudget.Instance;
        var duel = new Duel(
            models.Registry, scenario, settings, against, made => new PlayerMaking(models.Registry, made, "redteam", PlanWire.Hash(made)) { Tape = tapes.Tape, Redactor = models.Redactor, Clock = TimeProvider.System }, ledger);
        var report = attacker is null
            ? await new RedTeamSearch(duel, modules, duel.Seed).RunAsync(budget, parsed.GetValue(search.UntilAllFell), cancellation).ConfigureAwait(false)
            : await AttackAsync(new ModelAttacker(duel, models.Registry, attacker, setup => setup with { Tape = tapes.Tape, Redactor = models.Redactor, Budget = ledger }), duel, budget, cancellation).ConfigureAwait(false);
        foreach (var skipped in report.Attempts.Where(attempt => attempt.Outcome == AttemptOutcome.Skipped && attacker is null)) Output.Note($"{skipped.Case}: {skipped.Message ?? "a ceiling"} left no room for more attempts");
        var saved = await SaveAsync(duel, scenario, models.Registry, report, cancellation).ConfigureAwait(false);
        if (parsed.GetValue(search.Json)) JsonOutput.Write(RedTeamText.Document(report, saved));
        else Output.Line(RedTeamText.Table(report, saved));
        return ExitCode(report, cancellation);
    }

    /// <summary>The one scenario that is searched, the plan's settings and its ceilings.</summary>
    private (Scenario Scenario, PlanSettings Settings, BudgetLimits Limits) Scenario()
    {
        var planned = plan.Plan(parsed);
        if (planned.Set.Scenarios.Length != 1) throw new DocumentException("redteam", $"a search attacks one scenario, and there are {planned.Set.Scenarios.Length}");
        if (planned.Plan.DryRun) throw new DocumentException("--dry-run", "a search is nothing but play");
        return (planned.Set.Scenarios[0], new PlanSettings { Seed = planned.Plan.Seed, Start = planned.Plan.Start, Trace = TracePolicy.None }, planned.Plan.Limits);
    }

    /// <summary>The plan as far as it says who is asked outside: the attacker holds a seat too.</summary>
    private static RunPlan WithAttacker(RunPlan alone, Choice? attacker) => attacker is null
        ? alone
        : alone with { Blocks = [.. alone.Blocks, alone.Blocks[0] with { Cells = [alone.Blocks[0].Cells[0] with { Seats = [attacker] }] }] };

    private ImmutableArray<Uri> Addresses(Choice? attacker) =>
    [
        .. plan.NamedAddresses(parsed),
        .. attacker is not null && search.AttackerParameters(parsed).NodeOrNull("base_url") is { } address ? [ChatSettings.Address(address)] : Array.Empty<Uri>(),
    ];

    private async Task<SearchReport> AttackAsync(ModelAttacker attacker, Duel duel, int budget, CancellationToken cancellation)
    {
        var attempts = ImmutableArray.CreateBuilder<Attempt>();
        var rounds = Math.Clamp(budget / duel.Cases.Length, 1, MostRounds);
        foreach (var name in duel.Cases)
        {
            if (attempts.Count >= budget || cancellation.IsCancellationRequested) break;
            var session = await attacker.RunAsync(name, Math.Min(rounds, budget - attempts.Count), cancellation).ConfigureAwait(false);
            attempts.AddRange(session.Attempts);
            if (parsed.GetValue(search.Save) is { } folder) Write(Path.Combine(folder, $"attacker-{name}.jsonl"), session.Trace);
            if (session.Result.Terminal == Traces.Terminal.Errored) Output.Note($"{name}: the attacker failed: {session.Result.Message}");
            if (session.Result.Terminal != Traces.Terminal.SkippedBudget && session.Attempts.All(attempt => attempt.Outcome != AttemptOutcome.Skipped)) continue;
            Output.Note($"{name}: {session.Result.Message ?? "a ceiling"} left no room for more attempts");
            break;
        }

        return new SearchReport
        {
            Attempts = attempts.ToImmutable(),
            Successes = [.. attempts.Where(attempt => attempt.Outcome == AttemptOutcome.Succeeded).DistinctBy(attempt => attempt.Case, StringComparer.Ordinal)],
            Cases = duel.Cases,
        };
    }

    private async Task<List<SavedSuccess>> SaveAsync(Duel duel, Scenario scenario, Runs.Registry registry, SearchReport report, CancellationToken cancellation)
    {
        var saved = new List<SavedSuccess>();
        foreach (var success in report.Successes)
        {
            var shortest = cancellation.IsCancellationRequested ? success : await new Minimiser(duel, search.Shrink(parsed)).ShrinkAsync(success, cancellation).ConfigureAwait(false);
            string? file = null;
            if (parsed.GetValue(search.Save) is { } folder)
            {
                file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{shortest.Case}-{shortest.Attack.Name}.json"));
                Write(file, System.Text.Encoding.UTF8.GetBytes(RegressionFile.Text(registry, scenario, duel, shortest) + "\n"));
            }

            saved.Add(new SavedSuccess(shortest, file));
        }

        return saved;
    }

    private static void Write(string path, byte[] bytes)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            File.WriteAllBytes(path, bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DocumentException("--save", $"'{path}' cannot be written: {e.Message}");
        }
    }

    /// <summary>0 when nothing fell, 1 when something did, and what hindered an answer else.</summary>
    private static int ExitCode(SearchReport report, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return ExitCodes.RunnerFailed;
        if (!report.Successes.IsEmpty) return ExitCodes.Fail;
        return report.Survival().Trials > 0 ? ExitCodes.Ok : ExitCodes.Inconclusive;
    }
}
