namespace Tiltyard.Worlds;

/// <summary>
/// Names that arguments of free text could have in this turn, for agents that choose by chance: without them chance would name nothing that exists. They are no
/// bound; what an argument may be at all is in its <see cref="ParameterSpec"/>.
/// </summary>
public interface INames
{
    /// <summary>One of the names, each as likely; null where the world knows none.</summary>
    /// <param name="action">The action's place among those of the seat.</param>
    /// <param name="parameter">The parameter's place among those of the action.</param>
    /// <param name="random">The agent's own stream.</param>
    string? Draw(int action, int parameter, SeededRandom random);
}
