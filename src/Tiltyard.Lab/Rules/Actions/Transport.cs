using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Rules.Actions;

/// <summary>Sends specimens to another site.</summary>
internal sealed class DispatchTransport : Handler
{
    public override LabAction Action => LabAction.DispatchTransport;

    public override bool LogsBlocks => false;

    public override string? Check(StepContext at) => RouteOf(at) < 0
        ? Codes.RouteForbidden
        : Stages.Refusal(at, SpecimenStatus.ArrivedAtReception, SpecimenStatus.Accessioning, SpecimenStatus.Accepted, SpecimenStatus.Separated, SpecimenStatus.Aliquoted);

    public override void Commit(StepContext at)
    {
        var route = at.Policy.Routes[RouteOf(at)];
        var place = at.State.Consignments.Place($"CONS_{++at.State.Dispatched}");
        var consignment = at.State.Consignments[place];
        consignment.Status = ConsignmentStatus.InTransit;
        consignment.Route = RouteOf(at);
        consignment.Dispatched = at.Now;
        consignment.ExpectedArrival = at.Now + at.TravelSeconds(route);
        consignment.Specimens.AddRange(at.Event.Specimens);
        if (!at.IsReference) Stages.Advance(at, SpecimenStatus.InTransit);
        at.Result.Consignment = place;
        at.Emit(Action);
    }

    private static int RouteOf(StepContext at)
    {
        for (var route = 0; route < at.Policy.Routes.Length; route++)
        {
            var one = at.Policy.Routes[route];
            if (one.IsEnabled && one.From == at.Event.OriginSite && one.To == at.Event.DestinationSite) return route;
        }

        return -1;
    }
}

/// <summary>Looks at all that is on the way.</summary>
internal sealed class TransportTick : Handler
{
    public override LabAction Action => LabAction.TransportTick;

    public override void Commit(StepContext at)
    {
        for (var place = 0; place < at.State.Consignments.Count; place++)
        {
            var consignment = at.State.Consignments[place];
            if (consignment.Status != ConsignmentStatus.InTransit) continue;
            var most = at.Policy.Routes[consignment.Route].MaxDrift;
            consignment.Drift = Math.Clamp(consignment.Drift + at.DrawDrift(), -most, most);
            if (Math.Abs(consignment.Drift) >= 0.99 * most) at.Breach("INV-TRANSPORT-001", Codes.TransportExcursion);
            else at.Held("INV-TRANSPORT-001");
        }

        at.Emit(Action);
    }
}

/// <summary>Signs for a consignment on its way.</summary>
internal sealed class ChainOfCustodySign : Handler
{
    public override LabAction Action => LabAction.ChainOfCustodySign;

    public override bool LogsBlocks => false;

    public override string? Check(StepContext at) =>
        at.Event.Consignment < 0 || at.State.Consignments[at.Event.Consignment].Status == ConsignmentStatus.Unknown || (!at.IsReference && at.State.Consignments[at.Event.Consignment].Status != ConsignmentStatus.InTransit)
            ? Codes.CustodyBroken
            : null;

    public override void Commit(StepContext at)
    {
        at.State.Consignments[at.Event.Consignment].Signers.Add(at.Event.Agent);
        at.Emit(Action);
    }
}

/// <summary>Takes a consignment in: one that is known, on its way, signed for, and never too warm.</summary>
internal sealed class ReceiveTransport : Handler
{
    public override LabAction Action => LabAction.ReceiveTransport;

    public override bool LogsBlocks => false;

    public override string? Check(StepContext at)
    {
        if (at.Event.Consignment < 0 || at.State.Consignments[at.Event.Consignment] is not { Status: ConsignmentStatus.InTransit } consignment) return at.Breach("INV-COC-001", Codes.CustodyBroken);
        if (!at.IsReference && (consignment.Signers.Count == 0 || at.Now < consignment.ExpectedArrival)) return at.Breach("INV-COC-001", Codes.CustodyBroken);
        var most = at.Policy.Routes[consignment.Route].MaxDrift;
        return at.ForcesExcursion || Math.Abs(consignment.Drift) >= most ? at.Breach("INV-TRANSPORT-001", Codes.TransportExcursion) : null;
    }

    public override void Commit(StepContext at)
    {
        var consignment = at.State.Consignments[at.Event.Consignment];
        consignment.Status = ConsignmentStatus.Received;
        if (!at.IsReference)
        {
            foreach (var place in consignment.Specimens)
            {
                at.State.Specimens[place].Status = SpecimenStatus.ArrivedAtReception;
                at.State.Specimens[place].Site = -1;
            }
        }

        at.Held("INV-COC-001");
        at.Held("INV-TRANSPORT-001");
        at.Emit(Action);
    }
}
