using System.Collections.Immutable;
using System.Globalization;
using Tiltyard.Attacks;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Metrics;
using Tiltyard.Runs;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Attacks.RedTeam.Search;

/// <summary>
/// Plays one attack after another against the agent of a scenario, each on one case with that case's own seed, so that the same attack
/// comes out the same again where the agent computes. Agents outside are asked through tape, redactor and ceilings like in any run.
/// </summary>
public sealed class Duel
{
    private readonly Registry _registry;
    private readonly PlayerMaking _players;
    private readonly IBudget _budget;
    private readonly CellPlan _cell;
    private readonly ImmutableSortedDictionary<string, PlannedEpisode> _cases;
    private readonly RunPlan _plan;
    private readonly AttackStage _stage;
    private long _plays;

    /// <param name="registry">Where names are looked up.</param>
    /// <param name="scenario">Who defends, where; its own attacks are left out.</param>
    /// <param name="settings">The seed.</param>
    /// <param name="arm">Attacked, defended or shadow.</param>
    /// <param name="making">Makes the players of the plan with the host's tape and redactor.</param>
    /// <param name="budget">What all attempts share.</param>
    /// <exception cref="DocumentException">The scenario cannot be played, or its world does not say what attackers want.</exception>
    public Duel(Registry registry, Scenario scenario, PlanSettings settings, Arm arm, Func<RunPlan, PlayerMaking> making, IBudget budget)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(making);
        _registry = registry;
        _budget = budget;
        _plan = PlanOf(registry, scenario, settings, arm);
        _players = making(_plan);
        _cell = _plan.Blocks[0].Cells[0];
        Entry = registry.World(_cell.World)!;
        _stage = Entry.Stage(Entry.Kind.Create(_cell.Parameters, _cell.Pressure).Spec, _cell.Parameters);
        if (_stage.Goals is null) throw new DocumentException(scenario.Name, $"the world {_cell.World} does not say what attackers want");
        _cases = Enumerable.Range(0, _plan.Blocks[0].Cases.Length)
            .Select(index => _plan.At(index * _plan.Blocks[0].Cells.Length))
            .ToImmutableSortedDictionary(at => _plan.Blocks[0].Cases[at.Case], at => at, StringComparer.Ordinal);
        Cases = [.. _plan.Blocks[0].Cases.Where(name => !_stage.Goals(Key(name)).IsEmpty)];
        if (Cases.IsEmpty) throw new DocumentException(scenario.Name, "none of the cases has a goal for an attacker");
    }

    /// <summary>The plan with every seat as it is played, one episode for each case and no attack.</summary>
    public static RunPlan PlanOf(Registry registry, Scenario scenario, PlanSettings settings, Arm arm)
    {
        var alone = scenario with { Attacks = [], Arms = [arm], Criteria = [], Pressure = scenario.Pressure == PressureChoice.Paired ? PressureChoice.On : scenario.Pressure };
        var set = new ScenarioSet { Name = scenario.Name, Scenarios = [alone], Seed = scenario.Seed };
        var plan = new PlanMaking(registry).Make(set, settings with { Episodes = 1, Seeds = [], Trials = null });
        return plan.Blocks[0].Cells.Length == 1
            ? plan
            : throw new DocumentException(scenario.Name, $"a search plays one agent at one point of the grid; '{scenario.Name}' has {plan.Blocks[0].Cells.Length} of them: name one with --agent");
    }

    public WorldEntry Entry { get; }

    /// <summary>The cases in which there is something to want, in the order of the plan.</summary>
    public ImmutableArray<string> Cases { get; }

    public CellPlan Cell => _cell;

    public long Seed => _plan.Seed;

    public AttackGoal Goal(string name) => _stage.Goals!(Key(name))[0];

    private EpisodeKey Key(string name) => _plan.Key(_cases[name]);

    /// <summary>Plays an attack on a case; a success is played again in its benign twin, where the attack is withheld.</summary>
    public async ValueTask<Attempt> PlayAsync(NamedChoice attack, string name, CancellationToken cancellation)
    {
        var attempt = await PlayAsync(attack, name, _cell.Arm, cancellation).ConfigureAwait(false);
        if (attempt.Outcome != AttemptOutcome.Succeeded) return attempt;
        var twin = await PlayAsync(attack, name, Arm.Benign, cancellation).ConfigureAwait(false);
        return twin.Outcome switch
        {
            AttemptOutcome.Succeeded => attempt with { Outcome = AttemptOutcome.Uncaused },
            AttemptOutcome.Errored or AttemptOutcome.Skipped => twin,
            _ => attempt,
        };
    }

    private async ValueTask<Attempt> PlayAsync(NamedChoice attack, string name, Arm arm, CancellationToken cancellation)
    {
        var options = _registry.Attack(attack.Name)!.Options.Check(attack.Options);
        var cell = _cell with { Arm = arm, EnforcesGates = arm.Enforces(), Attacks = [new AttackChoice(attack.Name, attack.Trigger, options)] };
        var (meter, deeds) = (new EpisodeMeter(cell.Threshold), new DeedNotes());
        meter.Begin();
        // a cell of its own for every play: a tape then keeps the answers of each apart, also where the agent is asked the same again
        var engine = new EpisodeEngine(_players.Setup(cell, _budget) with { Cell = string.Create(CultureInfo.InvariantCulture, $"play-{++_plays}"), Sinks = [meter, deeds] });
        var key = Key(name);
        var result = engine.Computes ? engine.Play(key) : await engine.PlayAsync(key, cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return Attempt.Of(attack, name, result.Terminal, result.Message, meter.Attack, deeds.ToString());
    }
}
