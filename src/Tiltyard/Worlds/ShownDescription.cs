namespace Tiltyard.Worlds;

/// <summary>How an action of the seat is described in one observation, where that is not what its <see cref="ActionSpec"/> says.</summary>
public readonly record struct ShownDescription(string Action, string Text);
