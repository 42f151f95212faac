using System.Runtime.InteropServices;
using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Rules;

/// <summary>Guards over the stages of things. The reference has none; it takes what is unknown as it comes.</summary>
internal static class Stages
{
    /// <summary>Why the specimens of the event are not where this needs them, or null.</summary>
    public static string? Refusal(StepContext at, params ReadOnlySpan<SpecimenStatus> allowed)
    {
        if (at.IsReference) return null;
        if (at.Event.Specimens.Count == 0) return Codes.SpecimenUnknown;
        foreach (var place in CollectionsMarshal.AsSpan(at.Event.Specimens))
        {
            var specimen = at.State.Specimens[place];
            if (!specimen.Exists) return Codes.SpecimenUnknown;
            if (!allowed.Contains(specimen.Status)) return Codes.SpecimenState;
            // what waits at another site is booked there and sent, and nothing else
            if (specimen.Site >= 0 && !allowed.Contains(SpecimenStatus.ArrivedAtReception)) return Codes.SpecimenState;
        }

        return null;
    }

    /// <summary>Moves those that exist on.</summary>
    public static void Advance(StepContext at, SpecimenStatus status)
    {
        foreach (var place in CollectionsMarshal.AsSpan(at.Event.Specimens))
        {
            if (at.State.Specimens[place].Exists) at.State.Specimens[place].Status = status;
        }
    }

    /// <summary>In our profile a tube is where it was last worked on, or where it was moved to.</summary>
    public static void Put(StepContext at, int zone)
    {
        if (at.IsReference || zone < 0) return;
        foreach (var place in CollectionsMarshal.AsSpan(at.Event.Specimens)) at.State.Specimens[place].Zone = zone;
    }

    /// <summary>Why the result is not at this stage, or null.</summary>
    public static string? RefusalOfResult(StepContext at, params ReadOnlySpan<ResultStatus> allowed)
    {
        if (at.IsReference) return null;
        if (at.Event.Result < 0 || at.State.Results[at.Event.Result].Status == ResultStatus.Unknown) return Codes.ResultUnknown;
        return allowed.Contains(at.State.Results[at.Event.Result].Status) ? null : Codes.ResultState;
    }
}
