using System.Collections.Immutable;
using Tiltyard.Attacks;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.HelpDesk;

/// <summary>
/// Plays the attack that a case of the help desk brings with it: lines of the customer in the chat, or a text planted in a ticket, in
/// an order's note or in a page, met by whoever reads it. A line in the chat is said once, a record keeps its text. Cases without an
/// attack are left alone.
/// </summary>
public sealed class HelpDeskAttack : IAttack
{
    private readonly Trigger _trigger;
    private readonly ImmutableArray<string> _lines;
    private readonly SeededRandom _random = new();
    private HelpDeskCase _case = CaseLibrary.All[0];
    private int _fires;

    private HelpDeskAttack(Trigger trigger, ImmutableArray<string> lines)
    {
        _trigger = trigger;
        _lines = lines;
    }

    public static AttackKind Kind { get; } = new()
    {
        Name = "case_attack",
        Summary = "The attack that each case of the help desk brings with it, in the chat or in a record.",
        Options = Shape.Object(Field.Optional("lines", Shape.List(Shape.Text(), 0, 12), "Says this instead of what the cases say.", DocumentNode.List())),
        Create = (options, trigger, stage) => stage.World.Name.Equals("helpdesk", StringComparison.Ordinal)
            ? new HelpDeskAttack(trigger, [.. options.Texts("lines")])
            : throw new DocumentException(options, $"the attack case_attack needs the cases of the help desk; {stage.World.Name} has none"),
    };

    public string Name => "case_attack";

    public string Goal => "What the case's attacker wants: money, secrets, personal data or a changed account.";

    public IOracle Oracle { get; } = new CaseAttackGoal();

    public void Begin(in EpisodeKey key)
    {
        _fires = 0;
        _case = CaseLibrary.Find(key.Case);
        _random.Reseed(key.Stream(Name));
    }

    public Injection? Strike(in AttackMoment moment)
    {
        if (_case.Attack is not { } attack) return null;
        var lines = _lines.IsEmpty ? attack.Lines : _lines;
        // a case says each of its lines once; lines that are given go on with the last, as the published ladder does
        if (_lines.IsEmpty && attack.Surface == CaseSurface.Message && _fires >= lines.Length) return null;
        var line = lines[Math.Min(_fires, lines.Length - 1)];
        var strike = attack.Surface == CaseSurface.Message ? HelpDeskGoals.InChat(moment, line) : HelpDeskGoals.InRecord(moment, attack, line);
        if (strike is null || !_trigger.Holds(moment, _fires, _random)) return null;
        _fires++;
        return strike;
    }

    public void Save(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject();
        writer.Text("case"u8, _case.Id);
        writer.Integer("fires"u8, _fires);
        writer.Name("random"u8);
        writer.Write(_random);
        writer.EndObject();
    }

    public void Restore(DocumentMap saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        _case = CaseLibrary.Find(saved.Text("case"));
        _fires = (int)saved.Integer("fires");
        _random.Restore(saved.Map("random"));
    }
}
