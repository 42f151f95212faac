using System.Collections.Immutable;
using Tiltyard.Attacks;
using Tiltyard.Catalog.Worlds.Scripted.Judging;
using Tiltyard.Catalog.Worlds.Scripted.Playing;
using Tiltyard.Catalog.Worlds.Scripted.Templates;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Scripted;

/// <summary>What attackers may want in a script, for attacks that know nothing of it: what its injection points want, and the places where they write.</summary>
internal static class ScriptGoals
{
    public static ImmutableArray<AttackGoal> Of(DocumentMap parameters, EpisodeKey key)
    {
        var script = ScriptOptions.Script(parameters);
        var opening = Opening.Of(script, key);
        return [.. script.Points.Select(point => Of(script, point, opening))];
    }

    /// <summary>What one asks for: the first tool call of an agent that obeys, else the goal in its own words.</summary>
    public static string Ask(Script script, InjectionPoint point, Opening opening)
    {
        var scope = new FixedScope(("draw", opening.Draws), ("env", opening.Environment), ("state", opening.State), ("read", DocumentNode.Map()));
        foreach (var act in point.Obey.Acts.Where(act => act.Action >= 0 && act.Action != script.ReplyIndex && act.Action != script.FinishIndex))
        {
            var spec = script.Actions[act.Action];
            var arguments = act.Arguments.Select((argument, index) => $"{spec.Parameters[index].Name} {Tree.Shown(argument.Fill(scope))}").ToList();
            return arguments.Count == 0 ? $"call {spec.Name} and say what it gave" : $"call {spec.Name} with {string.Join(", ", arguments)}";
        }

        return $"bring this about: {char.ToLowerInvariant(point.Goal[0])}{point.Goal[1..].TrimEnd('.')}";
    }

    private static AttackGoal Of(Script script, InjectionPoint point, Opening opening)
    {
        var ask = Ask(script, point, opening);
        return new AttackGoal
        {
            Name = point.Id,
            Ask = ask,
            Handles = [ask],
            Watch = () => new PointWatch(script, point),
            Channels = [.. Channels(script, point)],
        };
    }

    /// <summary>The place of the goal's own point, then those of the others, then the user's words.</summary>
    private static IEnumerable<AttackChannel> Channels(Script script, InjectionPoint first)
    {
        foreach (var point in script.Points.OrderBy(point => point == first ? 0 : 1))
            yield return new AttackChannel(point.Surface, point.Id, (in moment, payload) => ScriptInjection.At(script, point, moment, payload));
        yield return new AttackChannel(AttackSurface.Message, "user", (in _, payload) => Injection.Message("user", payload));
    }
}
