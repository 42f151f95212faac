using Tiltyard.Attacks;
using Tiltyard.Catalog.Worlds.Scripted.Judging;
using Tiltyard.Catalog.Worlds.Scripted.Playing;
using Tiltyard.Catalog.Worlds.Scripted.Templates;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Scripted;

/// <summary>One injection point of a script, as an attack: it strikes where and when the point says, with a stream of its own, and wins by the point's own goal.</summary>
public sealed class ScriptInjection : IAttack
{
    private readonly Script _script;
    private readonly InjectionPoint _point;
    private readonly PointGoal _goal;
    private readonly Fuse _fuse;
    private readonly SeededRandom _random = new();

    private ScriptInjection(Script script, InjectionPoint point)
    {
        _script = script;
        _point = point;
        _goal = new PointGoal(script, point);
        _fuse = new Fuse(point.Trigger, $"{Name}/fuse");
    }

    public static AttackKind Kind { get; } = new()
    {
        Name = "script_injection",
        Summary = "An injection point of a scenario script, with the trigger, the text and the goal that stand there.",
        Options = Shape.Object(Field.Required("point", Shape.Text(), "The point's id.")),
        Create = Create,
    };

    public string Name => NameOf(_point);

    public string Goal => _point.Goal;

    public IOracle Oracle => _goal;

    internal static string NameOf(InjectionPoint point) => $"script_injection:{point.Id}";

    public void Begin(in EpisodeKey key)
    {
        _fuse.Begin(key);
        _random.Reseed(key.Stream(Name));
    }

    public Injection? Strike(in AttackMoment moment)
    {
        if (!IsOpen(_point, moment)) return null;
        if (_point.When is { } when && !when.Holds(_goal.Play.Scope)) return null;
        return _fuse.Burns(moment) ? Placed(_script, _point, moment, Payload()) : null;
    }

    public void Save(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject();
        writer.Name("fuse"u8);
        _fuse.Save(writer);
        writer.Name("random"u8);
        writer.Write(_random);
        writer.EndObject();
    }

    public void Restore(DocumentMap saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        _fuse.Restore(saved.Map("fuse"));
        _random.Restore(saved.Map("random"));
    }

    private static ScriptInjection Create(DocumentMap options, Trigger trigger, AttackStage stage)
    {
        if (stage.World is not ScriptSpec spec) throw new DocumentException(options, $"the attack script_injection needs a scenario script; {stage.World.Name} is none");
        if (trigger != new Trigger()) throw new DocumentException(options, "when an injection point strikes stands in the script: leave the trigger out here");
        var wanted = options.Text("point");
        var point = spec.Script.Points.FirstOrDefault(known => known.Id.Equals(wanted, StringComparison.Ordinal))
            ?? throw new DocumentException(options.Node("point"), UnknownName.Reason("injection point", wanted, spec.Script.Points.Select(known => known.Id)));
        return new ScriptInjection(spec.Script, point);
    }

    /// <summary>Whether there is anything to write into now: a result or an error needs the tool's answer.</summary>
    private static bool IsOpen(InjectionPoint point, in AttackMoment moment) => point.Surface switch
    {
        AttackSurface.ToolResult => IsCalled(point, moment) && ToolAnswers.Read(moment.OwnResult) is { IsOk: true },
        AttackSurface.ToolError => IsCalled(point, moment),
        _ => true,
    };

    private static bool IsCalled(InjectionPoint point, in AttackMoment moment) => moment.Called is { } called && called.Equals(point.Tool, StringComparison.Ordinal);

    /// <summary>One draw a strike, whichever way the text is chosen, so that streams stay aligned.</summary>
    private string Payload()
    {
        var drawn = _random.NextInt(_point.Payloads.Length);
        var chosen = _point.InSequence ? Math.Min(_fuse.Fires - 1, _point.Payloads.Length - 1) : drawn;
        return Payloads.Of(_point, chosen, _goal.Play.Opening.Scope);
    }

    /// <summary>Another attacker's text at the place of a point, or null where nothing can be written there now.</summary>
    internal static Injection? At(Script script, InjectionPoint point, in AttackMoment moment, string payload) =>
        IsOpen(point, moment) ? Placed(script, point, moment, payload) : null;

    private static Injection Placed(Script script, InjectionPoint point, in AttackMoment moment, string payload) => point.Surface switch
    {
        AttackSurface.ToolResult => Poisoned(point, moment.Observation.Result!, payload),
        AttackSurface.ToolError => Injection.Error(ToolAnswers.Error(ToolCode.InternalError, payload, 0)),
        AttackSurface.ToolDescription => Injection.Description(point.Tool!, payload, $"{script.Actions.First(action => action.Name.Equals(point.Tool, StringComparison.Ordinal)).Description} {payload}"),
        AttackSurface.Memory => Injection.Memory(point.From, payload),
        AttackSurface.Document => Injection.Document(point.From, payload),
        AttackSurface.PeerMessage => Injection.PeerMessage(point.From, payload),
        AttackSurface.SystemMessage => Injection.SystemMessage(point.From, payload),
        _ => Injection.Message(point.From, payload),
    };

    /// <summary>The text stands in the field that people write into.</summary>
    private static Injection Poisoned(InjectionPoint point, string result, string payload)
    {
        if (ToolAnswers.Read(result) is not { } answer) return Injection.Result(payload, $"{result}\n{payload}");
        string[] path = ["data", .. point.Field];
        var clean = Tree.Shown(Tree.Find(answer.Whole, path));
        var text = clean.Length == 0 ? payload : $"{clean}\n{payload}";
        var whole = answer.Data is DocumentMap ? Tree.Set(answer.Whole, path, text) : answer.Whole.With("note", text);
        return Injection.Result(payload, CanonicalJson.Text(whole));
    }
}
