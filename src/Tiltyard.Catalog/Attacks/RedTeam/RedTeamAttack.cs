using System.Collections.Immutable;
using Tiltyard.Attacks;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Attacks.RedTeam;

/// <summary>
/// One module of the red team in any world that offers goals. Its texts are made at the beginning of an episode from the episode's key
/// alone, or taken as the options give them, and said one strike after another, the last one again and again. A case without a goal is
/// left alone.
/// </summary>
internal sealed class RedTeamAttack : IAttack
{
    private readonly RedTeamModule _module;
    private readonly RedTeamOptions _options;
    private readonly AttackStage _stage;
    private readonly Fuse _fuse;
    private readonly int _most;
    private readonly SeededRandom _random = new();
    private ImmutableArray<string> _lines = [];
    private AttackChannel? _channel;

    public RedTeamAttack(RedTeamModule module, RedTeamOptions options, Trigger trigger, AttackStage stage)
    {
        _module = module;
        _options = options;
        _stage = stage;
        _most = trigger.MaxFires;
        _fuse = new Fuse(trigger, $"redteam/{module.Name}/fuse");
        Oracle = new GoalOracle(module.Name, Goal);
    }

    public string Name => _module.Name;

    string IAttack.Goal => "What the goal of the case says, by this module's way.";

    public IOracle Oracle { get; }

    public void Begin(in EpisodeKey key)
    {
        _fuse.Begin(key);
        _random.Reseed(key.Stream($"redteam/{_module.Name}"));
        var goal = Goal(key);
        _channel = goal is null ? null : RedTeamChannels.Choose(goal, _stage.World, _options.Surface is { } surface ? [surface] : _module.Surfaces, _options.ErrorCode);
        _lines = goal is null ? [] : _options.Payloads.IsEmpty ? Make(goal) : _options.Payloads;
    }

    public Injection? Strike(in AttackMoment moment)
    {
        if (_channel is null || moment.Seat != 0 || _lines.IsEmpty) return null;
        if (_channel.Place(moment, _lines[Math.Min(_fuse.Fires, _lines.Length - 1)]) is not { } injection) return null;
        return _fuse.Burns(moment) ? injection : null;
    }

    public void Save(CanonicalWriter writer) => _fuse.Save(writer);

    public void Restore(DocumentMap saved) => _fuse.Restore(saved);

    private AttackGoal? Goal(EpisodeKey key) => _stage.Goals!(key) is { IsEmpty: false } goals ? goals[0] : null;

    private ImmutableArray<string> Make(AttackGoal goal)
    {
        // the request comes last: with few strikes the turns before it are left out
        ImmutableArray<string> turns = [.. _module.Turns.TakeLast(Math.Min(_options.Turns ?? _most, _most))];
        return [.. turns.Concat(Enumerable.Repeat(turns[^1], _options.Variants - 1)).Select(rule => Disguised(PayloadGrammar.Expand(rule, goal.Ask, _random.NextInt)))];
    }

    private string Disguised(string text)
    {
        var names = !_options.Transforms.IsEmpty ? _options.Transforms : _module.Transforms.IsEmpty ? [] : [_module.Transforms[_random.NextInt(_module.Transforms.Length)]];
        foreach (var name in names) text = Disguises.Apply(name, text, _random);
        return text;
    }
}
