namespace Tiltyard.Lab.Rules;

/// <summary>The rungs of the ladder of calls.</summary>
internal static class Ladder
{
    /// <summary>The rung of a role, or -1.</summary>
    public static int RungOf(StepContext at, string? role)
    {
        for (var rung = 0; rung < at.Policy.Ladder.Length; rung++)
        {
            if (string.Equals(at.Policy.Ladder[rung].Role, role, StringComparison.Ordinal)) return rung;
        }

        return -1;
    }

    /// <summary>Whether the channel may be used; where none is named the ladder's first is meant.</summary>
    public static bool Allows(StepContext at, int rung, string? channel) => channel is null || at.Policy.Ladder[rung].Modes.Contains(channel, StringComparer.Ordinal);
}
