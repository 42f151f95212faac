using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Runs.Planning;

/// <summary>Makes the cells of one scenario at one point of its grid: every arm, with and without pressure where asked.</summary>
internal sealed class CellMaking(Registry registry, Scenario scenario, ImmutableArray<(string Key, DocumentNode Value)> point)
{
    private readonly WorldEntry _world = registry.World(scenario.World.AsText())
        ?? throw new DocumentException(
            scenario.World, UnknownName.Reason("world", scenario.World.AsText(), registry.Worlds.Select(world => world.Kind.Name)));

    /// <summary>The cases that the parameters at this point choose.</summary>
    public ImmutableArray<string> Cases() => _world.Kind.Cases(CheckParameters());

    /// <summary>The hash of the world's own data.</summary>
    public string? Content => _world.Kind.Content();

    public IEnumerable<CellPlan> Cells()
    {
        var parameters = CheckParameters();
        var probe = _world.Kind.Create(parameters, true);
        var seats = Seats(probe.Spec, parameters);
        CheckChoices(probe.Spec, parameters);
        foreach (var arm in ArmsToPlay())
        {
            foreach (var pressure in Pressures()) yield return Cell(parameters, probe.Spec, seats, arm, pressure);
        }
    }

    private CellPlan Cell(DocumentMap parameters, WorldSpec spec, ImmutableArray<Choice> seats, Arm arm, bool pressure) => new()
    {
        Name = "",
        Scenario = scenario.Name,
        World = _world.Kind.Name,
        Parameters = parameters,
        Seats = seats,
        Arm = arm,
        Pressure = pressure,
        Attacks = [.. scenario.Attacks.Select(attack => new AttackChoice(attack.Name, attack.Trigger, CheckedOptions(attack, registry.Attack(attack.Name)!.Options)))],
        Gates = [.. Gates.Select(gate => new Choice(gate.Name, CheckedOptions(gate, registry.Gate(gate.Name)!.Options)))],
        Evaluator = Evaluator,
        Validators = [.. scenario.Validators.Select(validator => new Choice(validator.Name, CheckedOptions(validator, registry.Validator(validator.Name)!.Options)))],
        EnforcesGates = scenario.Attacks.IsEmpty ? scenario.Arms.IsEmpty || arm.Enforces() : arm.Enforces(),
        Threshold = scenario.Threshold ?? spec.DefaultThreshold,
        AllowNoOp = scenario.AllowNoOp,
        MaxSteps = scenario.MaxSteps,
        MaxToolCalls = scenario.MaxToolCalls,
        TimeoutSeconds = scenario.TimeoutSeconds,
        Labels =
        [
            ("scenario", scenario.Name),
            ("world", _world.Kind.Name),
            ("agent", string.Join("+", seats.Select(seat => seat.Name))),
            ("arm", arm.Name()),
            ("pressure", pressure ? "on" : "off"),
            .. point.Where(value => value.Key is "gates").Select(value => ("gates", GateLabel(Gates))),
            .. point.Where(value => value.Key.StartsWith("parameters.", StringComparison.Ordinal)).Select(value => (value.Key, LabelText(value.Value))),
        ],
    };

    /// <summary>The gates at this point of the grid: those of the axis where there is one, else those of the scenario.</summary>
    private ImmutableArray<NamedChoice> Gates
    {
        get
        {
            var axis = point.FirstOrDefault(value => value.Key is "gates").Value;
            if (axis is null) return scenario.Gates;
            if (axis is DocumentScalar { Kind: DocumentScalarKind.Text } text && text.AsText() is "none") return [];
            return axis is DocumentList list ? [.. list.Items.Select(ScenarioReading.ReadChoice)] : [ScenarioReading.ReadChoice(axis)];
        }
    }

    /// <summary>The text rules, by name or as they are written.</summary>
    private DocumentMap? Evaluator => scenario.Evaluator switch
    {
        null => null,
        DocumentMap rules => rules,
        var named => registry.Policy(named.AsText()) as DocumentMap ?? throw new DocumentException(named, $"there are no shipped text rules '{named.AsText()}'"),
    };

    /// <summary>A policy file is told by its name, other gates by theirs.</summary>
    private static string GateLabel(ImmutableArray<NamedChoice> gates) => gates.IsEmpty
        ? "none"
        : string.Join("+", gates.Select(gate => gate.Options.TextOrNull("file") is { } file ? FileStem(file) : gate.Options.TextOrNull("policy") ?? gate.Name));

    private static string FileStem(string file)
    {
        var name = file[(file.LastIndexOfAny(['/', '\\']) + 1)..];
        return name.LastIndexOf('.') is var dot and > 0 ? name[..dot] : name;
    }

    private static string LabelText(DocumentNode value) => value is DocumentScalar { Kind: DocumentScalarKind.Text } ? value.AsText() : CanonicalJson.Text(value);

    private DocumentMap CheckParameters()
    {
        var parameters = scenario.Parameters;
        foreach (var (key, value) in point)
        {
            if (key.StartsWith("parameters.", StringComparison.Ordinal)) parameters = parameters.With(key["parameters.".Length..], value);
            else if (key is not ("agent" or "gates" or "pressure") && !key.StartsWith("seats.", StringComparison.Ordinal))
                throw new DocumentException(value, $"'{key}' is not a grid axis: agent, gates, pressure, seats.<seat> or parameters.<name>");
        }

        return _world.Kind.Parameters.Check(parameters);
    }

    private ImmutableArray<Choice> Seats(WorldSpec spec, DocumentMap parameters)
    {
        var chosen = scenario.Seats;
        foreach (var (key, value) in point)
        {
            if (key.Equals("agent", StringComparison.Ordinal)) chosen = chosen.SetItem("agent", ReadAxisSeat(value));
            if (key.StartsWith("seats.", StringComparison.Ordinal)) chosen = chosen.SetItem(key["seats.".Length..], ReadAxisSeat(value));
        }

        foreach (var (name, choice) in chosen)
        {
            if (!SeatNames(spec).Any(seat => seat.Contains(name, StringComparer.Ordinal)))
                throw new DocumentException(choice.Source, UnknownName.Reason("seat", name, spec.Seats.Select(seat => seat.Name)));
        }

        return [.. SeatNames(spec).Select((names, index) => Seat(spec, parameters, index, names.Select(name => chosen.GetValueOrDefault(name)).FirstOrDefault(choice => choice is not null)))];
    }

    private static SeatChoice ReadAxisSeat(DocumentNode value) => value is DocumentMap map
        ? new SeatChoice(map.Text("name"), map.MapOrNull("parameters") ?? DocumentNode.Map(), value)
        : new SeatChoice(value.AsText(), DocumentNode.Map(), value);

    /// <summary>The names a seat answers to: its own, agent for the first and adversary for the second.</summary>
    private static IEnumerable<string[]> SeatNames(WorldSpec spec) => spec.Seats.Select((seat, index) => index switch
    {
        0 => new[] { seat.Name, "agent" },
        1 => [seat.Name, "adversary"],
        _ => [seat.Name],
    });

    private Choice Seat(WorldSpec spec, DocumentMap parameters, int seat, SeatChoice? choice)
    {
        var name = choice?.Agent ?? _world.DefaultAgent(seat);
        var kind = registry.Agent(_world, name) ?? throw new DocumentException(
            choice?.Source ?? scenario.World, UnknownName.Reason("agent", name, registry.AgentsFor(_world).Select(agent => agent.Name)));
        var given = choice?.Parameters ?? DocumentNode.Map();
        if (name.Length > kind.Name.Length) given = NamedParameter(kind, name, given, choice!.Source);
        var settings = kind.Parameters.Check(given);
        if (kind.NamedBy is { } key && settings.TextOrNull(key) is { } value) name = $"{kind.Name}:{value}";
        kind.Create(new Agents.AgentMaking(settings, parameters, spec, seat));
        return new Choice(name, settings);
    }

    /// <summary>Takes what stands after the colon as the parameter it stands for.</summary>
    private static DocumentMap NamedParameter(Agents.AgentKind kind, string name, DocumentMap given, DocumentNode source)
    {
        var rest = name[(kind.Name.Length + 1)..];
        if (given.TextOrNull(kind.NamedBy!) is { } twice && !twice.Equals(rest, StringComparison.Ordinal))
            throw new DocumentException(source, $"the agent's {kind.NamedBy} is given twice: '{rest}' in its name and '{twice}' as a parameter");
        return given.With(kind.NamedBy!, DocumentScalar.OfText(rest, source.Place, source.Path));
    }

    private void CheckChoices(WorldSpec spec, DocumentMap parameters)
    {
        if (Evaluator is { } evaluator) Validators.TextRules.TextRuleSet.Read(evaluator);
        foreach (var attack in scenario.Attacks)
        {
            var kind = registry.Attack(attack.Name) ?? throw Unknown("attack", attack, registry.Attacks.Select(known => known.Name));
            kind.Create(CheckedOptions(attack, kind.Options), Attacks.Trigger.For(spec, attack.Trigger), _world.Stage(spec, parameters));
        }

        foreach (var gate in Gates)
        {
            var kind = registry.Gate(gate.Name) ?? throw Unknown("gate", gate, registry.Gates.Select(known => known.Name));
            kind.Create(CheckedOptions(gate, kind.Options), spec);
        }

        foreach (var validator in scenario.Validators)
        {
            var kind = registry.Validator(validator.Name) ?? throw Unknown("validator", validator, registry.Validators.Select(known => known.Name));
            kind.Create(CheckedOptions(validator, kind.Options), spec);
        }
    }

    private static DocumentMap CheckedOptions(NamedChoice choice, ObjectShape shape) => shape.Check(choice.Options);

    private static DocumentException Unknown(string what, NamedChoice choice, IEnumerable<string> known) =>
        new(choice.Source, UnknownName.Reason(what, choice.Name, known));

    private ImmutableArray<Arm> ArmsToPlay()
    {
        if (!scenario.Arms.IsEmpty) return scenario.Arms;
        return (scenario.Attacks.IsEmpty, Gates.IsEmpty) switch
        {
            (false, false) => [Arm.Benign, Arm.Attacked, Arm.Defended, Arm.Shadow],
            (false, true) => [Arm.Benign, Arm.Attacked],
            (true, false) => [Arm.Defended],
            _ => [Arm.Benign],
        };
    }

    private ImmutableArray<bool> Pressures()
    {
        var axis = point.FirstOrDefault(value => value.Key.Equals("pressure", StringComparison.Ordinal)).Value;
        if (axis is not null)
        {
            return axis.AsText() switch
            {
                "on" => [true],
                "off" => [false],
                _ => throw new DocumentException(axis, "pressure is on or off"),
            };
        }

        return scenario.Pressure switch
        {
            PressureChoice.Paired => [true, false],
            PressureChoice.Off => [false],
            _ => [true],
        };
    }
}
