using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Attacks;

/// <summary>
/// When an attack strikes: every condition that is set must hold. Chance comes from the attack's own stream and is drawn in every
/// turn in which the other conditions hold, whatever the arm.
/// </summary>
public sealed record Trigger
{
    public static Shape Shape { get; } = Shape.Object(
        Field.Optional("at_step", Shape.Integer(0, 1_000_000), null, "Strikes at this step only."),
        Field.Optional("every", Shape.Integer(1, 1_000_000), null, "Strikes at every n-th step, counted from 0."),
        Field.Optional("after_calls", Shape.Object(
            Field.Required("action", Shape.Text(), "The action whose applied calls are counted."),
            Field.Optional("count", Shape.Integer(1, 1_000_000), 1, "Strikes once the action was applied this often.")), null, "Strikes after the n-th call of an action."),
        Field.Optional("probability", Shape.Number(0, 1), 1.0, "Chance to strike where the other conditions hold."),
        Field.Optional("max_fires", Shape.Integer(1, 1_000_000), 1, "Strikes at most this often in an episode."));

    public int? AtStep { get; init; }

    public int? Every { get; init; }

    public string? AfterAction { get; init; }

    public int AfterCount { get; init; } = 1;

    public double Probability { get; init; } = 1;

    public int MaxFires { get; init; } = 1;

    public static Trigger From(DocumentMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        var after = map.Has("after_calls") ? map.Map("after_calls") : null;
        return new Trigger
        {
            AtStep = map.Has("at_step") ? (int)map.Integer("at_step") : null,
            Every = map.Has("every") ? (int)map.Integer("every") : null,
            AfterAction = after?.Text("action"),
            AfterCount = after is not null && after.Has("count") ? (int)after.Integer("count") : 1,
            Probability = map.Has("probability") ? map.Number("probability") : 1,
            MaxFires = map.Has("max_fires") ? (int)map.Integer("max_fires") : 1,
        };
    }

    public bool Holds(int step, int fires, ActionHistory history, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(random);
        if (fires >= MaxFires) return false;
        if (AtStep is { } at && step != at) return false;
        if (Every is { } every && step % every != 0) return false;
        if (AfterAction is { } action && history.Applied(action) < AfterCount) return false;
        return Probability >= 1 || random.NextDouble() < Probability;
    }
}
