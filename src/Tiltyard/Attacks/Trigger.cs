using Tiltyard.Conditions;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Attacks;

/// <summary>
/// When an attack strikes: every condition that is set must hold. Chance comes from the attack's own stream and is drawn in every
/// turn in which the other conditions hold, whatever the arm. What it remembers within an episode is a <see cref="Fuse"/>.
/// </summary>
public sealed record Trigger
{
    public static ObjectShape Shape { get; } = Documents.Shape.Object(
        Field.Optional("at_step", Documents.Shape.Integer(0, 1_000_000), "Strikes at this step only."),
        Field.Optional("at_time", Documents.Shape.Number(0, 1e12), "Strikes once, in the first turn at or after this many simulated seconds."),
        Field.Optional("every", Documents.Shape.Integer(1, 1_000_000), "Strikes at every n-th step, counted from 0."),
        Field.Optional("after_calls", Documents.Shape.Object(
            Field.Required("action", Documents.Shape.Text(), "The action whose applied calls are counted."),
            Field.Optional("count", Documents.Shape.Integer(1, 1_000_000), "Strikes once the action was applied this often.", 1)), "Strikes after the n-th call of an action."),
        Field.Optional("when", Predicate.Form(TriggerFacts.Roots), "Strikes where this condition holds for what the world shows the seat."),
        Field.Optional("probability", Documents.Shape.Number(0, 1), "Chance to strike where the other conditions hold.", 1.0),
        Field.Optional("max_fires", Documents.Shape.Integer(1, 1_000_000), "Strikes at most this often in an episode.", 1));

    public int? AtStep { get; init; }

    public double? AtTime { get; init; }

    public int? Every { get; init; }

    public string? AfterAction { get; init; }

    public int AfterCount { get; init; } = 1;

    /// <summary>A condition over <see cref="TriggerFacts"/>; what it cannot read does not hold.</summary>
    public Predicate? When { get; init; }

    public double Probability { get; init; } = 1;

    public int MaxFires { get; init; } = 1;

    /// <summary>Reads what <see cref="Shape"/> has checked.</summary>
    /// <exception cref="DocumentException">The condition could never hold.</exception>
    public static Trigger From(DocumentMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        var after = map.MapOrNull("after_calls");
        return new Trigger
        {
            AtStep = (int?)map.IntegerOrNull("at_step"),
            AtTime = map.NumberOrNull("at_time"),
            Every = (int?)map.IntegerOrNull("every"),
            AfterAction = after?.Text("action"),
            AfterCount = (int)(after?.Integer("count") ?? 1),
            When = map.NodeOrNull("when") is { } when ? Predicate.Read(when) : null,
            Probability = map.Number("probability"),
            MaxFires = (int)map.Integer("max_fires"),
        };
    }

    /// <summary>The same for a world: a trigger that waits for something the world does not have would never strike, and is refused.</summary>
    /// <exception cref="DocumentException">It names an action, a panel or a fact that the world does not have.</exception>
    public static Trigger For(WorldSpec world, DocumentMap map)
    {
        ArgumentNullException.ThrowIfNull(world);
        var trigger = From(map);
        var actions = world.Seats.SelectMany(seat => seat.Actions).Select(action => action.Name).Distinct(StringComparer.Ordinal).ToList();
        if (trigger.AfterAction is { } action && !actions.Contains(action, StringComparer.Ordinal))
            throw new DocumentException(map.Map("after_calls").Node("action"), UnknownName.Reason("action", action, actions));
        if (map.NodeOrNull("when") is { } when) TriggerFacts.Check(when, world, actions);
        return trigger;
    }

    public bool Holds(in AttackMoment moment, int fires, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (fires >= MaxFires) return false;
        if (AtStep is { } at && moment.Observation.Step != at) return false;
        if (AtTime is { } time && (fires > 0 || moment.Time < time)) return false;
        if (Every is { } every && moment.Observation.Step % every != 0) return false;
        if (AfterAction is { } action && moment.History.Applied(action) < AfterCount) return false;
        if (When is not null && When.Holds(new TriggerFacts(moment)) != Truth.Yes) return false;
        return Probability >= 1 || random.NextDouble() < Probability;
    }
}
