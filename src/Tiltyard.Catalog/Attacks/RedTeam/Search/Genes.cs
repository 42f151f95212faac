using System.Collections.Immutable;
using Tiltyard.Attacks;
using Tiltyard.Documents;
using Tiltyard.Runs.Planning;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Attacks.RedTeam.Search;

/// <summary>
/// An attack as the search varies it: a module, the choices in its grammar, disguises, the place and the first turn. With the goal of a
/// case it becomes texts, so that what worked in one case can be tried in another.
/// </summary>
internal sealed record Genes(RedTeamModule Module, ImmutableArray<int> Choices, int Turns, ImmutableArray<string> Transforms, AttackSurface? Surface, int AtLeast)
{
    private const int Loci = 24;
    private const int Alleles = 1_000;
    private const int LatestStart = 4;

    public static Genes Random(RedTeamModule module, SeededRandom random) => new(
        module,
        [.. Enumerable.Range(0, Loci).Select(_ => random.NextInt(Alleles))],
        1 + random.NextInt(module.Turns.Length),
        module.Transforms.IsEmpty ? [] : [module.Transforms[random.NextInt(module.Transforms.Length)]],
        null,
        0);

    /// <summary>The same with one thing changed.</summary>
    public Genes Mutated(SeededRandom random) => random.NextInt(6) switch
    {
        0 => this with { Turns = 1 + random.NextInt(Module.Turns.Length) },
        1 => this with { Transforms = Transforms.IsEmpty ? [Disguises.Names[random.NextInt(Disguises.Names.Length)]] : [] },
        2 => this with { Surface = Module.Surfaces[random.NextInt(Module.Surfaces.Length)] },
        3 => this with { AtLeast = random.NextInt(LatestStart) },
        _ => this with { Choices = Choices.SetItem(random.NextInt(Loci), random.NextInt(Alleles)) },
    };

    /// <summary>The texts for a goal, one for each strike.</summary>
    public ImmutableArray<string> Lines(AttackGoal goal)
    {
        var next = 0;
        var random = new SeededRandom(new StreamKey(Choices[0], Module.Name, "", Choices[1], "disguise"));
        return [.. Module.Turns.TakeLast(Turns).Select(rule =>
            Transforms.Aggregate(PayloadGrammar.Expand(rule, goal.Ask, bound => Choices[next++ % Loci] % bound), (text, name) => Disguises.Apply(name, text, random)))];
    }

    public NamedChoice Attack(AttackGoal goal) => Attack(Module.Name, Surface, Lines(goal), AtLeast);

    /// <summary>An attack that says these texts as they are.</summary>
    public static NamedChoice Attack(string module, AttackSurface? surface, ImmutableArray<string> lines, int atLeast)
    {
        var options = DocumentNode.Map(("payloads", DocumentNode.List(lines.Select(line => (DocumentNode)line))));
        if (surface is { } place) options = options.With("surface", place.Name());
        var trigger = DocumentNode.Map(("max_fires", lines.Length));
        if (atLeast > 0) trigger = trigger.With("when", DocumentNode.Map(("field", "step"), ("op", ">="), ("value", atLeast)));
        return new NamedChoice(module, options, Trigger.Shape.Check(trigger), DocumentNode.Null);
    }
}
