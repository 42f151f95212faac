using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Rules;

/// <summary>
/// Whom an act of enforcement strikes: whoever is known to have done it, never whoever is only named. A good signature proves the agent; else the event came
/// from somewhere, and the seat that it came from is struck; else, where every change must be signed, nobody is. What a thermometer or a door timer reports is
/// the deed of whoever opened the door, and else nobody's.
/// </summary>
internal static class Attribution
{
    /// <summary>The agent's number, or -1 where the deed is nobody's that is known.</summary>
    public static int Of(StepContext at)
    {
        if (at.IsReference) return at.Event.Agent;
        if (at.Event.Action is LabAction.Tick or LabAction.TransportTick) return at.Result.Culprit;
        if (at.Result.Signature is { HasPassed: true }) return at.Event.Agent;
        return at.Event.Source >= 0 ? at.Event.Source : at.State.StrictSignatures ? -1 : at.Event.Agent;
    }
}
