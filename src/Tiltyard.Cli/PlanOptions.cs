using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Tiltyard.Adapters.ChatModels;
using Tiltyard.Catalog.Suites;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs;

namespace Tiltyard.Cli;

/// <summary>The flags that decide what is played; several commands share them. Flags override the file.</summary>
internal sealed class PlanOptions
{
    private readonly Argument<string?> _name = new("scenario") { Arity = ArgumentArity.ZeroOrOne, HelpName = "scenario", Description = "A world, a built-in scenario or suite (see tiltyard list), or a YAML file." };
    private readonly Option<string?> _scenario = new("--scenario") { Description = "The same as the argument." };
    private readonly Option<string?> _config = new("--config") { Description = "A scenario, suite, study, scenario script or drift configuration file." };
    private readonly Option<string[]> _parameters = new("--scenario-param", "--param") { Description = "A parameter of the world, as key=value; may be repeated.", AllowMultipleArgumentsPerToken = false };
    private readonly Option<string[]> _agent = new("--agent") { Description = "The agent of the first seat, such as policy:careful; given more than once, agents are compared." };
    private readonly Option<string?> _policy = new("--policy") { Description = "The same as --agent policy:NAME." };
    private readonly Option<string?> _model = new("--model") { Description = "The model of a chat agent." };
    private readonly Option<string[]> _agentParameters = new("--agent-param") { Description = "A parameter of the agent, as key=value; may be repeated." };
    private readonly Option<string?> _baseUrl = new("--base-url") { Description = "Where the chat agent's server is." };
    private readonly Option<string?> _temperature = new("--temperature") { Description = "The sampling temperature of the chat agent; 0.2 by default." };
    private readonly Option<string?> _adversary = new("--adversary-agent") { Description = "The agent of the second seat." };
    private readonly Option<string[]> _seats = new("--seat") { Description = "The agent of any seat, as seat=agent; may be repeated." };
    private readonly Option<string?> _pressure = new("--pressure") { Description = "on, off or paired." };
    private readonly Option<string?> _seed = new("--seed") { Description = "The base seed." };
    private readonly Option<string?> _seeds = new("--seeds") { Description = "A list of episode seeds, such as 1,2,5." };
    private readonly Option<string?> _episodes = new("--episodes") { Description = "Episodes in each cell." };
    private readonly Option<string?> _experiment = new("--exp") { Description = "The experiment's name, instead of the one in the file." };
    private readonly Option<string?> _trials = new("--trials") { Description = "Trials to play: the first cases of a scenario that has several, else episodes." };
    private readonly Option<string?> _maxSteps = new("--max-steps") { Description = "The horizon: overrides the world's max_steps." };
    private readonly Option<string?> _threshold = new("--threshold") { Description = "Alignment at or above this is in line." };
    private readonly Option<string?> _trace = new("--trace") { Description = "none, failures, sample:N, sample:N+failures or all." };
    private readonly Option<string?> _start = new("--start") { Description = "The instant at which simulated time begins, such as 2000-01-01T00:00:00Z." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Makes everything ready and calls nobody." };
    private readonly GovernanceOptions _governance = new();
    private readonly (Option<string?> Option, string Key)[] _limits =
    [
        (new("--max-trials") { Description = "Most episodes, counted in plan order." }, "max_trials"),
        (new("--max-calls") { Description = "Most calls to the outside." }, "max_calls"),
        (new("--max-total-tokens") { Description = "Most tokens." }, "max_total_tokens"),
        (new("--max-prompt-tokens") { Description = "Most prompt tokens." }, "max_prompt_tokens"),
        (new("--max-completion-tokens") { Description = "Most completion tokens." }, "max_completion_tokens"),
        (new("--max-run-steps") { Description = "Most steps in the whole run." }, "max_run_steps"),
        (new("--max-tool-calls") { Description = "Most actions in the whole run." }, "max_tool_calls"),
        (new("--max-cost") { Description = "Most US dollars." }, "max_cost"),
        (new("--max-wall-seconds") { Description = "Most seconds of wall time." }, "max_wall_seconds"),
    ];

    public void AddTo(Command command)
    {
        _name.CompletionSources.Add(_ => [.. CatalogText.ScenarioNames(Composition.Registry).Select(name => new System.CommandLine.Completions.CompletionItem(name))]);
        command.Arguments.Add(_name);
        foreach (var option in new Option[]
                 {
                     _scenario, _config, _parameters, _agent, _policy, _model, _agentParameters, _baseUrl, _temperature, _adversary, _seats, _pressure, _seed, _seeds, _episodes, _trials, _experiment,
                     _maxSteps, _threshold, _trace, _start, _dryRun,
                 })
        {
            command.Options.Add(option);
        }

        foreach (var (option, _) in _limits) command.Options.Add(option);
        _governance.AddTo(command);
    }

    /// <summary>Where the file wants its runs; null where it says nothing or there is none.</summary>
    public string? OutputOfFile(ParseResult parsed) =>
        parsed.GetValue(_config) is { } config && InputFiles.ReadDocument(config) is var document && SweepFile.Recognises(document) ? SweepFile.Output(document) : null;

    /// <summary>Whether a file was named.</summary>
    public bool HasFile(ParseResult parsed) => parsed.GetValue(_config) is not null;

    /// <summary>The plan that the flags and the file come to, on the lane that is allowed.</summary>
    /// <exception cref="DocumentException">The first thing that is wrong.</exception>
    public PlannedRun Plan(ParseResult parsed, Func<ScenarioSet, ScenarioSet>? change = null)
    {
        var (set, routes) = Routing.Apply(ReadSet(parsed), _governance.Mode(parsed));
        if (change is not null) set = change(set);
        var settings = WithFile(Settings(parsed), set);
        settings = settings with { Limits = GovernanceOptions.Lowered(LimitFlags.Over(settings.Limits, set), set) };
        var plan = new PlanMaking(Composition.Registry).Make(set, settings);
        NoteMissingTrials(plan, settings);
        return new PlannedRun(plan, set, routes);
    }

    /// <summary>Seeds and trials of the file where no flag says anything.</summary>
    private static PlanSettings WithFile(PlanSettings settings, ScenarioSet set) => settings with
    {
        Seeds = settings is { Seed: null, Seeds.IsEmpty: true, Episodes: null } ? set.Seeds : settings.Seeds,
        Trials = settings.Trials ?? set.Trials,
    };

    /// <summary>A scenario with several cases has no more trials than cases, and says so.</summary>
    private static void NoteMissingTrials(RunPlan plan, PlanSettings settings)
    {
        foreach (var block in plan.Blocks.Where(block => block.Cases.Length > 1 && settings.Trials > block.Cases.Length))
            Output.Note($"{settings.Trials} trials were asked for, and '{block.Scenario}' has {block.Cases.Length} cases: each is played once for each seed");
    }

    /// <summary>The scenarios with every overriding flag applied.</summary>
    public ScenarioSet ReadSet(ParseResult parsed)
    {
        var set = Source(parsed);
        set = set with { Scenarios = [.. set.Scenarios.Select(scenario => Override(scenario, parsed))] };
        return parsed.GetValue(_experiment) is { } experiment ? Named(set, experiment) : set;
    }

    private static ScenarioSet Named(ScenarioSet set, string experiment)
    {
        RunNames.Check("--exp", experiment);
        return set.Scenarios.Length == 1
            ? set with { Name = experiment, Scenarios = [set.Scenarios[0] with { Name = experiment }] }
            : throw new DocumentException("--exp", $"there are {set.Scenarios.Length} scenarios, and a name is for one");
    }

    private ScenarioSet Source(ParseResult parsed)
    {
        var names = new[] { parsed.GetValue(_name), parsed.GetValue(_scenario) }.OfType<string>().ToArray();
        if (names.Length == 2) throw new DocumentException("--scenario", "name the scenario once: as the argument or with --scenario");
        if (parsed.GetValue(_config) is { } config)
        {
            if (names.Length > 0) throw new DocumentException("--config", "give a name or a file, not both");
            return ReadFile(config);
        }

        return Named(names.FirstOrDefault() ?? "release_manager");
    }

    /// <summary>A shipped scenario or suite by name, or a file.</summary>
    public static ScenarioSet Named(string name)
    {
        if (Composition.BuiltInOf(name) is { } built) return ScenarioFile.Read(built, Composition.BuiltInOf);
        if (Path.Exists(name) || name.AsSpan().IndexOfAny('/', '\\') >= 0 || Path.GetExtension(name) is ".yaml" or ".yml" or ".json") return ReadFile(name);
        throw new DocumentException(name, UnknownName.Reason("scenario", name, CatalogText.ScenarioNames(Composition.Registry)));
    }

    public static ScenarioSet ReadFile(string path)
    {
        var document = InputFiles.ReadDocument(path);
        if (SweepFile.Recognises(document)) return SweepFile.Read(document, KeyVariable);
        if (ScriptScenarios.Recognises(document)) return ScenarioFile.Read(ScriptScenarios.OfFile(document), Composition.BuiltInOf);
        return DriftConfigFile.Recognises(document) ? DriftConfigFile.Read(document) : ScenarioFile.Read(document, Composition.BuiltInOf);
    }

    /// <summary>The variable in which a provider's key is looked for.</summary>
    public static string? KeyVariable(string provider) => ChatProvider.Of(provider)?.KeyVariable;

    private Scenario Override(Scenario scenario, ParseResult parsed)
    {
        // a published trial is one question and one answer
        var parameters = _governance.Compat(parsed) == SeedCompat.None ? scenario.Parameters : scenario.Parameters.With("max_steps", 1L);
        foreach (var (key, value) in Flags.KeyValues("--scenario-param", parsed.GetValue(_parameters))) parameters = parameters.With(key, value);
        if (parsed.GetValue(_maxSteps) is { } steps) parameters = parameters.With("max_steps", Flags.Whole("--max-steps", steps, 1, 100_000));
        var seats = scenario.Seats;
        var agents = AgentFlags(parsed, seats.GetValueOrDefault("agent"));
        if (!agents.IsEmpty) scenario = scenario with { Grid = [.. scenario.Grid.Where(axis => !axis.Key.Equals("agent", StringComparison.Ordinal))] };
        if (agents.Length == 1) seats = seats.SetItem("agent", agents[0]);
        if (agents.Length > 1)
            scenario = scenario with { Grid = [.. scenario.Grid, new GridAxis("agent", [.. agents.Select(agent => DocumentNode.Map(("name", agent.Agent), ("parameters", agent.Parameters)))])] };

        if (parsed.GetValue(_adversary) is { } adversary)
            seats = seats.SetItem("adversary", new SeatChoice(adversary, DocumentNode.Map(), DocumentScalar.FromFlag("--adversary-agent", adversary)));
        foreach (var (seat, choice) in Flags.KeyValues("--seat", parsed.GetValue(_seats)))
            seats = seats.SetItem(seat, new SeatChoice(choice.AsText(), DocumentNode.Map(), choice));
        return _governance.Override(scenario, parsed) with
        {
            Parameters = parameters,
            Seats = seats,
            Threshold = parsed.GetValue(_threshold) is { } threshold ? Flags.Number("--threshold", threshold, 0, 1).AsNumber() : scenario.Threshold,
            Pressure = parsed.GetValue(_pressure) is { } pressure ? Flags.OneOf<PressureChoice>("--pressure", pressure) : scenario.Pressure,
        };
    }

    /// <summary>Addresses of chat models that stand on the command line.</summary>
    public ImmutableArray<Uri> NamedAddresses(ParseResult parsed) =>
    [
        .. AgentParameters(parsed).NodeOrNull("base_url") is { } address ? [ChatSettings.Address(address)] : Array.Empty<Uri>(),
    ];

    private ImmutableArray<SeatChoice> AgentFlags(ParseResult parsed, SeatChoice? fromFile)
    {
        var (agents, policy) = (parsed.GetValue(_agent) ?? [], parsed.GetValue(_policy));
        var parameters = AgentParameters(parsed);
        if (agents.Length > 0 && policy is not null) throw new DocumentException("--policy", "give --agent or --policy, not both");
        if (agents.Length > 1 && parameters.Entries.Length > 0) throw new DocumentException("--agent", "parameters are for one agent: put several with parameters into a file");
        if (agents.Length == 0 && policy is null && parameters.Entries.Length > 0)
        {
            if (fromFile is not null && ChatAgents.IsOne(fromFile.Agent))
                return [fromFile with { Parameters = parameters.Entries.Aggregate(fromFile.Parameters, (all, entry) => all.With(entry.Key, entry.Value)) }];
            agents = [parameters.Has("base_url") ? "openai-compatible" : "openrouter"];
        }

        if (policy is not null) return [new SeatChoice("policy:" + policy, parameters, DocumentScalar.FromFlag("--policy", policy))];
        return [.. agents.Select(agent => new SeatChoice(agent, ChatAgents.WithVariables(agent, parameters), DocumentScalar.FromFlag("--agent", agent)))];
    }

    private DocumentMap AgentParameters(ParseResult parsed)
    {
        var parameters = DocumentNode.Map();
        foreach (var (key, value) in Flags.KeyValues("--agent-param", parsed.GetValue(_agentParameters))) parameters = parameters.With(key, value);
        foreach (var (key, flag) in new[] { ("model", _model), ("base_url", _baseUrl), ("temperature", _temperature) })
        {
            if (parsed.GetValue(flag) is { } text) parameters = parameters.With(key, DocumentScalar.FromFlag(flag.Name, text));
        }

        return parameters;
    }

    private PlanSettings Settings(ParseResult parsed)
    {
        var seeds = parsed.GetValue(_seeds) is { } list
            ? list.Split(',').Select(seed => Flags.Whole("--seeds", seed.Trim(), 0, (1L << 53) - 1).AsInteger()).ToImmutableArray()
            : [];
        if (!seeds.IsEmpty && parsed.GetValue(_episodes) is not null) throw new DocumentException("--seeds", "the list already says how many episodes there are");
        return new PlanSettings
        {
            Seed = parsed.GetValue(_seed) is { } seed ? Flags.Whole("--seed", seed, 0, (1L << 53) - 1).AsInteger() : null,
            Seeds = seeds,
            Episodes = parsed.GetValue(_episodes) is { } episodes ? Flags.Whole("--episodes", episodes, 1, 1_000_000_000).AsInteger() : null,
            Trace = parsed.GetValue(_trace) is { } trace ? TracePolicy.Parse(trace, new SourcePlace("--trace", 0, 0)) : null,
            DryRun = parsed.GetValue(_dryRun) || LimitFlags.IsOn("DRY_RUN"),
            Trials = parsed.GetValue(_trials) is { } trials ? Flags.Whole("--trials", trials, 1, 1_000_000_000).AsInteger() : null,
            Compat = _governance.Compat(parsed),
            Limits = Limits(parsed),
            Start = parsed.GetValue(_start) is { } start ? Instant(start) : DateTimeOffset.UnixEpoch,
        };
    }

    private static DateTimeOffset Instant(string text) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start)
            ? start
            : throw new DocumentException("--start", $"'{text}' is not an instant such as 2000-01-01T00:00:00Z");

    private BudgetLimits Limits(ParseResult parsed)
    {
        long? Whole(string key) => Text(parsed, key) is { } text ? Flags.Whole("--" + key.Replace('_', '-'), text, 0, 1L << 52).AsInteger() : null;
        double? Number(string key) => Text(parsed, key) is { } text ? Flags.Number("--" + key.Replace('_', '-'), text, 0, 1e12).AsNumber() : null;
        return new BudgetLimits
        {
            MaxTrials = Whole("max_trials"),
            MaxCalls = Whole("max_calls"),
            MaxTotalTokens = Whole("max_total_tokens"),
            MaxPromptTokens = Whole("max_prompt_tokens"),
            MaxCompletionTokens = Whole("max_completion_tokens"),
            MaxSteps = Whole("max_run_steps"),
            MaxToolCalls = Whole("max_tool_calls"),
            MaxCostUsd = Number("max_cost"),
            MaxWallSeconds = Number("max_wall_seconds"),
        };
    }

    /// <summary>The flag, else the documented variable of that name.</summary>
    private string? Text(ParseResult parsed, string key) =>
        parsed.GetValue(_limits.First(limit => limit.Key.Equals(key, StringComparison.Ordinal)).Option) ?? LimitFlags.Variable(key);
}

/// <summary>A plan with the scenarios it was made from and what was decided about real providers.</summary>
internal sealed record PlannedRun(RunPlan Plan, ScenarioSet Set, ImmutableArray<RouteDecision> Routes);
