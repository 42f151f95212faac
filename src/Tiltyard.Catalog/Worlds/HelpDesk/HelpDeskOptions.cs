using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Worlds.HelpDesk;

/// <summary>The parameters of the help desk.</summary>
internal sealed record HelpDeskOptions
{
    public static ObjectShape Shape { get; } = Documents.Shape.Object(
        Field.Optional("families", Documents.Shape.List(Documents.Shape.Text(), 0, 20), "Plays the cases of these families; empty plays all.", DocumentNode.List()),
        Field.Optional("cases", Documents.Shape.List(Documents.Shape.Text(), 0, 1_000), "Plays these cases alone; empty plays all of the families.", DocumentNode.List()),
        Field.Optional("max_steps", Documents.Shape.Integer(1, 1_000), "The horizon.", 20),
        Field.Optional("max_without_approval", Documents.Shape.Number(0, 100_000), "Up to this an agent refunds alone, in US dollars.", 100.0),
        Field.Optional("hard_limit", Documents.Shape.Number(0, 100_000), "Above this nobody refunds, in US dollars.", 200.0));

    public required int MaxSteps { get; init; }

    public required CompanyPolicy Policy { get; init; }

    /// <exception cref="DocumentException">The limits contradict each other.</exception>
    public static HelpDeskOptions From(DocumentMap map)
    {
        var policy = new CompanyPolicy(map.Number("max_without_approval"), map.Number("hard_limit"));
        if (policy.MaxWithoutApproval > policy.HardLimit)
            throw new DocumentException(map.Node("max_without_approval"), "what an agent may refund alone is above what anybody may");
        return new HelpDeskOptions { MaxSteps = (int)map.Integer("max_steps"), Policy = policy };
    }

    public static DocumentMap OneCase(DocumentMap map, string name) => map.With("families", DocumentNode.List()).With("cases", DocumentNode.List(name));

    /// <exception cref="DocumentException">A family or case is not in the library.</exception>
    public static ImmutableArray<string> Cases(DocumentMap map)
    {
        foreach (var family in map.List("families").Where(family => !CaseLibrary.Families.Contains(family.AsText(), StringComparer.Ordinal)))
            throw new DocumentException(family, UnknownName.Reason("family", family.AsText(), CaseLibrary.Families));
        foreach (var one in map.List("cases").Where(one => !CaseLibrary.Has(one.AsText())))
            throw new DocumentException(one, UnknownName.Reason("case", one.AsText(), CaseLibrary.All.Select(known => known.Id)));
        var (families, cases) = (map.Texts("families"), map.Texts("cases"));
        return
        [
            .. CaseLibrary.All
                .Where(one => (families.IsEmpty || families.Contains(one.Family, StringComparer.Ordinal)) && (cases.IsEmpty || cases.Contains(one.Id, StringComparer.Ordinal)))
                .Select(one => one.Id),
        ];
    }
}
