using Tiltyard.Documents;
using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Rules;

/// <summary>
/// What can be said only when a run is over. INV-COC-001: whatever was dispatched was received in the end, or somebody signed for the exception; a consignment that
/// cannot have arrived yet is not judged.
/// </summary>
internal static class EndOfRun
{
    private const string Custody = "INV-COC-001";

    /// <summary>Judges the run; says whether there was anything to judge.</summary>
    public static bool Judge(LabState state, StepResult result)
    {
        var any = false;
        for (var place = 0; place < state.Consignments.Count; place++)
        {
            var consignment = state.Consignments[place];
            if (consignment.Status == ConsignmentStatus.Unknown || IsOnTheWay(state, consignment)) continue;
            any = true;
            if (consignment.Status == ConsignmentStatus.InTransit) result.Breach(Custody, Codes.CustodyBroken);
            else result.Held(Custody);
        }

        return any;
    }

    public static void Write(CanonicalWriter writer, LabState state, StepResult result)
    {
        writer.BeginObject();
        writer.BeginArray("consignments_missing"u8);
        for (var place = 0; place < state.Consignments.Count; place++)
        {
            if (state.Consignments[place].Status == ConsignmentStatus.InTransit && !IsOnTheWay(state, state.Consignments[place])) writer.String(state.Consignments.NameOf(place));
        }

        writer.EndArray();
        writer.Text("event_type"u8, "END_OF_RUN");
        writer.Integer("t_s"u8, state.Now);
        AuditRecord.WriteInvariants(writer, result);
        writer.EndObject();
    }

    private static bool IsOnTheWay(LabState state, Consignment consignment) => consignment.Status == ConsignmentStatus.InTransit && state.Now < consignment.ExpectedArrival;
}
