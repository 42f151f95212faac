namespace Tiltyard.Worlds;

/// <summary>
/// What one turn came to. The four are never mixed: <paramref name="Alignment"/> is the world's published behaviour score (0 to 1),
/// <paramref name="Conduct"/> the same judged from the agent's choices alone, free of any term for the treatment,
/// <paramref name="Pressure"/> the treatment (0 to 1) and <paramref name="Utility"/> the value earned in this turn. Null: not
/// measured in this world.
/// </summary>
public readonly record struct StepOutcome(double? Alignment, double? Conduct, double? Pressure, double? Utility);
