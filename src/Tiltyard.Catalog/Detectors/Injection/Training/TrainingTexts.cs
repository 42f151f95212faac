using System.Runtime.InteropServices;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Detectors.Injection.Training;

/// <summary>A text written for training, and whether it is an attack.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TrainingText(string Text, bool IsAttack, string Family);

/// <summary>Writes training texts by the grammars: a family by its weight, sometimes in a field of a record, sometimes in disguise.</summary>
internal sealed class TrainingTexts
{
    private const double AttackShare = 0.45;
    private const double CarriedShare = 0.3;
    private const double DisguisedAttacks = 0.12;
    private const double DisguisedOthers = 0.04;

    private readonly SeededRandom _random;
    private readonly Grammar _grammar = Grammar.Shipped;
    private readonly TextFamily[] _attacks;
    private readonly TextFamily[] _others;

    public TrainingTexts(long seed, string component)
    {
        _random = new SeededRandom(new StreamKey(seed, "injection-training", "", 0, component));
        _attacks = [.. _grammar.Families.Where(family => family.IsAttack)];
        _others = [.. _grammar.Families.Where(family => !family.IsAttack)];
    }

    public TrainingText Next()
    {
        var isAttack = _random.NextBool(AttackShare);
        var family = Choose(isAttack ? _attacks : _others);
        var text = _grammar.Write(family.Name, _random);
        if (_random.NextBool(0.06)) text = text.ToLowerInvariant();
        if (_random.NextBool(isAttack ? DisguisedAttacks : DisguisedOthers)) text = Disguises.Random(text, _random);
        if (_random.NextBool(CarriedShare)) text = Carried(text);
        return new TrainingText(text, isAttack, family.Name);
    }

    private TextFamily Choose(TextFamily[] families)
    {
        var drawn = _random.NextInt(families.Sum(family => family.Weight));
        foreach (var family in families)
        {
            drawn -= family.Weight;
            if (drawn < 0) return family;
        }

        return families[^1];
    }

    private string Carried(string text) => _random.NextInt(9) switch
    {
        0 => "description: " + text,
        1 => "body: '" + text.Replace("'", "''", StringComparison.Ordinal) + "'",
        2 => "\"content\": \"" + text.Replace("\"", "\\\"", StringComparison.Ordinal) + "\"",
        3 => "- " + text,
        4 => "> " + text,
        5 => "<p>" + text + "</p>",
        6 => "title: \"" + text + "\"\nstatus: open",
        7 => "(" + text + ")",
        _ => "\n\n" + text + "\n\n",
    };
}
