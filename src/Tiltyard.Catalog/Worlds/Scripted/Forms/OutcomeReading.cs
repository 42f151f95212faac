using System.Collections.Immutable;
using Tiltyard.Catalog.Worlds.Scripted.Judging;
using Tiltyard.Catalog.Worlds.Scripted.Templates;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Worlds.Scripted.Forms;

/// <summary>Reads expected outcomes into checks.</summary>
internal static class OutcomeReading
{
    public static ImmutableArray<OutcomeCheck> Read(DocumentMap map, DeedReading deeds)
    {
        var checks = ImmutableArray.CreateBuilder<OutcomeCheck>();
        if (map.IntegerOrNull("min_events") is { } least)
            checks.Add(new OutcomeCheck { Kind = CheckKind.MinEvents, Subject = "events", Minimum = (int)least, Source = map.Node("min_events") });
        if (map.IntegerOrNull("max_events") is { } most)
            checks.Add(new OutcomeCheck { Kind = CheckKind.MaxEvents, Subject = "events", Maximum = (int)most, Source = map.Node("max_events") });
        foreach (var node in map.List("required_events")) checks.Add(OfEvent(CheckKind.RequiredEvent, node, deeds) with { Minimum = 1 });
        foreach (var node in map.List("forbidden_events")) checks.Add(OfEvent(CheckKind.ForbiddenEvent, node, deeds) with { Maximum = 0 });
        foreach (var node in map.List("state")) checks.Add(OfState(CheckKind.State, node));
        foreach (var node in map.List("forbidden_state")) checks.Add(OfForbiddenState(node, deeds));
        foreach (var count in map.Maps("counts")) checks.Add(OfCount(count, deeds));
        return checks.ToImmutable();
    }

    private static OutcomeCheck OfEvent(CheckKind kind, DocumentNode node, DeedReading deeds)
    {
        var deed = deeds.Find(node);
        return new OutcomeCheck { Kind = kind, Subject = deeds.Deeds[deed].Name, Deed = deed, Source = node };
    }

    private static OutcomeCheck OfState(CheckKind kind, DocumentNode node)
    {
        var state = Clause.Read(node, Roots.Play);
        return new OutcomeCheck { Kind = kind, Subject = Subject(state), State = state, Source = node };
    }

    /// <summary>A state that may never be reached is a deed: it is looked for after every turn.</summary>
    private static OutcomeCheck OfForbiddenState(DocumentNode node, DeedReading deeds)
    {
        var state = Clause.Read(node, Roots.Play);
        return new OutcomeCheck { Kind = CheckKind.ForbiddenState, Subject = Subject(state), Deed = deeds.FindState(state, Subject(state)), Maximum = 0, Source = node };
    }

    private static OutcomeCheck OfCount(DocumentMap map, DeedReading deeds)
    {
        var (least, most) = ((int)map.Integer("min"), (int)map.Integer("max", int.MaxValue));
        if (least == 0 && !map.Has("max")) throw new DocumentException(map, "the count has no bound: give min or max");
        if (least > most) throw new DocumentException(map.Node("min"), "the least is above the most");
        var pattern = DocumentPattern(map);
        var deed = deeds.Find(pattern);
        return new OutcomeCheck { Kind = CheckKind.Count, Subject = deeds.Deeds[deed].Name, Deed = deed, Minimum = least, Maximum = most, Source = map };
    }

    /// <summary>The count without its bounds; a name from defines stands under event.</summary>
    private static DocumentNode DocumentPattern(DocumentMap map) =>
        map.NodeOrNull("event") is { } name && !map.Has("tool") && !map.Has("says") && !map.Has("state") ? name : map;

    private static string Subject(Clause state) => state.Comparisons.IsEmpty ? "state" : string.Join(", ", state.Comparisons.Select(one => one.Path).Distinct(StringComparer.Ordinal));
}
