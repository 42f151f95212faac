using Tiltyard.Documents;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;
using Tiltyard.Verdicts;

namespace Tiltyard.Runs.Evaluating;

/// <summary>
/// An evaluation made ready to run: the first four of its ten steps are done, and <see cref="RunAsync"/> does the rest. A host that adds
/// tapes, budgets or live agents of its own takes <see cref="Record"/> and makes the <see cref="RunSession"/> itself.
/// </summary>
public sealed class Evaluation
{
    private readonly Registry _registry;
    private readonly TimeProvider _clock;

    private Evaluation(Registry registry, TimeProvider clock, EvaluationRecord record, ScenarioSet set, RunPlan run)
    {
        (_registry, _clock) = (registry, clock);
        (Record, Set, Run) = (record, set, run);
        Criteria = EvaluationCriteria.Of(record.Plan, run);
    }

    public EvaluationRecord Record { get; }

    public EvaluationPlan Plan => Record.Plan;

    public ScenarioSet Set { get; }

    public RunPlan Run { get; }

    public CriteriaSet Criteria { get; }

    /// <summary>Reads a plan from text, YAML or JSON, and makes it ready.</summary>
    /// <exception cref="DocumentException">The first thing that is wrong with it.</exception>
    public static Evaluation Read(string file, string text, Registry registry, TimeProvider clock) =>
        Make(() => YamlDocumentReader.Read(file, text), registry, clock);

    /// <summary>Makes a plan ready.</summary>
    /// <param name="read">Gives the document of the plan; the first step.</param>
    /// <param name="registry">What the plan may name.</param>
    /// <param name="clock">What the steps are timed by.</param>
    /// <param name="watch">Told of every step as it ends; null tells nobody.</param>
    /// <param name="route">Puts the scenarios on the lane that is allowed; null leaves them as they are.</param>
    /// <exception cref="DocumentException">The first thing that is wrong.</exception>
    public static Evaluation Make(Func<DocumentNode> read, Registry registry, TimeProvider clock, Action<EvaluationStep>? watch = null, Func<ScenarioSet, ScenarioSet>? route = null)
    {
        ArgumentNullException.ThrowIfNull(read);
        var steps = new EvaluationSteps(clock, watch);
        var plan = steps.Do(1, () => EvaluationPlan.Read(read()), made => $"{made.Name}: agent {made.Agent.TextOrNull("name") ?? made.Agent.TextOrNull("endpoint_url") ?? "none"}, red team {(made.RedTeam.Enabled ? made.RedTeam.Level : "off")}");
        var making = new EvaluationMaking(plan, registry);
        var set = steps.Do(2, () => route is null ? making.Scenarios() : route(making.Scenarios()), made => $"{made.Scenarios.Length} {(made.Scenarios.Length == 1 ? "scenario" : "scenarios in the order of the list")}");
        var settings = steps.Do(3, making.Settings, made => $"base seed {made.Seed}{(plan.Seed is null ? ", the default" : "")}; every component draws from a stream of its own");
        set = steps.Do(4, () => making.Checked(set), Ready);
        var run = new PlanMaking(registry).Make(set, settings);
        return new Evaluation(registry, clock, new EvaluationRecord(plan, steps), set, run);
    }

    /// <summary>Plays, judges and reports into a store.</summary>
    /// <returns>The outcome; its Evaluation says whether it passed and why not.</returns>
    public Task<RunOutcome> RunAsync(IRunStore store, CancellationToken cancellation = default) =>
        new RunSession(Run, _registry, store, new RunnerOptions { Workers = Plan.Parallelism }, _clock)
        {
            RunId = Plan.RunId ?? $"{Run.Name}-{PlanWire.Hash(Run)[..10]}",
            Criteria = Criteria,
            Evaluation = Record,
        }.RunAsync(cancellation);

    private static string Ready(ScenarioSet set)
    {
        var names = set.Scenarios.SelectMany(scenario => scenario.Validators).Select(validator => validator.Name).Distinct(StringComparer.Ordinal).ToList();
        return names.Count == 0 ? "no validator" : string.Join(", ", names);
    }
}
