using System.CommandLine;
using Tiltyard.Documents;
using Tiltyard.Runs.Evaluating;

namespace Tiltyard.Cli;

/// <summary>The flags of an evaluation: each is a setting of the plan and goes before what the file says.</summary>
internal sealed class EvaluateOptions
{
    private readonly Argument<string?> _plan = new("PLAN") { Arity = ArgumentArity.ZeroOrOne, Description = "An evaluation plan: a YAML or JSON file." };
    private readonly Option<bool> _create = new("--create") { Description = "Makes the plan from the flags alone; without a PLAN it is understood." };
    private readonly Option<string[]> _scenarios = new("--scenarios") { Description = "Scenarios by name or file, with commas, in the order to play them." };
    private readonly Option<string?> _agent = new("--agent") { Description = "The agent under test, such as policy:reference." };
    private readonly Option<string?> _model = new("--model") { Description = "The model of a chat agent." };
    private readonly Option<string?> _baseUrl = new("--base-url") { Description = "Where the chat agent's server is." };
    private readonly Option<string[]> _agentParameters = new("--agent-param") { Description = "A parameter of the agent, as key=value; may be repeated." };
    private readonly Option<bool> _redTeam = new("--redteam") { Description = "Adds the red team; at level medium where nothing else is said." };
    private readonly Option<string?> _level = new("--redteam-level") { Description = "low, medium, high or extreme; the red team is then on." };
    private readonly Option<string?> _seed = new("--seed") { Description = "The base seed." };
    private readonly Option<string?> _episodes = new("--episodes") { Description = "Epochs: plays of every case." };
    private readonly Option<string?> _semantics = new("--semantics") { Description = "Whose formulas the criteria are judged by: corrected or documented." };
    private readonly Option<bool> _async = new("--async") { Description = "Refused: runs in the background come with the server." };

    public Option<string?> RunId { get; } = new("--run-id", "--run_id") { Description = "The run's id and the name of its folder." };

    public Option<string?> Baseline { get; } = new("--baseline") { Description = "A run to compare with, pair by pair: a folder, a run id or latest." };

    public Option<string?> Mode { get; } = new("--mode") { Description = "SHIM for scripted agents, REAL for live ones; the same as MODE." };

    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Makes everything ready and calls nobody." };

    public Option<bool> Verbose { get; } = new("--verbose") { Description = "Shows every criterion, scenario, incident and recommendation." };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_plan);
        foreach (var option in new Option[]
                 {
                     _create, _scenarios, _agent, _model, _baseUrl, _agentParameters, _redTeam, _level, _seed, _episodes, _semantics, RunId, Baseline, Mode, DryRun, Verbose, _async,
                 })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The address of a chat model that stands on the command line.</summary>
    public DocumentNode? NamedAddress(ParseResult parsed) =>
        parsed.GetValue(_baseUrl) is { } url ? DocumentScalar.FromFlag("--base-url", url) : null;

    /// <summary>The plan of the file with the flags laid over it.</summary>
    /// <exception cref="DocumentException">There is neither a file nor a list of scenarios, or a flag is not what it should be.</exception>
    public DocumentMap Read(ParseResult parsed)
    {
        if (parsed.GetValue(_async)) throw new DocumentException("--async", "runs in the background come with the server, which is not there yet: leave it out and wait, or start the command in the background");
        var (file, scenarios) = (parsed.GetValue(_plan), Scenarios(parsed));
        if (file is not null && parsed.GetValue(_create)) throw new DocumentException("--create", "there is a PLAN already: give the plan or --create with the flags");
        if (file is null && scenarios is null) throw new DocumentException("PLAN", "give an evaluation plan, or --scenarios and --agent");
        var map = file is null
            ? DocumentNode.Map(("version", 1L), ("kind", "evaluation"), ("run", DocumentNode.Map()))
            : FlatRecord.Grouped(InputFiles.ReadDocument(file).AsMap());
        if (scenarios is not null) map = Laid(map, "run", "scenarios", "scenario_set", scenarios);
        map = ScenarioFiles.Resolved(map, file is null ? null : Path.GetDirectoryName(Path.GetFullPath(file)));
        map = WithAgent(map, parsed);
        map = WithRedTeam(map, parsed);
        if (parsed.GetValue(_seed) is { } seed) map = Laid(map, "determinism", "seed", null, Flags.Whole("--seed", seed, 0, (1L << 53) - 1));
        if (parsed.GetValue(_episodes) is { } episodes) map = Laid(map, "run", "episodes", null, Flags.Whole("--episodes", episodes, 1, 1_000_000));
        if (parsed.GetValue(_semantics) is { } semantics) map = Laid(map, "reporting", "semantics", null, DocumentScalar.FromFlag("--semantics", semantics));
        return parsed.GetValue(RunId) is { } id ? Laid(map, "run", "id", "run_id", DocumentScalar.FromFlag("--run-id", id)) : map;
    }

    private DocumentList? Scenarios(ParseResult parsed)
    {
        var names = (parsed.GetValue(_scenarios) ?? []).SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToArray();
        return names.Length == 0 ? null : DocumentNode.List(names.Select(name => (DocumentNode)DocumentScalar.FromFlag("--scenarios", name)));
    }

    private DocumentMap WithAgent(DocumentMap map, ParseResult parsed)
    {
        var own = map.Find("agent");
        var agent = own as DocumentMap ?? (own is { IsNull: false } name ? DocumentNode.Map(("name", name)) : DocumentNode.Map());
        if (parsed.GetValue(_agent) is { } given)
        {
            // another agent has no use for the parameters of the one that the file names
            agent = agent.Without("name", "agent", "parameters", "endpoint_url", "agent_endpoint_url", "model", "agent_model_name", "temperature", "agent_temperature").With("name", DocumentScalar.FromFlag("--agent", given));
        }

        if (parsed.GetValue(_model) is { } model) agent = Set(agent, "model", "agent_model_name", DocumentScalar.FromFlag("--model", model));
        var parameters = agent.Find("parameters") as DocumentMap ?? DocumentNode.Map();
        foreach (var (key, value) in Flags.KeyValues("--agent-param", parsed.GetValue(_agentParameters))) parameters = parameters.With(key, value);
        if (NamedAddress(parsed) is { } address) parameters = parameters.With("base_url", address);
        if (parameters.Entries.Length > 0) agent = agent.With("parameters", parameters);
        return agent.Entries.IsEmpty ? map : map.With("agent", agent);
    }

    private DocumentMap WithRedTeam(DocumentMap map, ParseResult parsed)
    {
        var level = parsed.GetValue(_level);
        if (!parsed.GetValue(_redTeam) && level is null) return map;
        map = Laid(map, "red_team", "enabled", "redteam_enabled", true);
        var red = (DocumentMap)map.Node("red_team");
        if (level is not null) return Laid(map, "red_team", "level", "redteam_level", DocumentScalar.FromFlag("--redteam-level", level));
        return red.Has("level") || red.Has("redteam_level") || red.Has("modules") || red.Has("attack_modules_enabled") ? map : Laid(map, "red_team", "level", "redteam_level", "medium");
    }

    private static DocumentMap Laid(DocumentMap map, string group, string key, string? alias, DocumentNode value) =>
        map.With(group, Set(map.Find(group) as DocumentMap ?? DocumentNode.Map(), key, alias, value));

    private static DocumentMap Set(DocumentMap group, string key, string? alias, DocumentNode value)
    {
        return (alias is null ? group : group.Without(alias)).With(key, value);
    }
}
