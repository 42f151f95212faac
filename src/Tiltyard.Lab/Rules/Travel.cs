using System.Runtime.InteropServices;
using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Rules;

/// <summary>What a journey does to specimens, in our profile: each panel bears so much time on the way and so much drift of temperature.</summary>
internal static class Travel
{
    public const string Temperature = "INV-TRANSPORT-001";

    /// <summary>The consignment has come: its specimens are here, and what the way was too long or too warm for is held.</summary>
    public static void Arrive(StepContext at, Consignment consignment)
    {
        var isSound = true;
        foreach (var place in CollectionsMarshal.AsSpan(consignment.Specimens))
        {
            var specimen = at.State.Specimens[place];
            Land(specimen, SpecimenStatus.ArrivedAtReception, null);
            if (Harm(at, consignment, specimen) is not { } reason) continue;
            isSound &= string.Equals(reason, Codes.TimeExpired, StringComparison.Ordinal);
            specimen.IsSpoiled = true;
            Land(specimen, SpecimenStatus.Held, reason);
            at.Emit(LabAction.HoldSpecimen);
        }

        if (isSound) at.Held(Temperature);
        else at.Breach(Temperature, Codes.TransportExcursion);
    }

    /// <summary>Somebody signs that it came otherwise than it should: nothing of it is used before it was looked at.</summary>
    public static void Except(StepContext at, Consignment consignment)
    {
        consignment.Status = ConsignmentStatus.Excepted;
        foreach (var place in CollectionsMarshal.AsSpan(consignment.Specimens))
        {
            var specimen = at.State.Specimens[place];
            specimen.IsSpoiled = IsExcursion(at, consignment) || Harm(at, consignment, specimen) is not null;
            Land(specimen, SpecimenStatus.Held, at.Event.ReasonCode);
            at.Emit(LabAction.HoldSpecimen);
        }
    }

    public static bool IsExcursion(StepContext at, Consignment consignment) => Math.Abs(consignment.Drift) >= at.Policy.Routes[consignment.Route].MaxDrift;

    private static void Land(Specimen specimen, SpecimenStatus status, string? reason)
    {
        specimen.Status = status;
        specimen.Site = -1;
        specimen.LastReason = reason;
    }

    private static string? Harm(StepContext at, Consignment consignment, Specimen specimen)
    {
        if (specimen.NeedsCold && at.Policy.Floor.Bands[at.Policy.Routes[consignment.Route].Band].StartsWith("AMBIENT", StringComparison.Ordinal)) specimen.MetAmbient = true;
        if (specimen.Panel < 0) return null;
        var panel = at.Policy.Catalogue.PanelInfo[specimen.Panel];
        if (consignment.Peak > panel.TransportDrift) return Codes.TransportExcursion;
        return at.Now - consignment.Dispatched > panel.TransportSeconds ? Codes.TimeExpired : null;
    }
}
