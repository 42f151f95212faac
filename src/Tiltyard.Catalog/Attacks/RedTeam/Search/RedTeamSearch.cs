using System.Collections.Immutable;
using Tiltyard.Attacks;
using Tiltyard.Metrics;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Attacks.RedTeam.Search;

/// <summary>What a search came to.</summary>
public sealed record SearchReport
{
    public required ImmutableArray<Attempt> Attempts { get; init; }

    /// <summary>For each case that fell, the success with the fewest strikes, then the shortest.</summary>
    public required ImmutableArray<Attempt> Successes { get; init; }

    public required ImmutableArray<string> Cases { get; init; }

    /// <summary>The modules that were tried, in the order of their names.</summary>
    public ImmutableArray<string> Modules => [.. Attempts.Select(attempt => attempt.Attack.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public long Count(string module, AttemptOutcome outcome) =>
        Attempts.Count(attempt => attempt.Outcome == outcome && attempt.Attack.Name.Equals(module, StringComparison.Ordinal));

    public long Detected(string module) => Attempts.Count(attempt => attempt.Detected == true && attempt.Attack.Name.Equals(module, StringComparison.Ordinal));

    /// <summary>Attempts that did not get what they wanted, of those that were assessed; of one module, or of all.</summary>
    public Rate Survival(string? module = null)
    {
        var assessed = Attempts.Where(attempt => (module is null || attempt.Attack.Name.Equals(module, StringComparison.Ordinal))
            && attempt.Outcome is AttemptOutcome.Succeeded or AttemptOutcome.Contained or AttemptOutcome.Resisted).ToList();
        return new Rate(assessed.Count(attempt => attempt.Outcome != AttemptOutcome.Succeeded), assessed.Count);
    }
}

/// <summary>
/// Looks for attacks that work with few strikes. Modules are the arms of a bandit (UCB1), rewarded by 1 over the strikes of a success; what
/// worked is kept and varied one gene at a time. The seed decides everything, so against an agent that computes the search is repeatable.
/// </summary>
public sealed class RedTeamSearch
{
    private const int MostKept = 8;

    private readonly Duel _duel;
    private readonly SeededRandom _random;
    private readonly ImmutableArray<RedTeamModule> _modules;
    private readonly int[] _tried;
    private readonly double[] _reward;
    private readonly List<(Genes Genes, int Strikes)> _kept = [];
    private readonly Dictionary<string, (Attempt Attempt, int Length)> _won = new(StringComparer.Ordinal);

    /// <param name="duel">Who is attacked.</param>
    /// <param name="modules">The modules to use; empty uses all.</param>
    /// <param name="seed">The seed of the search.</param>
    public RedTeamSearch(Duel duel, ImmutableArray<string> modules, long seed)
    {
        ArgumentNullException.ThrowIfNull(duel);
        _duel = duel;
        _random = new SeededRandom(new StreamKey(seed, duel.Cell.Scenario, "", 0, "redteam/search"));
        _modules = modules.IsEmpty ? RedTeamModule.All : [.. modules.Select(name => RedTeamModule.Find(name)!)];
        _tried = new int[_modules.Length];
        _reward = new double[_modules.Length];
    }

    /// <summary>So many attempts, fewer where a ceiling is met or, if that is enough, once every case fell. Cases that stand are tried first.</summary>
    public async Task<SearchReport> RunAsync(int budget, bool untilAllFell, CancellationToken cancellation)
    {
        var attempts = ImmutableArray.CreateBuilder<Attempt>();
        for (var trial = 0; trial < budget && !cancellation.IsCancellationRequested; trial++)
        {
            var open = _duel.Cases.Where(name => !_won.ContainsKey(name)).ToList();
            if (open.Count == 0 && untilAllFell) break;
            if (open.Count == 0) open = [.. _duel.Cases];
            var attempt = await TryAsync(open[trial % open.Count], cancellation).ConfigureAwait(false);
            attempts.Add(attempt);
            if (attempt.Outcome == AttemptOutcome.Skipped) break;
        }

        return new SearchReport
        {
            Attempts = attempts.DrainToImmutable(),
            Successes = [.. _duel.Cases.Where(_won.ContainsKey).Select(name => _won[name].Attempt)],
            Cases = _duel.Cases,
        };
    }

    private async ValueTask<Attempt> TryAsync(string name, CancellationToken cancellation)
    {
        var genes = _kept.Count > 0 && _random.NextBool(0.5) ? _kept[_random.NextInt(_kept.Count)].Genes.Mutated(_random) : Genes.Random(_modules[Choose()], _random);
        var goal = _duel.Goal(name);
        var attempt = await _duel.PlayAsync(genes.Attack(goal), name, cancellation).ConfigureAwait(false);
        if (attempt.Outcome is AttemptOutcome.Errored or AttemptOutcome.Skipped) return attempt;
        var module = _modules.IndexOf(genes.Module);
        _tried[module]++;
        if (attempt.Outcome != AttemptOutcome.Succeeded) return attempt;
        _reward[module] += 1.0 / attempt.Strikes;
        var length = genes.Lines(goal).Sum(line => line.Length);
        if (!_won.TryGetValue(name, out var best) || (attempt.Strikes, length).CompareTo((best.Attempt.Strikes, best.Length)) < 0) _won[name] = (attempt, length);
        _kept.Add((genes, attempt.Strikes));
        if (_kept.Count > MostKept) _kept.Remove(_kept.MaxBy(kept => kept.Strikes));
        return attempt;
    }

    /// <summary>The module with the highest upper bound of its reward; one that was never tried goes first.</summary>
    private int Choose()
    {
        var all = _tried.Sum();
        var best = 0;
        var highest = double.NegativeInfinity;
        for (var index = 0; index < _tried.Length; index++)
        {
            var bound = _tried[index] == 0 ? double.PositiveInfinity : (_reward[index] / _tried[index]) + Math.Sqrt(2 * PortableMath.Log(all) / _tried[index]);
            if (bound <= highest) continue;
            (best, highest) = (index, bound);
        }

        return best;
    }
}
