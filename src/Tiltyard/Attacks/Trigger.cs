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
    public static ObjectShape Shape { get; } = Documents.Shape.Object(
        Field.Optional("at_step", Documents.Shape.Integer(0, 1_000_000), "Strikes at this step only."),
        Field.Optional("every", Documents.Shape.Integer(1, 1_000_000), "Strikes at every n-th step, counted from 0."),
        Field.Optional("after_calls", Documents.Shape.Object(
            Field.Required("action", Documents.Shape.Text(), "The action whose applied calls are counted."),
            Field.Optional("count", Documents.Shape.Integer(1, 1_000_000), "Strikes once the action was applied this often.", 1)), "Strikes after the n-th call of an action."),
        Field.Optional("probability", Documents.Shape.Number(0, 1), "Chance to strike where the other conditions hold.", 1.0),
        Field.Optional("max_fires", Documents.Shape.Integer(1, 1_000_000), "Strikes at most this often in an episode.", 1));

    public int? AtStep { get; init; }

    public int? Every { get; init; }

    public string? AfterAction { get; init; }

    public int AfterCount { get; init; } = 1;

    public double Probability { get; init; } = 1;

    public int MaxFires { get; init; } = 1;

    /// <summary>Reads what <see cref="Shape"/> has checked.</summary>
    public static Trigger From(DocumentMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        var after = map.MapOrNull("after_calls");
        return new Trigger
        {
            AtStep = (int?)map.IntegerOrNull("at_step"),
            Every = (int?)map.IntegerOrNull("every"),
            AfterAction = after?.Text("action"),
            AfterCount = (int)(after?.Integer("count") ?? 1),
            Probability = map.Number("probability"),
            MaxFires = (int)map.Integer("max_fires"),
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
