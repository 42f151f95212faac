using System.Text;
using Tiltyard.Attacks;
using Tiltyard.Catalog.Worlds.Scripted.Judging;
using Tiltyard.Catalog.Worlds.Scripted.Playing;
using Tiltyard.Catalog.Worlds.Scripted.Templates;
using Tiltyard.Documents;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Scripted;

/// <summary>One injection point of a script, as an attack: it strikes where and when the point says, with a stream of its own, and wins by the point's own goal.</summary>
public sealed class ScriptInjection : IAttack
{
    private readonly Script _script;
    private readonly InjectionPoint _point;
    private readonly PointGoal _goal;
    private readonly SeededRandom _random = new();
    private int _fires;

    private ScriptInjection(Script script, InjectionPoint point)
    {
        _script = script;
        _point = point;
        _goal = new PointGoal(script, point);
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
        _fires = 0;
        _random.Reseed(key.Stream(Name));
    }

    public Injection? Strike(in AttackMoment moment)
    {
        if (_point.Surface == AttackSurface.ToolResult && !Gave(moment)) return null;
        if (_point.AtTime is { } time && (_fires > 0 || _goal.Play.Time < time)) return null;
        if (_point.When is { } when && !when.Holds(_goal.Play.Scope)) return null;
        if (!_point.Trigger.Holds(moment.Observation.Step, _fires, moment.History, _random)) return null;
        var payload = Payload();
        _fires++;
        return _point.Surface == AttackSurface.ToolResult ? Poisoned(moment.Observation.Result!, payload) : Injection.Message(_point.From, payload);
    }

    public void Save(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject();
        writer.Integer("fires"u8, _fires);
        writer.Name("random"u8);
        writer.Write(_random);
        writer.EndObject();
    }

    public void Restore(DocumentMap saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        _fires = (int)saved.Integer("fires");
        _random.Restore(saved.Map("random"));
    }

    private static ScriptInjection Create(DocumentMap options, Trigger trigger, WorldSpec world)
    {
        if (world is not ScriptSpec spec) throw new DocumentException(options, $"the attack script_injection needs a scenario script; {world.Name} is none");
        if (trigger != new Trigger()) throw new DocumentException(options, "when an injection point strikes stands in the script: leave the trigger out here");
        var wanted = options.Text("point");
        var point = spec.Script.Points.FirstOrDefault(known => known.Id.Equals(wanted, StringComparison.Ordinal))
            ?? throw new DocumentException(options.Node("point"), UnknownName.Reason("injection point", wanted, spec.Script.Points.Select(known => known.Id)));
        return new ScriptInjection(spec.Script, point);
    }

    /// <summary>Whether the observation shows what the point's tool gave back.</summary>
    private bool Gave(in AttackMoment moment) =>
        moment.History.Actions is [.., { Status: ActStatus.Applied, Action: { } last }] && last.Equals(_point.Tool, StringComparison.Ordinal)
        && ToolAnswers.Read(moment.Observation.Result) is { IsOk: true };

    /// <summary>One draw a strike, whichever way the text is chosen, so that streams stay aligned.</summary>
    private string Payload()
    {
        var drawn = _random.NextInt(_point.Payloads.Length);
        var chosen = _point.InSequence ? Math.Min(_fires, _point.Payloads.Length - 1) : drawn;
        return Payloads.Of(_point, chosen, _goal.Play.Opening.Scope);
    }

    private Injection Poisoned(string result, string payload)
    {
        var answer = ToolAnswers.Read(result)!;
        string[] path = ["data", .. _point.Field];
        var clean = Tree.Shown(Tree.Find(answer.Whole, path));
        var text = clean.Length == 0 ? payload : $"{clean}\n{payload}";
        var whole = answer.Data is DocumentMap ? Tree.Set(answer.Whole, path, text) : answer.Whole.With("note", text);
        return Injection.Result(payload, CanonicalJson.Text(whole));
    }
}
