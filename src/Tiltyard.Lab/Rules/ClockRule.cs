using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Rules;

/// <summary>
/// The second of an event: one that the laboratory can count, and in our profile none that is over already. Otherwise an event could be dated back to when a
/// specimen still kept, a token still held or a throttle had not begun.
/// </summary>
internal static class ClockRule
{
    public static string? Refusal(LabState state, LabEvent happened, bool isReference)
    {
        if (happened.Time is < 0 or > LabState.LatestSecond) return Codes.TimeUnusable;
        return !isReference && happened.Time < state.Now ? Codes.TimeUnusable : null;
    }
}
