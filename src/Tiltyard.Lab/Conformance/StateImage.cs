using System.Text;
using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Conformance;

/// <summary>Everything of a laboratory that a blocked step must leave alone, as one text to compare.</summary>
public static class StateImage
{
    public static string Of(LabState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var text = new StringBuilder();
        text.Append($"{state.IsDowntime} {string.Join(',', state.DoorOpenSince)} {string.Join(',', state.ZoneFrozen)} {string.Join(',', state.Stock)} {state.Dispatched}\n");
        Each(text, "agent", state.Agents, one => $"{one.Zone} {one.Role} {one.Actions} {one.Overrides}", one => one.Zone >= 0 || one.Actions > 0);
        Each(text, "specimen", state.Specimens, Line, one => one.Exists);
        Each(text, "aliquot", state.Aliquots, one => $"{one.Specimen}", one => one.Specimen >= 0);
        Each(text, "run", state.Runs, one => $"{one.Device} {one.Start} {one.End} {string.Join(',', one.Specimens)}", one => one.Device >= 0);
        Each(text, "result", state.Results, Line, one => one.Status != ResultStatus.Unknown || one.HasCommunication);
        Each(text, "token", state.Tokens, one => $"{one.State} {one.Type} {one.SubjectType} {one.SubjectId} {one.Issued} {one.Expires}", one => one.State != TokenState.Unknown);
        Each(text, "consignment", state.Consignments, one => $"{one.Status} {one.Route} {one.Dispatched} {one.ExpectedArrival} {one.Drift:R} {one.Peak:R} {string.Join(',', one.Specimens)} {string.Join(',', one.Signers)}", one => one.Status != ConsignmentStatus.Unknown);
        foreach (var device in state.Devices)
        {
            text.Append($"device {device.Condition} {device.Qc} {device.Run} {device.BusySeconds}");
            foreach (var waiting in device.Queue) text.Append($" {waiting}");
            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Line(Specimen one) =>
        $"{one.Status} {one.PatientHash} {one.Collected} {one.Arrived} {one.Accepted} {one.Panel} {one.Container} {one.SpecimenType} {one.Flags} {one.FillOk} {one.IsHazard} {one.Separated} {one.Band} {one.NeedsCold} {one.MetAmbient} {one.Priority} {one.Deadline} {one.LastReason} {one.IdMatches} {one.Zone} {one.Site} {one.IsSpoiled} {one.HeldAt}";

    private static string Line(LabResult one) =>
        $"{one.Status} {one.Device} {one.Run} {one.Specimen} {one.Analyte} {one.Value:R} {one.Criticality} {one.QcState} {string.Join(',', one.Flags)} {string.Join(',', one.Attempts)} {one.IsAcknowledged} {one.HasCommunication}";

    private static void Each<T>(StringBuilder text, string kind, Register<T> register, Func<T, string> line, Func<T, bool> isThere)
        where T : class, new()
    {
        for (var place = 0; place < register.Count; place++)
        {
            if (isThere(register[place])) text.Append($"{kind} {register.NameOf(place)} {line(register[place])}\n");
        }
    }
}
